import { expect, test } from 'vitest'
import { keepRunning } from './rounds.ts'

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 1))
}
const LONG = 60_000

test('a job goes on at once while there is more, and stops out of its pause', async () => {
  let rounds = 0
  const stop = keepRunning({
    round: async () => {
      rounds += 1
      return rounds < 5
    },
    pauseMs: LONG,
    onFault: () => undefined,
  })
  await until(() => rounds === 5)
  await stop()
  expect(rounds).toBe(5)
})

test('a fault ends one round, not the job', async () => {
  const faults: unknown[] = []
  let rounds = 0
  const stop = keepRunning({
    round: async () => {
      rounds += 1
      if (rounds === 1) throw new Error('away')
      return false
    },
    pauseMs: 1,
    onFault: (fault) => faults.push(fault),
  })
  await until(() => rounds >= 3)
  await stop()
  expect(faults).toHaveLength(1)
})

test('a round under way is finished before the job has stopped', async () => {
  let finish: () => void = () => undefined
  let finished = false
  const stop = keepRunning({
    round: async () => {
      await new Promise<void>((resolve) => {
        finish = resolve
      })
      finished = true
      return true
    },
    pauseMs: LONG,
    onFault: () => undefined,
  })
  const stopping = stop()
  finish()
  await stopping
  expect(finished).toBe(true)
})
