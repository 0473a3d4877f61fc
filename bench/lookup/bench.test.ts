import { expect, test } from 'vitest'
import { randomFrom } from '../../src/kernel/index.ts'
import { bloomEncoder, encodePerson, SLOTS } from '../../src/linkage/index.ts'
import { benchInProcess } from './in-process.ts'
import { benchKernel } from './kernel.ts'
import { heardAgain, personOf, readyOf } from './population.ts'
import { newTimes, percentiles, timed } from './times.ts'

test('invented people are the same each time, carry seventeen tokens on average, and are heard otherwise', () => {
  const people = Array.from({ length: 2000 }, (_, i) => readyOf(personOf(i, 1)))
  expect(readyOf(personOf(7, 1))).toEqual(people[7])
  const mean = people.reduce((sum, { tokens }) => sum + tokens.length, 0) / people.length
  expect(mean).toBeGreaterThan(16)
  expect(mean).toBeLessThan(19)
  const random = randomFrom(3)
  const again = people.map((_, i) => readyOf(heardAgain(personOf(i, 1), random)))
  const kept = again.filter(({ tokens }, i) => tokens.some((token) => people[i]?.tokens.includes(token)))
  expect(kept.length / people.length).toBeGreaterThan(0.98)
  expect(again.filter(({ row }, i) => String(row) === String(people[i]?.row)).length).toBeLessThan(1200)
})

test('the name of an invented person fills its filter as the name of a described person does', () => {
  const filled = ({ row }: { row: Uint32Array }): number =>
    row
      .subarray(SLOTS.name.at, SLOTS.name.at + SLOTS.name.words)
      .reduce((sum, word) => sum + [...word.toString(2)].filter((bit) => bit === '1').length, 0)
  const encoder = bloomEncoder(new Uint8Array(32).fill(7))
  const described = ['Verzina Denkbeeld', 'Bedachta Uitvinder', 'Fictiva Schijnbaar'].map((fullName) =>
    filled(encodePerson({ fullName }, encoder)),
  )
  const invented = Array.from({ length: 200 }, (_, i) => filled(readyOf(personOf(i, 1))))
  const mean = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0) / numbers.length
  expect(mean(invented) / mean(described)).toBeGreaterThan(0.75)
  expect(mean(invented) / mean(described)).toBeLessThan(1.33)
})

test('the short bench finds who is known, sees inserts at once, and its look-ups keep the bar of the million', () => {
  const figures = benchInProcess({ persons: 18_000, lookUps: 400, say: () => undefined })
  expect(figures.visible.found).toBe(1)
  expect(figures.quiet.knownFound).toBeGreaterThan(0.95)
  expect(figures.quiet.strangersHit).toBeLessThan(0.02)
  expect(figures.inserts.perSecondUndisturbed).toBeGreaterThan(5_000)
  expect(figures.quiet.undisturbed.p99Ms).toBeLessThan(3)
})

test('the kernel is several times as fast as JavaScript over the same rows', () => {
  expect(benchKernel(1024, 60).ratio).toBeGreaterThan(4)
})

test('a time is kept with the others, and percentiles are of what was kept', () => {
  const times = newTimes()
  expect(timed(times, () => 'value')).toBe('value')
  expect(times.all).toHaveLength(1)
  expect(percentiles([3, 1, 2])).toMatchObject({ p50Ms: 2, maxMs: 3, perSecond: 500 })
})
