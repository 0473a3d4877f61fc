import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PatternTally, pairsCounted, togetherCounted } from './batch-tally.ts'

const patterns = fc.array(fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 2 ** 32 - 2 })), {
  maxLength: 3000,
  size: 'max',
})

test('a tally counts as a map counts, in ascending order, also after it grew', () => {
  fc.assert(
    fc.property(patterns, (all) => {
      const tally = new PatternTally()
      const counted = new Map<number, number>()
      for (const pattern of all) {
        tally.add(pattern, 1)
        counted.set(pattern, (counted.get(pattern) ?? 0) + 1)
      }
      const told = tally.told()
      expect(Array.from(told.patterns, (pattern, i) => [pattern, told.counts[i]])).toEqual(
        [...counted].sort(([x], [y]) => x - y),
      )
      expect(pairsCounted(told)).toBe(all.length)
    }),
    { numRuns: 30 },
  )
})

test('what was marked stays marked when the tally grows', () => {
  const tally = new PatternTally()
  tally.mark(tally.add(7, 1), 2)
  for (let pattern = 1000; pattern < 5000; pattern += 1) tally.add(pattern, 1)
  expect(tally.markAt(tally.add(7, 1))).toBe(2)
})

test('several tallies together count what one would', () => {
  fc.assert(
    fc.property(patterns, patterns, (some, others) => {
      const told = (all: readonly number[]) => {
        const tally = new PatternTally()
        for (const pattern of all) tally.add(pattern, 1)
        return tally.told()
      }
      expect(togetherCounted([told(some), told(others)])).toEqual(told([...others, ...some]))
    }),
    { numRuns: 20 },
  )
})
