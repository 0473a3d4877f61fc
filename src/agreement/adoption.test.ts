import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, type Day, day } from '../kernel/index.ts'
import { type Adoption, checkAdoption, checkTerms, type Terms } from './adoption.ts'
import { type ClockFact, escalates, readClocks, readSorted, sortFacts } from './clock.ts'
import { ALWAYS_KEEPS, findVersion, kindsOf, type Norm } from './norm.ts'
import { NORMS } from './norm-book.ts'

const HOUSE = 'house-that-signed'
const OTHER = 'house-that-did-not'
const normOf = (id: string): Norm => {
  const norm = NORMS.find((one) => one.id === id)
  if (!norm) throw new Error(`no norm ${id}`)
  return norm
}
const signed = (normId: string, terms: Terms = {}, from = '2026-06-01', ended?: string): Adoption => ({
  ...{ id: 'a', party: HOUSE, name: 'Verzonnen huis', normId, version: 1, from: day(from), terms },
  ...(ended ? { ended: day(ended) } : {}),
})
const fact = (kind: string, happened: string, by = HOUSE): ClockFact => ({ kind, happened: day(happened), by })
const read = (norm: Norm, facts: readonly ClockFact[], on: string, adoptions: readonly Adoption[]) =>
  readSorted(norm, sortFacts(facts, { day: day(on) }), day(on), adoptions)

test('what was proposed binds who signed it, from the day of the signature, and nobody else [Q22]', () => {
  const warm = normOf('N32')
  const facts = [fact('person-moved', '2026-05-01'), fact('person-moved', '2026-06-02')]
  const missed = (adoptions: readonly Adoption[], known = facts) =>
    read(warm, known, '2026-07-01', adoptions).map(({ version, reading }) => escalates(version, reading))
  expect(missed([])).toEqual([false, false])
  expect(missed([signed('N32')])).toEqual([false, true])
  expect(
    missed(
      [signed('N32')],
      facts.map((each) => ({ ...each, by: OTHER })),
    ),
  ).toEqual([false, false])
  expect(missed([signed('N32', {}, '2026-06-01', '2026-06-02')])).toEqual([false, false])
})

test('a shorter term that a party signed judges its clocks, and its name stands beside them', () => {
  const [clock] = read(normOf('N32'), [fact('person-moved', '2026-06-02')], '2026-06-06', [signed('N32', { count: 3 })])
  expect(clock?.reading).toEqual({ state: 'missed', late: 1, due: '2026-06-05' })
  expect(clock?.version).toMatchObject({ signed_by: ['Verzonnen huis'], adopted: { by: HOUSE, from: '2026-06-01' } })
})

test.each<[string, string, Terms, string]>([
  ['a longer term', 'N32', { count: 8 }, 'adopts-less'],
  ['a shorter ban', 'N06', { count: 89 }, 'adopts-less'],
  ['a higher limit', 'N21', { most: 4 }, 'adopts-less'],
  ['another fact in place of what is asked', 'N32', { required: ['first-contact'] }, 'adopts-less'],
  [
    'one more way to keep it',
    'N34',
    { required: ['responsibility-named', 'provisional-carrier-named', 'first-contact'] },
    'adopts-less',
  ],
  ['her no taken out', 'N32', { withoutExceptions: ['not-now'] }, 'adopts-what-is-not-asked'],
  ['an exception that is not there', 'N32', { withoutExceptions: ['year-ended'] }, 'adopts-what-is-not-asked'],
  ['a term where none is agreed', 'N27', { count: 3 }, 'adopts-what-is-not-asked'],
])('nobody signs less than the base: %s', (_what, id, terms, code) => {
  const base = normOf(id).versions[0]
  expect(base && checkTerms(base, terms)).toMatchObject({ refusal: { code } })
})

test('more than the base is signed: shorter, longer for a ban, fewer, more that is asked, an exception less', () => {
  const of = (id: string, terms: Terms) => {
    const base = normOf(id).versions[0]
    return base && checkTerms(base, terms).ok
  }
  expect([of('N32', { count: 3 }), of('N06', { count: 120 }), of('N21', { most: 2 })]).toEqual([true, true, true])
  expect(of('N32', { required: ['handover-accepted', 'intake-reused'] })).toBe(true)
  expect(of('N34', { required: ['responsibility-named'] })).toBe(true)
  expect(of('N01', { withoutExceptions: ['public-order-danger'] })).toBe(true)
})

test('nobody signs from a day that has been, twice, without a mandate, or what is not there', () => {
  const base = normOf('N32').versions[0]
  const asked = { party: HOUSE, normId: 'N32', from: day('2026-06-02'), terms: {} }
  const known = { base, standing: [], mandate: true, today: day('2026-06-01') }
  const code = (outcome: ReturnType<typeof checkAdoption>) => (outcome.ok ? 'ok' : outcome.refusal.code)
  expect(code(checkAdoption(asked, known))).toBe('ok')
  expect(code(checkAdoption(asked, { ...known, today: day('2026-06-02') }))).toBe('adopted-from-past')
  expect(code(checkAdoption(asked, { ...known, mandate: false }))).toBe('party-has-no-mandate')
  expect(code(checkAdoption(asked, { ...known, base: undefined }))).toBe('norm-not-known')
  expect(code(checkAdoption(asked, { ...known, standing: [signed('N32')] }))).toBe('adopted-already')
  const over = signed('N32', {}, '2026-01-01', '2026-06-02')
  expect(code(checkAdoption(asked, { ...known, standing: [over] }))).toBe('ok')
})

const START = day('2026-01-05')
const anyDay = (days: number): fc.Arbitrary<Day> =>
  fc.integer({ min: 0, max: days }).map((count) => addDays(START, count))

test('P8 a signature changes nothing before its day and nothing for who did not sign; what is signed never makes a miss kept', () => {
  const cases = fc.constantFrom(...NORMS).chain((norm) =>
    fc.record({
      norm: fc.constant(norm),
      facts: fc.array(
        fc.record({
          kind: fc.constantFrom(...norm.versions.flatMap(kindsOf), ...ALWAYS_KEEPS, 'consent-given'),
          happened: anyDay(300),
          by: fc.constantFrom(HOUSE, OTHER),
        }),
        { maxLength: 8 },
      ),
      from: anyDay(200),
      less: fc.integer({ min: 0, max: 60 }),
      on: anyDay(320),
    }),
  )
  fc.assert(
    fc.property(cases, ({ norm, facts, from, less, on }) => {
      const base = findVersion(norm, from)
      if (!base) return
      const count = base.judged.rule === 'within' ? base.term.count - less : base.term.count + less
      const terms: Terms = count >= 0 && base.term.unit !== 'none' ? { count } : {}
      if (!checkTerms(base, terms).ok) return
      const adoption = { ...signed(norm.id, terms), version: base.version, from }
      const plain = readClocks(norm, facts, { day: on })
      const bound = readSorted(norm, sortFacts(facts, { day: on }), on, [adoption])
      for (const [at, { trigger, reading, version }] of bound.entries()) {
        const before = plain[at]?.reading
        if (version?.adopted === undefined) expect(reading).toEqual(before)
        else {
          expect(trigger >= from && facts.some((each) => each.by === HOUSE && each.happened === trigger)).toBe(true)
          if (before?.state === 'missed') expect(reading.state).not.toBe('kept')
        }
      }
    }),
  )
})

test('a step that was taken back is as if it had not been there, and a reading of before it was stays', () => {
  const norm = normOf('N17')
  const [known, later] = [new Date('2026-06-02T10:00:00Z'), new Date('2026-06-09T10:00:00Z')]
  const facts: ClockFact[] = [
    { id: 't', kind: 'first-contact', happened: day('2026-06-02'), learned: known },
    { id: 's', kind: 'information-given', happened: day('2026-06-02'), learned: known },
    { id: 'w', kind: 'step-withdrawn', happened: day('2026-06-02'), learned: later, withdraws: 's' },
  ]
  const at = day('2026-06-10')
  expect(readClocks(norm, facts, { day: at }).map(({ reading }) => reading.state)).toEqual(['missed'])
  expect(readClocks(norm, facts, { day: at, knownBy: known }).map(({ reading }) => reading.state)).toEqual(['kept'])
})
