import fc from 'fast-check'
import { expect, test } from 'vitest'
import given from '../../data/sharing/retention.json' with { type: 'json' }
import { ORGANISATION_KINDS } from '../directory/organisation.ts'
import { addDays, day, daysBetween } from '../kernel/index.ts'
import { FIELD_CLASSES } from '../platform/field-classes.ts'
import { approve, type Destruction, hold } from './destruction.ts'
import { addYears, CLASSES, clocksOf, isDue, type Kept, TERMS, type Term } from './retention.ts'

const anyDay = fc
  .date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2080-12-31T00:00:00Z'), noInvalidDate: true })
  .map((at) => day(at.toISOString().slice(0, 10)))
const kept = fc
  .record({
    subject: fc.uuid(),
    kind: fc.constantFrom('dossier' as const, 'signal' as const),
    days: fc.tuple(anyDay, fc.nat(9_000)),
  })
  .map(
    ({ subject, kind, days: [first, later] }): Kept => ({
      subject,
      kind,
      firstEntry: first,
      lastEntry: addDays(first, later),
    }),
  )

test('every term names a kind, a class, a source and words in two languages, and nothing else than the house knows', () => {
  expect(CLASSES).toEqual(FIELD_CLASSES)
  for (const term of given.terms) {
    expect(['dossier', 'signal']).toContain(term.subject)
    expect(['first-entry', 'last-entry']).toContain(term.from)
    for (const kind of term.kinds) expect(ORGANISATION_KINDS).toContain(kind)
    for (const each of term.classes) expect(CLASSES).toContain(each)
    expect(term.years).toBeGreaterThan(0)
    for (const text of [term.article, term.nl, term.en]) expect(text.length).toBeGreaterThan(5)
    expect(['believed', 'proposed', 'law']).toContain(term.certainty)
  }
  expect(given.reviewed).toBe(false)
})

test('a file of social support is due after fifteen years, what is medical after twenty', () => {
  const file: Kept = { subject: 'x', kind: 'dossier', firstEntry: day('2026-01-01'), lastEntry: day('2026-11-29') }
  expect(clocksOf(TERMS, 'care-coordination', file)).toEqual([
    {
      subject: 'x',
      kind: 'dossier',
      clock: 'wmo-file',
      classes: ['identity', 'location', 'investigation', 'oversight', 'outside'],
      dueOn: '2041-11-30',
    },
    { subject: 'x', kind: 'dossier', clock: 'medical-file', classes: ['medical'], dueOn: '2046-11-30' },
  ])
  expect(clocksOf(TERMS, 'police-avim', file)).toEqual([])
})

test('29 February of a year without one is 1 March, and a clock twenty years on still fits', () => {
  expect(addYears(day('2024-02-29'), 15)).toBe('2039-03-01')
  expect(addYears(day('2024-02-29'), 20)).toBe('2044-02-29')
  expect(addYears(day('2080-02-29'), 20)).toBe('2100-03-01')
  expect(addYears(day('2026-12-31'), 20)).toBe('2046-12-31')
})

test('P1 nothing is due a day before its term has wholly passed since the entry it counts from', () => {
  fc.assert(
    fc.property(kept, fc.constantFrom(...ORGANISATION_KINDS), (each, kind) => {
      for (const { clock, classes, dueOn } of clocksOf(TERMS, kind, each)) {
        const term = TERMS.find(({ id }) => id === clock)
        const from = term?.from === 'first-entry' ? each.firstEntry : each.lastEntry
        const years = term?.years ?? 0
        expect(isDue({ dueOn }, addYears(from, years))).toBe(false)
        expect(isDue({ dueOn }, dueOn)).toBe(true)
        expect(daysBetween(from, dueOn)).toBeGreaterThan(years * 365)
        expect(daysBetween(from, dueOn)).toBeLessThanOrEqual(years * 366 + 2)
        for (const fieldClass of classes) expect(term?.classes).toContain(fieldClass)
      }
    }),
  )
})

test('P2 a longer term that fits always wins, whatever the order of the table, and a class stands in one clock only', () => {
  fc.assert(
    fc.property(kept, fc.shuffledSubarray([1, 2, 3, 5, 8, 13, 21], { minLength: 2 }), (each, years) => {
      const terms = years.map(
        (count): Term => ({
          ...{ id: `t-${count}`, subject: each.kind, kinds: ['shelter'], from: 'last-entry', years: count },
          classes: count % 2 === 0 ? ['medical'] : ['identity', 'medical'],
        }),
      )
      const clocks = clocksOf(terms, 'shelter', each)
      expect(clocks.flatMap(({ classes }) => classes).length).toBe(
        new Set(clocks.flatMap(({ classes }) => classes)).size,
      )
      const medical = clocks.find(({ classes }) => classes.includes('medical'))
      expect(medical?.clock).toBe(`t-${Math.max(...years)}`)
    }),
  )
})

test('a later entry moves what is due later, never sooner', () => {
  fc.assert(
    fc.property(kept, fc.nat(4_000), (each, more) => {
      const later = { ...each, lastEntry: addDays(each.lastEntry, more) }
      const [before, after] = [clocksOf(TERMS, 'shelter', each), clocksOf(TERMS, 'shelter', later)]
      for (const [index, { dueOn }] of before.entries()) expect((after[index]?.dueOn ?? '') >= dueOn).toBe(true)
    }),
  )
})

const today = day('2041-12-01')
const due: Destruction = { stage: 'due', dueOn: day('2041-11-30'), approvals: [] }
const person = (actor: string, workFunction: string) => ({ actor, function: workFunction, today })

test('P3 nothing is destroyed without two people, one of them the privacy officer', () => {
  const functions = fc.constantFrom('privacy-officer', 'care-coordinator', 'wmo-desk')
  const people = fc.array(fc.record({ actor: fc.constantFrom('a', 'b', 'c'), function: functions }), { maxLength: 5 })
  fc.assert(
    fc.property(people, (asked) => {
      const approvals: { actor: string; function: string }[] = []
      for (const each of asked) {
        const answer = approve({ ...due, approvals }, { ...each, today })
        if (!answer.ok) continue
        approvals.push(each)
        if (answer.value === 'waits') continue
        expect(new Set(approvals.map(({ actor }) => actor)).size).toBeGreaterThanOrEqual(2)
        expect(approvals.map((one) => one.function)).toContain('privacy-officer')
        return
      }
    }),
  )
  const officer = person('a', 'privacy-officer')
  expect(approve(due, officer)).toMatchObject({ value: 'waits' })
  expect(approve({ ...due, approvals: [officer] }, officer)).toMatchObject({
    refusal: { code: 'destruction-approved-by-you' },
  })
  expect(approve({ ...due, approvals: [officer] }, person('b', 'wmo-desk'))).toMatchObject({ value: 'erases' })
  expect(approve({ ...due, approvals: [person('b', 'wmo-desk')] }, person('c', 'wmo-desk'))).toMatchObject({
    refusal: { code: 'destruction-needs-officer' },
  })
})

test('what is held, not due or done is not approved, and a hold has a reason, a last day and an end', () => {
  const officer = person('a', 'privacy-officer')
  expect(approve({ ...due, stage: 'held', heldUntil: today }, officer)).toMatchObject({
    refusal: { code: 'destruction-held' },
  })
  expect(approve({ ...due, stage: 'held', heldUntil: day('2041-11-30') }, officer)).toMatchObject({ value: 'waits' })
  expect(approve({ ...due, dueOn: day('2041-12-02') }, officer)).toMatchObject({
    refusal: { code: 'destruction-not-due' },
  })
  expect(approve({ ...due, stage: 'erased' }, officer)).toMatchObject({ refusal: { code: 'destruction-done' } })
  const asked = { reason: 'was-minor', until: day('2046-01-01') } as const
  expect(hold(due, asked, officer)).toMatchObject({ value: asked })
  for (const until of [today, day('2041-01-01'), day('2060-01-01')])
    expect(hold(due, { ...asked, until }, officer)).toMatchObject({ refusal: { code: 'hold-period-not-possible' } })
  expect(hold({ ...due, stage: 'erased' }, asked, officer)).toMatchObject({ refusal: { code: 'destruction-done' } })
})
