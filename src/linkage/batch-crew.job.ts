/**
 * Workers that share memory. Tasks are handed out one by one; a worker that dies gives its task back and another does it again.
 * The calling thread is one of them: it would only wait, and a thread costs memory and time to start.
 */
import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import type { BatchMemory } from './batch-memory.ts'
import type { Layout } from './batch-row.ts'
import { type EncodeWork, encodeWork } from './batch-source.store.ts'
import { cellEncoder, runTask, type StageResult, type StageTask, stageScratch } from './batch-stages.ts'

export type CrewTask = StageTask | EncodeWork
/** Hears after each task how many are done, which it was and what it gave. */
export type OnDone = (done: number, task: number, result: StageResult) => void
export type Crew = {
  /** Does all tasks; results stand in the order of the tasks. */
  run(tasks: readonly CrewTask[], onDone?: OnDone): Promise<readonly StageResult[]>
  /** Ends a worker in the middle of its work, as a fault would: for tests. */
  killOne(): Promise<void>
  close(): Promise<void>
}

/** Does any task; keeps the memory of words between them. */
export const taskRunner = (memory: BatchMemory): ((task: CrewTask) => StageResult) => {
  const scratch = stageScratch()
  let encoder: { readonly layout: string; readonly encode: ReturnType<typeof cellEncoder> } | undefined
  const encodeUnder = (layout: Layout): ReturnType<typeof cellEncoder> => {
    const name = JSON.stringify(layout)
    if (encoder?.layout !== name) encoder = { layout: name, encode: cellEncoder(memory, layout) }
    return encoder.encode
  }
  return (task) => {
    if (task.stage === 'encode-file' || task.stage === 'encode-list') {
      encodeWork(encodeUnder(task.layout), memory, task)
      return undefined
    }
    encoder = undefined
    return runTask(memory, task, scratch)
  }
}

const WORKER = new URL('./batch-worker.job.ts', import.meta.url)
/** What a worker makes and drops lives short: more room for it costs memory and saves no time. */
const YOUNG_MB = 12
const RESTARTS_MAX = 8

/** A crew of `workers`; close it when done. */
export const openCrew = (memory: BatchMemory, workers: number): Crew =>
  workers <= 1 ? alone(memory) : many(memory, workers)

const alone = (memory: BatchMemory): Crew => {
  // As for a worker (YOUNG_MB), but of a thread that runs already: what is made and dropped does not get more room than it has.
  setFlagsFromString('--semi-space-growth-factor=1')
  const act = taskRunner(memory)
  return {
    run: async (tasks, onDone) =>
      tasks.map((task, i) => {
        const result = act(task)
        onDone?.(i + 1, i, result)
        return result
      }),
    killOne: async () => undefined,
    close: async () => undefined,
  }
}

type Hand = { readonly doing: number[]; give(number: number, task: CrewTask): void; end(): Promise<unknown> }
type Round = {
  readonly tasks: readonly CrewTask[]
  readonly results: StageResult[]
  readonly waiting: number[]
  done: number
  readonly onDone: OnDone | undefined
  readonly resolve: (results: readonly StageResult[]) => void
  readonly reject: (fault: unknown) => void
}
/** A second task lies ready at each worker, so that none waits for the post. */
const AHEAD = 2

const many = (memory: BatchMemory, workers: number): Crew => {
  const hands = new Set<Hand>()
  let round: Round | undefined
  let restarts = 0
  let closing = false
  const feed = (hand: Hand): void => {
    while (round && hand.doing.length < AHEAD) {
      const task = round.waiting.shift()
      if (task === undefined) return
      const work = round.tasks[task]
      hand.doing.push(task)
      if (work) hand.give(task, work)
    }
  }
  const finish = (hand: Hand, number: number, result: StageResult): void => {
    hand.doing.splice(hand.doing.indexOf(number), 1)
    if (!round) return
    round.results[number] = result
    round.done += 1
    round.onDone?.(round.done, number, result)
    feed(hand)
    if (round.done < round.tasks.length) return
    const { resolve, results } = round
    round = undefined
    resolve(results)
  }
  const fail = (fault: unknown): void => {
    round?.reject(fault)
    round = undefined
  }
  const hire = (): void => {
    const worker = new Worker(WORKER, { workerData: memory, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } })
    const hand: Hand = {
      doing: [],
      give: (number, task) => worker.postMessage({ number, task }),
      end: () => worker.terminate(),
    }
    let fault: unknown
    hands.add(hand)
    worker.on('message', ({ number, result }: { number: number; result: StageResult }) => finish(hand, number, result))
    worker.on('error', (problem) => {
      fault = problem
    })
    worker.on('exit', () => {
      hands.delete(hand)
      if (closing) return
      round?.waiting.unshift(...hand.doing)
      restarts += 1
      if (restarts > RESTARTS_MAX) return fail(fault ?? new Error('workers keep dying'))
      hire()
    })
    feed(hand)
  }
  const act = taskRunner(memory)
  const self: Hand = {
    doing: [],
    // Not at once: what the others have done is heard between two tasks.
    give: (number, task) => {
      setImmediate(() => {
        if (closing) return
        try {
          finish(self, number, act(task))
        } catch (fault) {
          fail(fault)
        }
      })
    },
    end: async () => undefined,
  }
  for (let i = 1; i < workers; i += 1) hire()
  hands.add(self)
  return {
    run: (tasks, onDone) =>
      new Promise((resolve, reject) => {
        if (tasks.length === 0) return resolve([])
        round = { tasks, results: [], waiting: tasks.map((_, i) => i), done: 0, onDone, resolve, reject }
        for (const hand of hands) feed(hand)
      }),
    killOne: async () => {
      const busy = [...hands].find((hand) => hand !== self && hand.doing.length > 0)
      await busy?.end()
    },
    close: async () => {
      closing = true
      await Promise.all([...hands].map((hand) => hand.end()))
    },
  }
}
