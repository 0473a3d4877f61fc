/** One worker of a crew: takes a task, does it on the shared memory, sends the result. */
import { parentPort, workerData } from 'node:worker_threads'
import { type CrewTask, taskRunner } from './batch-crew.job.ts'
import type { BatchMemory } from './batch-memory.ts'
import { isPairs, type StageResult } from './batch-stages.ts'

// Safe: only batch-crew starts this file, and it gives its memory along.
const act = taskRunner(workerData as BatchMemory)

const columnsOf = (result: StageResult): ArrayBuffer[] => {
  if (!isPairs(result)) return []
  const { pairs, counts } = result
  const columns = [pairs.a, pairs.b, pairs.patterns, counts.patterns, counts.counts]
  // Safe: the columns are made in this thread, over plain memory.
  return columns.map(({ buffer }) => buffer as ArrayBuffer)
}

parentPort?.on('message', ({ number, task }: { number: number; task: CrewTask }) => {
  const result = act(task)
  parentPort?.postMessage({ number, result }, columnsOf(result))
})
