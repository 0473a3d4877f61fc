import fc from 'fast-check'
import { expect, test } from 'vitest'
import { middleOf, rankFor } from './median-interval.ts'

test('six times are the fewest that have an interval, and then it is all of them', () => {
  expect([1, 5, 6, 8, 9, 20].map(rankFor)).toEqual([0, 0, 1, 1, 2, 6])
  expect(middleOf([3])).toEqual({ median: 3 })
  expect(middleOf([])).toBeUndefined()
  expect(middleOf([6, 1, 2, 5, 3, 4])).toEqual({ median: 3.5, interval: { low: 1, high: 6 } })
})

test('the interval holds the middle, and does not depend on the order of what is given', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 999 }), { minLength: 1, maxLength: 60 }), (times) => {
      const middle = middleOf(times)
      expect(middle).toEqual(middleOf(times.toReversed()))
      if (!middle?.interval) return
      expect(middle.interval.low).toBeLessThanOrEqual(middle.median)
      expect(middle.interval.high).toBeGreaterThanOrEqual(middle.median)
    }),
  )
})

/** The same in whole numbers of any size: twice the tail is at most one in twenty. */
const exactRank = (count: number): number => {
  const all = 1n << BigInt(count)
  let [term, tail, rank] = [1n, 1n, 0]
  while (40n * tail <= all && rank < count / 2) {
    rank += 1
    term = (term * BigInt(count - rank + 1)) / BigInt(rank)
    tail += term
  }
  return rank
}

test('the rank is the exact one for every count to 700, and above 1,074, where a half to that power is nothing', () => {
  const counts = Array.from({ length: 700 }, (_, at) => at + 1)
  expect(counts.map(rankFor)).toEqual(counts.map(exactRank))
  expect(rankFor(1_076)).toBe(exactRank(1_076))
})

test('the rank is the exact one for counts to 5,000', () => {
  fc.assert(
    fc.property(fc.integer({ min: 701, max: 5_000 }), (count) => {
      expect(rankFor(count)).toBe(exactRank(count))
    }),
    { numRuns: 40 },
  )
})

test('of many lists drawn from one known middle at least 95 in 100 intervals hold it', () => {
  let state = 12_345
  const chance = (): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return (state >> 8) / 0x7fffff
  }
  const holds = Array.from({ length: 4000 }, () => middleOf(Array.from({ length: 15 }, chance))?.interval)
  const kept = holds.filter((each) => each && each.low <= 0.5 && each.high >= 0.5).length
  expect(kept / holds.length).toBeGreaterThan(0.945)
})
