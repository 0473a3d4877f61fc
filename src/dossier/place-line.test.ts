import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day, daysBetween } from '../kernel/index.ts'
import { checkPlace, lineOf, type NotedPlace, PLACE_KINDS, type PlaceSpan } from './place-line.ts'

const TODAY = day('2026-11-16')
const span = (given: Partial<PlaceSpan> = {}): PlaceSpan => ({
  ...{ kind: 'own-home', from: day('2026-03-01'), precision: 'day' },
  ...given,
})
const anyPlace = fc
  .record({
    kind: fc.constantFrom(...PLACE_KINDS),
    municipality: fc.option(fc.constantFrom('GM0415', 'GM0772'), { nil: undefined }),
    country: fc.option(fc.constantFrom('RO', 'NG'), { nil: undefined }),
    begins: fc.integer({ min: -900, max: 20 }),
    lasts: fc.option(fc.integer({ min: -10, max: 300 }), { nil: undefined }),
  })
  .map(({ kind, municipality, country, begins, lasts }): PlaceSpan => {
    const from = addDays(TODAY, begins)
    return {
      ...{ kind, from, precision: 'day' },
      ...(municipality === undefined ? {} : { municipality }),
      ...(country === undefined ? {} : { country }),
      ...(lasts === undefined ? {} : { until: addDays(from, lasts) }),
    }
  })

test('P18 no place that shelters has a municipality, and nothing lies in the future or ends before it begins', () => {
  let accepted = 0
  fc.assert(
    fc.property(anyPlace, (place) => {
      const checked = checkPlace(place, TODAY)
      if (!checked.ok) return
      accepted += 1
      const { kind, municipality, country, from, until } = checked.value
      if (['shelter', 'reception'].includes(kind)) expect(municipality).toBeUndefined()
      expect(kind === 'abroad').toBe(country !== undefined)
      expect(from <= TODAY && (until === undefined || (from <= until && until <= TODAY))).toBe(true)
    }),
    { numRuns: 3_000 },
  )
  expect(accepted).toBeGreaterThan(100)
})

test('what is too fine, not there or not yet is refused by its own code', () => {
  expect(checkPlace(span({ kind: 'shelter', municipality: 'GM0415' }), TODAY)).toMatchObject({
    refusal: { code: 'place-too-fine' },
  })
  expect(checkPlace(span({ kind: 'abroad' }), TODAY)).toMatchObject({ refusal: { code: 'place-needs-country' } })
  expect(checkPlace(span({ country: 'RO' }), TODAY)).toMatchObject({ refusal: { code: 'place-not-abroad' } })
  expect(checkPlace(span({ from: day('2026-11-17') }), TODAY)).toMatchObject({
    refusal: { code: 'happened-in-future' },
  })
  expect(checkPlace(span({ until: day('2026-02-01') }), TODAY)).toMatchObject({
    refusal: { code: 'place-ends-before-it-begins' },
  })
})

const noted = (id: string, from: string, until?: string, replaces?: string): NotedPlace => ({
  ...span({ from: day(from), ...(until ? { until: day(until) } : {}) }),
  ...{ id, ...(replaces ? { replaces } : {}) },
})

test('the line is in order of days, says what nobody knows, and leaves out what was corrected', () => {
  const line = lineOf([
    noted('c', '2026-04-11', '2026-05-01'),
    noted('a', '2026-01-01', '2026-03-01'),
    noted('b', '2026-03-05', '2026-04-01'),
    noted('d', '2026-03-02', '2026-04-01', 'b'),
  ])
  expect(line.map(({ id, gapDays }) => [id, gapDays])).toEqual([
    ['a', 0],
    ['d', 0],
    ['c', 9],
  ])
})

test('the line holds every place once in order, and its gaps are never longer than the days there are', () => {
  fc.assert(
    fc.property(fc.array(anyPlace, { maxLength: 12 }), (places) => {
      const given = places
        .filter((each) => checkPlace(each, TODAY).ok)
        .map((place, at) => ({ ...place, id: String(at) }))
      const line = lineOf(given)
      expect(line.map(({ id }) => id).toSorted()).toEqual(given.map(({ id }) => id).toSorted())
      expect(line.every((each, at) => at === 0 || (line[at - 1]?.from ?? '') <= each.from)).toBe(true)
      const [first, last] = [line[0], line.at(-1)]
      const gaps = line.reduce((sum, { gapDays }) => sum + gapDays, 0)
      expect(line.every(({ gapDays }) => gapDays >= 0)).toBe(true)
      if (first && last) expect(gaps).toBeLessThanOrEqual(daysBetween(first.from, last.from))
    }),
  )
})
