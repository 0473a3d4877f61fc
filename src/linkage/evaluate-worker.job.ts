/** The multiplications of the key authority in a thread of their own: a message and a key come in, the answer goes out, nothing stays. */
import { parentPort } from 'node:worker_threads'
import type { ToEvaluate } from './evaluate-apart.job.ts'
import { evaluateBlinded } from './key-authority.crypto.ts'

parentPort?.on('message', ({ number, message, key }: ToEvaluate) => {
  parentPort?.postMessage({ number, answer: evaluateBlinded(message, key) })
})
