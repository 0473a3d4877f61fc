import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { estimateHidden } from './estimate.ts'
import { readCaptureTable } from './estimate-table.ts'
import { type EstimateState, estimatesApart, type ToldByWorker } from './estimates-apart.job.ts'

const tableOf = (more: number) => {
  const read = readCaptureTable({
    lists: ['a', 'b', 'c'],
    rows: [
      [1, 0, 0, 40 + more],
      [0, 1, 0, 40],
      [0, 0, 1, 40],
      [1, 1, 0, 9],
      [1, 0, 1, 9],
      [0, 1, 1, 9],
      [1, 1, 1, 3],
    ],
  })
  if (!read.ok) throw new Error(read.refusal.code)
  return read.value
}
/** A thread that does what the test says. */
class Thread extends EventEmitter {
  readonly asked: unknown[] = []
  ended = false
  postMessage(table: unknown): void {
    this.asked.push(table)
  }
  async terminate(): Promise<number> {
    this.ended = true
    this.emit('exit', 1)
    return 1
  }
  unref(): void {}
  tells(told: ToldByWorker): void {
    this.emit('message', told)
  }
}
const open = (secondsMax?: number) => {
  const threads: Thread[] = []
  const logged: string[] = []
  const ask = estimatesApart({
    log: (_level, event) => logged.push(event),
    start: () => {
      const thread = new Thread()
      threads.push(thread)
      return thread as never
    },
    ...(secondsMax === undefined ? {} : { secondsMax }),
  })
  return { ask, threads, logged }
}
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const REPORT = estimateHidden(tableOf(0), { replicates: 100 })

test('who asks gets at once what there is: nothing yet, the step it is at, the report; and the same table is made once', async () => {
  const { ask, threads } = open()
  expect(ask(tableOf(0))).toEqual({ is: 'computing' })
  await turn()
  threads[0]?.tells({ progress: { step: 'interval', done: 300, of: 1000 } })
  expect(ask(tableOf(0))).toEqual({ is: 'computing', progress: { step: 'interval', done: 300, of: 1000 } })
  threads[0]?.tells({ report: REPORT })
  expect(ask(tableOf(0))).toEqual({ is: 'made', report: REPORT })
  await turn()
  expect([threads.length, threads[0]?.ended]).toEqual([1, true])
})

test('one at a time: another table waits until the first is made', async () => {
  const { ask, threads } = open()
  ask(tableOf(0))
  ask(tableOf(1))
  await turn()
  expect(threads).toHaveLength(1)
  threads[0]?.tells({ report: REPORT })
  await turn()
  expect(threads).toHaveLength(2)
  expect(ask(tableOf(1))).toEqual({ is: 'computing' })
})

test('what fails, stops or takes too long is given up with a line in the log, ends its thread and lets the next go on', async () => {
  const { ask, threads, logged } = open()
  ask(tableOf(0))
  ask(tableOf(1))
  await turn()
  threads[0]?.emit('error', new Error('broken'))
  expect(ask(tableOf(0))).toEqual({ is: 'given-up' })
  expect([logged, threads[0]?.ended]).toEqual([['estimate-not-made'], true])
  await turn()
  threads[1]?.emit('exit', 1)
  expect(ask(tableOf(1))).toEqual({ is: 'given-up' })

  const hurried = open(0.01)
  hurried.ask(tableOf(0))
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect([hurried.ask(tableOf(0)), hurried.threads[0]?.ended]).toEqual([{ is: 'given-up' }, true])
})

test('only the last few are kept, and a table that nobody asks for any more is not computed', async () => {
  const { ask, threads } = open()
  for (let more = 0; more < 30; more += 1) ask(tableOf(more))
  await turn()
  for (let made = 0; made < 40; made += 1) {
    threads.at(-1)?.tells({ report: REPORT })
    await turn()
  }
  expect(threads.map(({ asked }) => (asked[0] as { counts: Float64Array }).counts[1])).toEqual(
    Array.from({ length: 16 }, (_, place) => 40 + 14 + place),
  )
})

test('in a thread of its own the report is the one that is made here', async () => {
  const ask = estimatesApart({ log: () => undefined })
  let state: EstimateState = ask(tableOf(0))
  for (let round = 0; round < 600 && state.is === 'computing'; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    state = ask(tableOf(0))
  }
  // Linkage knows 86 of 100 again, by its own measure: what that does is asked for each table.
  expect(state).toEqual({ is: 'made', report: estimateHidden(tableOf(0), { missedLinks: 0.14 }) })
})
