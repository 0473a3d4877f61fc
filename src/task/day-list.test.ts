import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day } from '../kernel/index.ts'
import { type Absence, awayOn } from './absence.ts'
import {
  inOrder,
  isOnOwnList,
  type Placed,
  THING_KINDS,
  type Thing,
  URGENCIES,
  urgencyOf,
  whoseIs,
} from './day-list.ts'

const TODAY = day('2026-11-16')
const PEOPLE = ['anna', 'bert', 'chris', 'dora']
const days = fc.integer({ min: -40, max: 40 }).map((count) => addDays(TODAY, count))
const things: fc.Arbitrary<Thing> = fc.record({
  kind: fc.constantFrom(...THING_KINDS),
  id: fc.uuid(),
  subject: fc.uuid(),
  due: days,
})
const placed: fc.Arbitrary<Placed> = fc
  .tuple(things, fc.option(days, { nil: undefined }))
  .map(([thing, remindOn]) => ({ ...thing, urgency: urgencyOf(thing, TODAY, remindOn) }))
const absences: fc.Arbitrary<Absence> = fc
  .record({
    id: fc.uuid(),
    actor: fc.constantFrom(...PEOPLE),
    function: fc.constant('care-coordinator'),
    from: days,
    length: fc.nat(30),
    stage: fc.constantFrom('open' as const, 'asked' as const, 'covered' as const, 'ended' as const),
    standIn: fc.constantFrom(...PEOPLE),
  })
  .map(({ length, ...rest }) => ({ ...rest, until: addDays(rest.from, length) }))
  .filter(({ actor, standIn }) => actor !== standIn)

test('P1 what is a risk stands before what is late, what is late before what is to come, and of the same things the order is always the same', () => {
  fc.assert(
    fc.property(fc.array(placed, { maxLength: 30 }), fc.func(fc.integer()), (list, shuffle) => {
      const sorted = inOrder(list)
      const other = inOrder(list.toSorted((one, two) => shuffle(one.id) - shuffle(two.id)))
      expect(other.map(({ id }) => id)).toEqual(sorted.map(({ id }) => id))
      const ranks = sorted.map(({ urgency }) => URGENCIES.indexOf(urgency))
      expect(ranks).toEqual(ranks.toSorted((one, two) => one - two))
      for (const [index, thing] of sorted.entries()) {
        const next = sorted[index + 1]
        if (next?.urgency === thing.urgency) expect(thing.due <= next.due).toBe(true)
        if (thing.kind === 'watch') expect(thing.urgency).toBe('out-of-sight')
        else expect(thing.urgency === 'late').toBe(thing.due < TODAY)
      }
    }),
    { numRuns: 500 },
  )
})

test('P2 every thing is on the list of exactly one person who is there, or on that of everybody as nobody’s', () => {
  fc.assert(
    fc.property(
      fc.option(fc.constantFrom(...PEOPLE, 'gone'), { nil: undefined }),
      fc.array(absences, { maxLength: 6 }),
      (takenBy, list) => {
        const known = { desk: new Set(PEOPLE), away: awayOn(list, TODAY) }
        const seen = PEOPLE.map((me) => ({ me, ...whoseIs(takenBy, me, known) }))
        const holders = seen.filter(({ whose }) => whose === 'own' || whose === 'stand-in')
        const nobody = seen.filter(({ whose }) => whose === 'nobody')
        expect(holders.length + (nobody.length > 0 ? 1 : 0)).toBe(1)
        if (nobody.length > 0) expect(nobody).toHaveLength(PEOPLE.length)
        for (const { me } of holders) expect(known.away.some(({ actor }) => actor === me)).toBe(false)
        expect(seen.some(isOnOwnList)).toBe(true)
      },
    ),
    { numRuns: 1000 },
  )
})

test('P3 when the leave is over everything is of who took it, whoever stood in', () => {
  fc.assert(
    fc.property(fc.constantFrom(...PEOPLE), fc.array(absences, { maxLength: 6 }), (takenBy, list) => {
      const last =
        list
          .map(({ until }) => until)
          .toSorted()
          .at(-1) ?? TODAY
      const after = awayOn(list, addDays(last, 1))
      expect(after).toEqual([])
      expect(whoseIs(takenBy, takenBy, { desk: new Set(PEOPLE), away: after })).toEqual({ whose: 'own' })
      const ended = awayOn(
        list.map((each) => ({ ...each, stage: 'ended' as const })),
        TODAY,
      )
      expect(whoseIs(takenBy, takenBy, { desk: new Set(PEOPLE), away: ended })).toEqual({ whose: 'own' })
    }),
  )
})

test('who stands in and is away too does not hand on: it is shown as nobody’s', () => {
  const away = [
    { actor: 'anna', standIn: 'bert' },
    { actor: 'bert', standIn: 'chris' },
  ]
  const known = { desk: new Set(PEOPLE), away }
  for (const me of PEOPLE) expect(whoseIs('anna', me, known)).toEqual({ whose: 'nobody', away: 'anna' })
  expect(whoseIs('bert', 'chris', known)).toEqual({ whose: 'stand-in', for: 'bert' })
})

test('what ends within three days, and what one asked to be reminded of, is said earlier', () => {
  const clock = (days: number) => ({ kind: 'clock' as const, due: addDays(TODAY, days) })
  expect([-1, 0, 3, 4].map((each) => urgencyOf(clock(each), TODAY))).toEqual(['late', 'today', 'soon', 'later'])
  expect(urgencyOf(clock(20), TODAY, TODAY)).toBe('today')
  expect(urgencyOf(clock(20), TODAY, addDays(TODAY, 1))).toBe('later')
  expect(urgencyOf(clock(-5), TODAY, TODAY)).toBe('late')
})
