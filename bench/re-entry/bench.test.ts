import { expect, test } from 'vitest'
import type { PersonDescription } from '../../src/linkage/index.ts'
import { type CountryInput, readMunicipalities, readTables } from '../../src/simulation/index.ts'
import { figuresOf } from './figures.ts'
import { type ReplayOptions, replay } from './replay.ts'
import { readCountry } from './truth.ts'

const { municipalities } = readMunicipalities()
const input = (seed: number, persons: number): CountryInput => ({
  ...{ persons, years: 5, seed, municipalities, tables: readTables() },
})
const PERSONS = 600
const SEEDS = [1, 2, 3, 4, 5, 6]
const countries = SEEDS.map((seed) => readCountry(input(seed, PERSONS)))
const run = (more: Partial<ReplayOptions> = {}) =>
  figuresOf(
    countries.map((country) => ({
      ...{ country, replayed: replay(country, { grounds: false, encoding: 'relabelled', ...more }) },
    })),
  )
const atHit = (figures: ReturnType<typeof run>) => {
  const row = figures.rows.find(({ bound }) => bound === 'hit')
  if (!row) throw new Error('no row')
  return row
}

test('re-entries are those after a closed file, of persons who are there, in order of learning', () => {
  for (const { told, reEntries, cases } of countries) {
    expect(told.every((each, at) => at === 0 || (told[at - 1]?.signal.learned ?? '') <= each.signal.learned)).toBe(true)
    for (const { person, on, signals, intake } of reEntries) {
      const closed = [...cases.values()].filter((each) => each.person === person && (each.closed ?? '9999') < on)
      expect(closed.length).toBeGreaterThan(0)
      expect(signals.every((at) => told[at]?.person === person && (told[at]?.trueDay ?? '') >= on)).toBe(true)
      if (intake !== undefined) expect(told[intake]?.signal.isReport).toBe(true)
    }
  }
})

test('a few hundred persons: most who come back are recognised, and hardly anybody is taken for another', () => {
  const figures = run()
  expect(figures.reEntries).toBeGreaterThan(30)
  expect(atHit(figures).recall).toBeGreaterThanOrEqual(RECALL_FLOOR)
  expect(atHit(figures).precision).toBeGreaterThanOrEqual(PRECISION_FLOOR)
})

test.each([
  ['birth date', ({ birthYear: _year, birthMonth: _month, birthDay: _day, ...rest }: PersonDescription) => rest],
  ['name', ({ given: _given, surname: _surname, ...rest }: PersonDescription) => rest],
])('a matcher that hears no %s falls below the floor: the floor would tell', (_what, describe) => {
  expect(atHit(run({ describe })).recall).toBeLessThan(RECALL_FLOOR)
})

test('who said no is not looked up, and then nobody is claimed to have come back', () => {
  const [country] = countries
  if (!country) throw new Error('no country')
  const { encoded, claims } = replay(country, { grounds: true, encoding: 'relabelled' })
  country.told.forEach(({ signal }, at) => {
    if (signal.searchGround === 'none') expect(encoded[at]).toBe(false)
  })
  for (const { asking } of claims) expect(encoded[asking]).toBe(true)
  expect(encoded.some((each) => each)).toBe(true)
})

/** A little below what was measured on these six countries: recall 0.857, precision 0.952. */
const RECALL_FLOOR = 0.82
const PRECISION_FLOOR = 0.93
