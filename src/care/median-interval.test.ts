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
