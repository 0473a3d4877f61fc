/**
 * Has the key authority's multiplications done beside the thread that answers requests: they are a third of what a look-up costs this
 * process, and another core may do them. One thread for the whole process, begun by the first that asks; it keeps no key.
 */
import { Worker } from 'node:worker_threads'
import type { EpochKey, evaluateBlinded } from './key-authority.crypto.ts'

export type ToEvaluate = { readonly number: number; readonly message: string; readonly key: EpochKey }
type Answer = ReturnType<typeof evaluateBlinded>
type Waiting = { readonly resolve: (answer: Answer) => void; readonly reject: (fault: unknown) => void }
type Thread = { readonly worker: Worker; readonly waiting: Map<number, Waiting> }

let thread: Thread | undefined
let count = 0

/** As `evaluateBlinded`, in the other thread. Fails when that thread ends; the next question begins another. */
export const evaluateApart = (message: string, key: EpochKey): Promise<Answer> =>
  new Promise((resolve, reject) => {
    thread ??= beginThread()
    const { worker, waiting } = thread
    count += 1
    waiting.set(count, { resolve, reject })
    // A process that waits for an answer does not end; one that waits for none may.
    worker.ref()
    worker.postMessage({ number: count, message, key } satisfies ToEvaluate)
  })

const beginThread = (): Thread => {
  const worker = new Worker(new URL('./evaluate-worker.job.ts', import.meta.url))
  const begun: Thread = { worker, waiting: new Map() }
  worker.on('message', ({ number, answer }: { readonly number: number; readonly answer: Answer }) => {
    begun.waiting.get(number)?.resolve(answer)
    begun.waiting.delete(number)
    if (begun.waiting.size === 0) worker.unref()
  })
  const ended = (fault: unknown): void => {
    if (thread === begun) thread = undefined
    for (const { reject } of begun.waiting.values()) reject(fault)
    begun.waiting.clear()
  }
  worker.on('error', ended)
  worker.on('exit', () => ended(new Error('the thread that evaluates has ended')))
  return begun
}
