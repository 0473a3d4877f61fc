import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calibrationTable, recalibrate, TENTHS, type TenthCounts } from './match-calibration.ts'

const outcomes: fc.Arbitrary<readonly TenthCounts[]> = fc.array(
  fc.record({ tenth: fc.nat(TENTHS - 1), same: fc.nat(5_000), other: fc.nat(5_000) }),
  { maxLength: 15 },
)
const probability = fc.double({ min: 0, max: 1, noNaN: true })

test('P26 a surer pair never becomes a less sure one, and a probability stays one', () => {
  fc.assert(
    fc.property(outcomes, probability, probability, (counts, a, b) => {
      const curve = recalibrate(counts)
      const [low, high] = [Math.min(a, b), Math.max(a, b)]
      expect(curve(low)).toBeLessThanOrEqual(curve(high) + 1e-12)
      expect(curve(low)).toBeGreaterThanOrEqual(0)
      expect(curve(high)).toBeLessThanOrEqual(1)
    }),
  )
})

test('without outcomes nothing changes', () => {
  const curve = recalibrate([])
  for (const p of [0, 0.05, 0.3, 0.77, 1]) expect(curve(p)).toBeCloseTo(p, 12)
})

test('few outcomes hardly move it, many carry it: five denials at nine tenths, and a thousand', () => {
  const at = (other: number) => recalibrate([{ tenth: 9, same: 0, other }])(0.9)
  expect(at(5)).toBeGreaterThan(0.7)
  expect(at(1_000)).toBeLessThan(0.65)
})

test('when outcomes say what the model expected, the curve stays where it was', () => {
  const counts = Array.from({ length: TENTHS }, (_, tenth) => ({ tenth, same: 40 * tenth, other: 40 * (10 - tenth) }))
  for (const p of [0.1, 0.35, 0.5, 0.9]) expect(recalibrate(counts)(p)).toBeCloseTo(p, 9)
})

test('neighbours that fall are pooled: the whole that violates gets one value', () => {
  const table = calibrationTable([
    { tenth: 8, same: 900, other: 100 },
    { tenth: 9, same: 500, other: 500 },
  ])
  expect(table[8]?.used).toBeCloseTo(table[9]?.used ?? 0, 12)
  expect(table[8]).toMatchObject({ expected: 0.8, observed: 0.9, count: 1_000 })
  expect(table[0]).toMatchObject({ observed: undefined, count: 0 })
})

test('the order in which outcomes are counted changes nothing', () => {
  fc.assert(
    fc.property(outcomes, probability, (counts, p) => {
      expect(recalibrate([...counts].reverse())(p)).toBe(recalibrate(counts)(p))
    }),
  )
})
