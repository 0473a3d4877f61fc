import fc from 'fast-check'
import { expect, test } from 'vitest'
import normsFile from '../../data/norms/norms.json' with { type: 'json' }
import { addDays, type Day, day, daysBetween } from '../kernel/index.ts'
import { type ClockFact, lastDay, mayEscalate, readClock, readClocks } from './clock.ts'
import { ALWAYS_KEEPS, kindsOf, type Norm, readNorms } from './norm.ts'
import { NORMS } from './norm-book.ts'

const normOf = (id: string): Norm => {
  const norm = NORMS.find((one) => one.id === id)
  if (!norm) throw new Error(`no norm ${id}`)
  return norm
}
const WARM = normOf('N32')
const facts = (...pairs: readonly (readonly [string, string])[]): ClockFact[] =>
  pairs.map(([kind, happened]) => ({ kind, happened: day(happened) }))

/** Warm handover within 7 days until the end of 2026, within 3 days from 2027; agreed and signed both times. */
const changing = (): Norm => {
  const row = normsFile.norms.find(({ id }) => id === 'N32')?.versions[0]
  const agreed = { ...row, kind: 'agreement', signed_by: ['Voorbeelddam', 'Kleindorp'] }
  const term = (count: number) => ({ count, unit: 'days', kind: 'agreement' })
  const read = readNorms({
    norms: [
      {
        id: 'N32',
        versions: [
          { ...agreed, valid_until: '2026-12-31', term: term(7) },
          { ...agreed, version: 2, valid_from: '2027-01-01', term: term(3) },
        ],
      },
    ],
  })
  const norm = read.ok ? read.value[0] : undefined
  if (!norm) throw new Error('the changing norm is unreadable')
  return norm
}

const START = day('2025-12-01')
const anyFact = (norm: Norm): fc.Arbitrary<ClockFact> => {
  const version = norm.versions.flatMap(kindsOf)
  return fc.record({
    kind: fc.constantFrom(...version, 'consent-given', 'something-else'),
    happened: fc.integer({ min: 0, max: 500 }).map((count) => addDays(START, count)),
  })
}
const anyCase = fc.constantFrom(...NORMS, changing()).chain((norm) =>
  fc.record({
    norm: fc.constant(norm),
    known: fc.array(anyFact(norm), { maxLength: 8 }),
    on: fc.integer({ min: 0, max: 520 }).map((count) => addDays(START, count)),
  }),
)

const examples = normsFile.norms.flatMap(({ id, versions }) =>
  versions.flatMap((version) => version.examples.map((example) => ({ id, ...example }))),
)
test.each(examples)('the example of $id holds: $name', ({ id, facts: rows, at, expect: expected }) => {
  const known = rows.map(({ kind, happened }) => ({ kind, happened: day(happened) }))
  expect(readClock(normOf(id), known, { day: day(at) })).toMatchObject(expected)
})

test('P1 last year is judged by the norm of last year, also when it is read this year', () => {
  const norm = changing()
  const lastYear = facts(['person-moved', '2026-12-30'], ['handover-accepted', '2027-01-05'])
  expect(readClock(norm, lastYear, { day: day('2027-06-01') })).toMatchObject({ state: 'kept' })
  const thisYear = facts(['person-moved', '2027-01-01'], ['handover-accepted', '2027-01-07'])
  expect(readClock(norm, thisYear, { day: day('2027-06-01') })).toMatchObject({ state: 'missed', late: 3 })
})

test('P1 a later version changes nothing about what was triggered before it', () => {
  const both = changing()
  const [first] = both.versions
  const alone: Norm = { ...both, versions: first ? [first] : [] }
  fc.assert(
    fc.property(fc.array(anyFact(both), { maxLength: 8 }), (known) => {
      const before = (norm: Norm) =>
        readClocks(norm, known, { day: day('2027-12-31') }).filter(({ trigger }) => trigger <= day('2026-12-31'))
      expect(before(both)).toEqual(before(alone))
    }),
  )
})

test('P2 a no of the person within the term keeps every norm that asks for something, on every later day', () => {
  const asking = NORMS.filter(({ versions }) => versions.every(({ judged }) => judged.rule === 'within'))
  fc.assert(
    fc.property(
      fc.constantFrom(...asking),
      fc.constantFrom(...ALWAYS_KEEPS),
      fc.nat(180),
      fc.nat(400),
      (norm, kind, after, later) => {
        const trigger = day('2026-02-01')
        const [version] = norm.versions
        if (!version) throw new Error(norm.id)
        const due = lastDay(version, trigger)
        const said = addDays(trigger, due ? Math.min(after, daysBetween(trigger, due)) : after)
        const known = [
          { kind: version.trigger[0] ?? '', happened: trigger },
          { kind, happened: said },
        ]
        expect(readClock(norm, known, { day: addDays(said, later) })).toEqual({ state: 'kept', by: kind, on: said })
      },
    ),
  )
})

test('P2 a ban on those who hold power is lifted by no no that is written down in her name', () => {
  const bans = NORMS.filter(({ versions }) => versions.some(({ judged }) => judged.rule === 'never'))
  expect(bans.length).toBeGreaterThan(3)
  fc.assert(
    fc.property(fc.constantFrom(...bans), fc.constantFrom(...ALWAYS_KEEPS), fc.nat(5), (norm, kind, before) => {
      const trigger = day('2026-03-02')
      const version = norm.versions[0]
      if (version?.judged.rule !== 'never') throw new Error(norm.id)
      const known = [
        { kind, happened: addDays(trigger, 5 - before) },
        { kind: version.trigger[0] ?? '', happened: trigger },
        { kind: version.judged.forbidden[0] ?? '', happened: addDays(trigger, 5) },
      ]
      expect(readClock(norm, known, { day: day('2026-06-01') })).toMatchObject({ state: 'missed', on: '2026-03-07' })
    }),
  )
})

test('P2 a no after the term stops the count and is never pressed, but does not undo the miss', () => {
  const known = facts(['person-moved', '2026-03-02'], ['not-now', '2026-03-12'])
  const reading = readClock(changing(), known, { day: day('2026-06-01') })
  expect(reading).toEqual({ state: 'missed', late: 3, due: '2026-03-09', ended: 'not-now' })
  expect(mayEscalate(changing(), day('2026-03-02'), reading)).toBe(false)
})

test('P2 a no from before still stands, until a yes takes it back', () => {
  const no = facts(['consent-refused', '2026-02-20'], ['person-moved', '2026-03-02'])
  expect(readClock(WARM, no, { day: day('2026-03-20') })).toMatchObject({ state: 'kept', by: 'consent-refused' })
  const yes = [...no, ...facts(['consent-given', '2026-02-25'])]
  expect(readClock(WARM, yes, { day: day('2026-03-20') })).toMatchObject({ state: 'missed', late: 11 })
})

test('P3 what nobody signed never escalates', () => {
  fc.assert(
    fc.property(anyCase, ({ norm, known, on }) => {
      for (const { trigger, reading } of readClocks(norm, known, { day: on })) {
        const version = norm.versions.find(({ validFrom }) => validFrom <= trigger)
        const proposed = version?.kind === 'proposed' || version?.term.kind === 'proposed'
        const unsigned = version?.kind === 'agreement' && version.signed_by.length === 0
        if (proposed || unsigned || reading.state !== 'missed') expect(mayEscalate(norm, trigger, reading)).toBe(false)
      }
    }),
    { numRuns: 500 },
  )
})

test('P3 a signed agreement and the law do escalate when they are missed', () => {
  const moved = facts(['person-moved', '2026-03-02'])
  const missed = readClock(changing(), moved, { day: day('2026-03-20') })
  expect(mayEscalate(changing(), day('2026-03-02'), missed)).toBe(true)
  const urgent = readClock(normOf('N09'), facts(['wmo-reported-urgent', '2026-03-02']), { day: day('2026-03-04') })
  expect(mayEscalate(normOf('N09'), day('2026-03-02'), urgent)).toBe(true)
  const warm = readClock(WARM, moved, { day: day('2026-03-20') })
  expect([warm.state, mayEscalate(WARM, day('2026-03-02'), warm)]).toEqual(['missed', false])
})

test('P4 no facts, no verdict', () => {
  for (const norm of NORMS) expect(readClock(norm, [], { day: day('2026-06-01') })).toEqual({ state: 'not-started' })
  const future = facts(['person-moved', '2026-07-01'])
  expect(readClock(WARM, future, { day: day('2026-06-30') })).toEqual({ state: 'not-started' })
})

test('P5 the same facts give the same answer in any order of arrival, and a repeat changes nothing', () => {
  const shuffledCase = anyCase
    .map((one) => ({ ...one, known: one.known.map((fact, at) => ({ ...fact, id: `fact-${at}` })) }))
    .chain((one) =>
      fc.record({
        one: fc.constant(one),
        arrived: fc.shuffledSubarray([...one.known, ...one.known], { minLength: one.known.length * 2 }),
      }),
    )
  fc.assert(
    fc.property(shuffledCase, ({ one: { norm, known, on }, arrived }) => {
      expect(readClocks(norm, arrived, { day: on })).toEqual(readClocks(norm, known, { day: on }))
    }),
    { numRuns: 500 },
  )
})

test('P5 two interviews of one day are two, and one that is delivered twice is one', () => {
  const norm = NORMS.find(({ versions }) => versions.some(({ judged }) => judged.rule === 'at-most'))
  const judged = norm?.versions[0]?.judged
  if (!norm || judged?.rule !== 'at-most') throw new Error('no norm with a limit')
  const start = { kind: norm.versions[0]?.trigger[0] ?? '', happened: day('2026-02-01') }
  const interviews = Array.from({ length: judged.most + 1 }, (_, at) => ({
    ...{ id: `interview-${at}`, kind: judged.counted[0] ?? '', happened: day('2026-02-02') },
  }))
  const at = { day: day('2026-03-01') }
  expect(readClock(norm, [start, ...interviews], at)).toMatchObject({ state: 'missed', times: judged.most + 1 })
  const [first] = interviews
  if (!first) throw new Error('no interview')
  expect(readClock(norm, [start, ...interviews.map(() => first)], at)).toEqual({ state: 'running' })
})

test('P5 what happened later or was learned later changes nothing about an earlier reading', () => {
  fc.assert(
    fc.property(anyCase, fc.array(fc.nat(30), { maxLength: 8 }), ({ norm, known, on }, delays) => {
      const at = (of: Day) => new Date(`${of}T12:00:00Z`)
      const learned = known.map((fact, index) => ({ ...fact, learned: at(addDays(fact.happened, delays[index] ?? 0)) }))
      const knownBy = at(on)
      const then = learned.filter((fact) => fact.learned <= knownBy)
      expect(readClocks(norm, learned, { day: on, knownBy })).toEqual(readClocks(norm, then, { day: on }))
    }),
    { numRuns: 300 },
  )
})

test('P6 kept and not applicable are final, and running becomes kept, missed or not applicable', () => {
  fc.assert(
    fc.property(anyCase, fc.nat(200), ({ norm, known, on }, later) => {
      const now = readClocks(norm, known, { day: on })
      const then = readClocks(norm, known, { day: addDays(on, later) })
      now.forEach(({ trigger, reading }, at) => {
        expect(then[at]?.trigger).toBe(trigger)
        const next = then[at]?.reading
        if (reading.state === 'kept' || reading.state === 'not-applicable') expect(next).toEqual(reading)
        else expect(next?.state).not.toBe('not-started')
        if (reading.state === 'missed') expect(next?.state).toBe('missed')
      })
    }),
    { numRuns: 500 },
  )
})

test('someone who moves twice has two clocks, and the last one is the one that is shown', () => {
  const known = facts(
    ['person-moved', '2026-03-02'],
    ['handover-accepted', '2026-03-05'],
    ['person-moved', '2026-04-01'],
  )
  const at = { day: day('2026-04-04') }
  expect(readClocks(WARM, known, at).map(({ reading }) => reading.state)).toEqual(['kept', 'running'])
  expect(readClock(WARM, known, at)).toMatchObject({ state: 'running', left: 4 })
})

test('a term in hours is given until the end of the day on which it runs out', () => {
  const row = normsFile.norms.find(({ id }) => id === 'N32')?.versions[0]
  const term = { count: 25, unit: 'hours', kind: 'proposed' }
  const read = readNorms({ norms: [{ id: 'N32', versions: [{ ...row, term }] }] })
  const norm = read.ok ? read.value[0] : undefined
  const on = (date: string) => norm && readClock(norm, facts(['person-moved', '2026-03-02']), { day: day(date) })
  expect(on('2026-03-04')).toMatchObject({ state: 'running', left: 0 })
  expect(on('2026-03-05')).toMatchObject({ state: 'missed', late: 1 })
})

test('an end of help that is written down afterwards, of a day when the norm did not begin with it, is named and never reads as not started', () => {
  const aftercare = normOf('N36')
  const at = { day: day('2026-11-29') }
  const ended = facts(['care-ended', '2026-10-15'])
  expect(readClock(aftercare, ended, at)).toEqual({ state: 'not-applicable', by: 'no-version-valid' })
  expect(readClock(aftercare, facts(['care-ended', '2026-11-02']), at)).toMatchObject({ state: 'running' })
  // What somebody is held to is not hidden by what nobody is.
  const both = [...facts(['shelter-left', '2026-08-03']), ...ended]
  expect(readClock(aftercare, both, at)).toMatchObject({ state: 'missed' })
})
