import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, type Day, day } from '../kernel/index.ts'
import { type ClockFact, readClocks } from './clock.ts'
import { type CountedClock, clocksToCount, stateOn, whatChanged } from './counted-clock.ts'
import { kindsOf, type Norm } from './norm.ts'
import { NORMS_OF_PERSONS } from './norm-book.ts'

const START = day('2026-01-01')
const HOUSES = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222']
const anyFacts = (norm: Norm): fc.Arbitrary<readonly ClockFact[]> =>
  fc
    .array(
      fc.record({
        kind: fc.constantFrom(...norm.versions.flatMap(kindsOf), 'consent-refused', 'not-now'),
        happened: fc.integer({ min: 0, max: 120 }).map((count) => addDays(START, count)),
        by: fc.constantFrom(...HOUSES),
      }),
      { maxLength: 7 },
    )
    .map((facts) => facts.map((fact, at) => ({ ...fact, id: `f${at}` })))
const anyCase = fc.constantFrom(...NORMS_OF_PERSONS).chain((norm) =>
  fc.record({
    norm: fc.constant(norm),
    facts: anyFacts(norm),
    on: fc.integer({ min: 0, max: 400 }),
    later: fc.nat(300),
  }),
)
/** Longer than most terms. */
const LONGEST = 100
const at = (on: number): Day => addDays(START, on)

/** A fact that begins the norm, and others after it; told by a day on which the term may still run. */
const anyBegun = fc.constantFrom(...NORMS_OF_PERSONS).chain((norm) =>
  fc.record({
    norm: fc.constant(norm),
    began: fc.constantFrom(...norm.versions.flatMap(({ trigger }) => trigger)),
    facts: anyFacts(norm),
    on: fc.integer({ min: 0, max: 130 }),
  }),
)

test('P10 what a row says on each later day is what the clock says then, when nothing more was told', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(anyBegun, ({ norm, began, facts, on }) => {
      // Everything was told by that day; only time passes.
      const first = { id: 'first', kind: began, happened: addDays(at(on), -(on % 5)), by: HOUSES[0] ?? '' }
      const known = [first, ...facts.slice(0, on % 3)].filter(({ happened }) => happened <= at(on))
      const rows = clocksToCount([norm], known, { on: at(on) })
      for (let later = 0; later <= LONGEST; later += 1) {
        const then = at(on + later)
        const read = readClocks(norm, known, { day: then }).filter(({ version }) => version !== undefined)
        const states = rows.map((row) => stateOn(row, then))
        expect(states).toEqual(
          read.map(({ reading }) => (reading.state === 'not-applicable' ? 'excepted' : reading.state)),
        )
        for (const [place, row] of rows.entries()) seen.add(`${row.state} ${states[place]}`)
      }
    }),
    { numRuns: 300 },
  )
  // What lapses was met both ways: missed, and kept by a ban that held.
  expect([...seen]).toEqual(expect.arrayContaining(['running missed', 'running kept', 'missed missed', 'kept kept']))
})

test('P5 the order in which facts arrive, and counting again, change nothing that is counted', () => {
  fc.assert(
    fc.property(anyCase, fc.array(fc.nat(6)), ({ norm, facts, on }, order) => {
      const rows = clocksToCount([norm], facts, { on: at(on) })
      const shuffled = facts.toSorted(
        (one, other) => (order[facts.indexOf(one)] ?? 9) - (order[facts.indexOf(other)] ?? 8),
      )
      expect(clocksToCount([norm], [...shuffled, ...facts], { on: at(on) })).toEqual(rows)
      expect(whatChanged(rows, rows, { on: at(on) })).toEqual([])
    }),
  )
})

/** The last row of each clock, as the database takes it. */
const lastOf = (rows: readonly CountedClock[]): readonly CountedClock[] => [
  ...new Map(rows.map((row) => [`${row.normId} ${row.triggered}`, row])).values(),
]

test('P10 counted fact by fact, with what is taken back, is counted at once', () => {
  fc.assert(
    fc.property(anyCase, fc.nat(6), ({ norm, facts, on }, gone) => {
      const withdrawal: ClockFact[] = facts[gone]
        ? [{ id: 'w', kind: 'step-withdrawn', happened: facts[gone].happened, withdraws: `f${gone}` }]
        : []
      const told = [...facts, ...withdrawal]
      let rows: readonly CountedClock[] = []
      for (const upTo of told.keys()) {
        const now = clocksToCount([norm], told.slice(0, upTo + 1), { on: at(on) })
        rows = [...rows, ...whatChanged(lastOf(rows), now, { on: at(on) })]
      }
      const states = (each: readonly CountedClock[]) =>
        each
          .filter(({ state }) => state !== 'withdrawn')
          .map((row) => [row.triggered, stateOn(row, at(on)), row.version])
          .toSorted()
      expect(states(lastOf(rows))).toEqual(states(clocksToCount([norm], told, { on: at(on) })))
    }),
  )
})

/** The same norm, from a day on under a version of a term twice as long. */
const changedFrom = (norm: Norm, from: Day): Norm => {
  const last = norm.versions.at(-1)
  if (!last || from <= last.validFrom) return norm
  return {
    ...norm,
    versions: [
      ...norm.versions.slice(0, -1),
      { ...last, validUntil: addDays(from, -1) },
      {
        ...last,
        version: last.version + 1,
        validFrom: from,
        term: { ...last.term, count: last.term.count * 2 + 1 },
      },
    ],
  }
}

test('P1 a norm that is changed or signed from a day on changes nothing that is counted of before that day', () => {
  fc.assert(
    fc.property(anyCase, fc.integer({ min: 1, max: 120 }), ({ norm, facts, on }, changed) => {
      const from = at(changed)
      const before = (rows: readonly CountedClock[]) => rows.filter(({ triggered }) => triggered < from)
      const as = clocksToCount([norm], facts, { on: at(on) })
      expect(before(clocksToCount([changedFrom(norm, from)], facts, { on: at(on) }))).toEqual(before(as))
      const adoption = { id: 'a', party: HOUSES[0] ?? '', name: 'x', normId: norm.id, version: 1, from, terms: {} }
      expect(before(clocksToCount([norm], facts, { on: at(on), adoptions: [adoption] }))).toEqual(before(as))
    }),
  )
})

test('a cause is kept with the clock that it is of, and a clock that goes away says so', () => {
  const clock: CountedClock = {
    ...{ normId: 'N32', version: 1, triggered: at(3), state: 'running', due: at(10), lapsesTo: 'missed' },
  }
  const told = { normId: 'N32', triggered: at(3), cause: 'no-place' }
  const [row] = whatChanged([clock], [{ ...clock, state: 'missed' }], { on: at(20), told })
  expect(row).toEqual({ ...clock, state: 'missed', cause: 'no-place' })
  expect(whatChanged([row ?? clock], [{ ...clock, state: 'missed' }], { on: at(20) })).toEqual([])
  expect(whatChanged([clock], [], { on: at(20) })).toEqual([{ ...clock, state: 'withdrawn' }])
  expect(whatChanged([{ ...clock, state: 'withdrawn' }], [], { on: at(20) })).toEqual([])
})
