import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomFrom } from '../kernel/index.ts'
import { countOf, meanSize, randomOf, sizeOf, waiting, weighted } from './draw.ts'

const many = <T>(draw: (random: ReturnType<typeof randomFrom>) => T): T[] => {
  const random = randomFrom(3)
  return Array.from({ length: 20_000 }, () => draw(random))
}
const meanOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0) / numbers.length

test('a weighted choice keeps to its weights, and never draws what has none', () => {
  const drawn = many(weighted(['a', 'b', 'c'], (item) => ({ a: 1, b: 3, c: 0 })[item] ?? 0))
  expect(drawn.filter((item) => item === 'b').length / drawn.length).toBeCloseTo(0.75, 1)
  expect(drawn).not.toContain('c')
  expect(() => weighted([], () => 1)).toThrow('nothing to draw from')
})

test('waiting times, counts and sizes have the mean that was asked', () => {
  expect(meanOf(many((random) => waiting(random, 40))) / 40).toBeCloseTo(1, 1)
  expect(meanOf(many((random) => countOf(random, 1.5, 12)))).toBeCloseTo(1.5, 1)
  expect(meanOf(many((random) => sizeOf(random, 4, 25)))).toBeCloseTo(meanSize(4, 25), 0.8)
  expect(Math.max(...many((random) => sizeOf(random, 40, 25)))).toBe(25)
})

test('two things of one country never draw the same row of numbers', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat({ max: 20_000_000 }), fc.nat({ max: 20_000_000 }), (seed, one, other) => {
      fc.pre(one !== other)
      const row = (number: number) => {
        const random = randomOf(seed, number)
        return [random.next(), random.next()]
      }
      expect(row(one)).not.toEqual(row(other))
      expect(row(one)).toEqual(row(one))
    }),
  )
})
