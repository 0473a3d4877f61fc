import { expect, test } from 'vitest'
import { BATCH_LIMITS } from './batch-blocks.ts'
import { budgetFor, sampleBitsOf, type Yield } from './batch-budget.ts'

/** A yield of which each step has so many pairs, and so many likely ones as long as they last. */
const yieldWith = (pairs: number, likely: readonly number[]): Yield => ({
  pairs: new Float64Array(26).fill(pairs),
  likely: Float64Array.from({ length: 26 }, (_, step) => likely[step] ?? 0),
})
const { meetingsLeast, meetingsMax } = BATCH_LIMITS

test('one goes on as long as one pair in 200 looks like one person', () => {
  const halfway = [...Array<number>(12).fill(50)]
  expect(budgetFor([yieldWith(1000, halfway)], 100_000, 0, BATCH_LIMITS)).toBe(120)
  expect(budgetFor([yieldWith(1000, Array<number>(26).fill(50))], 100_000, 0, BATCH_LIMITS)).toBe(meetingsMax)
  expect(budgetFor([yieldWith(1000, [])], 100_000, 0, BATCH_LIMITS)).toBe(meetingsLeast)
})

test('a handful of pairs without a likely one is no reason to stop', () => {
  expect(budgetFor([yieldWith(5, [])], 1000, 0, BATCH_LIMITS)).toBe(meetingsMax)
})

test('it stops at 25 pairs a record, however well it pays', () => {
  const rich = yieldWith(10_000, Array<number>(26).fill(9_000))
  expect(budgetFor([rich], 10_000, 1, BATCH_LIMITS)).toBe(120)
  expect(budgetFor([rich, rich], 10_000, 1, BATCH_LIMITS)).toBe(60)
})

test('a small set is looked at whole, of a large one ever less', () => {
  expect([100, 4096, 8192, 100_000, 1_000_000, 10_000_000].map(sampleBitsOf)).toEqual([0, 0, 1, 5, 8, 8])
})
