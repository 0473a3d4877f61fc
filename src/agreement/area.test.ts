import { expect, test } from 'vitest'
import { day } from '../kernel/index.ts'
import { type AreaFact, areasOf, calendarFacts, checkAreaFact, clockFactsOf, kindsAbout, normsAbout } from './area.ts'
import { readClock } from './clock.ts'
import { FACT_KINDS, NORMS } from './norm-book.ts'

const TODAY = day('2026-11-16')
const known = {
  ...{ norms: NORMS, kinds: FACT_KINDS, facts: [] as readonly AreaFact[], serves: ['GM0415'] },
  ...{ function: 'focal-officer', today: TODAY },
}
const given = { about: 'municipality', area: 'GM0415', kind: 'approach-adopted', on: TODAY } as const
const fact = (id: string, kind: string, more: Partial<AreaFact> = {}): AreaFact => ({
  ...{ id, kind, about: 'municipality', area: 'GM0415', happened: day('2022-06-01'), learned: new Date(0), by: 'h' },
  ...more,
})

test('who works for a municipality writes down what was done for it, once a day, on a day that has been', () => {
  const code = (more: object, of: object = {}) => {
    const checked = checkAreaFact({ ...given, ...more }, { ...known, ...of })
    return checked.ok ? 'ok' : checked.refusal.code
  }
  expect(code({})).toBe('ok')
  expect(code({ area: 'GM0344' })).toBe('not-your-area')
  // A municipality is no region, whoever works for it.
  const asRegion = { about: 'region', kind: 'coordinator-in-place' }
  expect(code(asRegion)).toBe('not-your-area')
  expect(code({ ...asRegion, area: 'VO0479' }, { serves: ['VO0479'] })).toBe('ok')
  expect(code({}, { function: 'care-coordinator' })).toBe('not-your-area')
  expect(code({ kind: 'coordinator-in-place' })).toBe('step-not-known')
  expect(code({ kind: 'a-wish' })).toBe('step-not-known')
  expect(code({ kind: 'agreed-year-ended' })).toBe('step-recorded-elsewhere')
  expect(code({ on: day('2026-11-17') })).toBe('happened-in-future')
  expect(code({}, { facts: [fact('a', 'approach-adopted', { happened: TODAY })] })).toBe('step-noted-already')
})

test('a house works for the municipalities, regions and country among its territories, and for nothing else', () => {
  expect(areasOf(['GM0415', 'VR11', 'VO0479', 'MO0479', 'NL', 'PV27', 'RE04'])).toEqual([
    { about: 'municipality', area: 'GM0415' },
    ...['VR11', 'VO0479', 'MO0479'].map((area) => ({ about: 'region', area })),
    { about: 'country', area: 'NL' },
  ])
})

test('every norm about an area waits for facts that somebody of it writes down, or that the calendar brings', () => {
  for (const about of ['municipality', 'region', 'country', 'cluster'] as const) {
    expect(normsAbout(NORMS, about).length, about).toBeGreaterThan(0)
    expect(kindsAbout(NORMS, FACT_KINDS, about).length, about).toBeGreaterThan(0)
  }
})

test('the calendar begins a clock by itself: what was agreed for a year is missed by who did half of it', () => {
  const [norm] = normsAbout(NORMS, 'municipality')
  const read = (facts: readonly AreaFact[]) =>
    norm && readClock(norm, clockFactsOf(facts, FACT_KINDS, TODAY), { day: TODAY }).state
  expect(read([])).toBe('missed')
  expect(read([fact('a', 'approach-adopted')])).toBe('missed')
  expect(read([fact('a', 'approach-adopted'), fact('b', 'contact-person-named')])).toBe('kept')
  const gone = fact('c', 'contact-person-named', { withdraws: 'b' })
  expect(read([fact('a', 'approach-adopted'), fact('b', 'contact-person-named'), gone])).toBe('missed')
})

test('a yearly day comes every year up to today, and one day once', () => {
  const days = calendarFacts(FACT_KINDS, day('2020-12-31'))
  expect(days.filter(({ kind }) => kind === 'year-ended').map(({ happened }) => happened)).toEqual([
    ...['2017-12-31', '2018-12-31', '2019-12-31', '2020-12-31'],
  ])
  expect(days.some(({ kind }) => kind === 'agreed-year-ended')).toBe(false)
})
