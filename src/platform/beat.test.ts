import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BEAT_MS, untilNext, waitForBeat } from './beat.ts'

test('an answer leaves at the first beat after it was ready, never before, and never more than one beat later', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 500, noNaN: true }), (elapsed) => {
      const leaves = elapsed + untilNext(elapsed, BEAT_MS)
      expect(leaves).toBeGreaterThan(elapsed)
      expect(leaves - elapsed).toBeLessThanOrEqual(BEAT_MS)
      expect(Math.abs(leaves / BEAT_MS - Math.round(leaves / BEAT_MS))).toBeLessThan(1e-6)
    }),
  )
})

test('two answers that were ready at other moments within one beat leave at the same one', () => {
  expect(2 + untilNext(2, 20)).toBe(20)
  expect(2.4 + untilNext(2.4, 20)).toBeCloseTo(20)
})

test('it waits as long as it says, and not at all without a beat', async () => {
  const began = performance.now()
  await waitForBeat(15, 20)
  expect(performance.now() - began).toBeGreaterThanOrEqual(5)
  const again = performance.now()
  await waitForBeat(1, 0)
  expect(performance.now() - again).toBeLessThan(5)
})
