import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ORGANISATION_KINDS, type OrganisationKind, PLANE_OF } from '../directory/public.ts'
import { addDays, day } from '../kernel/index.ts'
import { ASKS, mayBeAsked, mayState, STATEMENTS } from './across.ts'
import { agendaOf, mayHoldHits, type SeatOnTable } from './agenda.ts'
import { ATTENDANCES } from './attendance.ts'
import { SEAT_ANSWERS, SEAT_KINDS } from './seats.ts'
import { PARTY_KINDS, planeOfSeat } from './who-fills.ts'

const today = day('2026-11-16')

/** Every way in which somebody can be at a table. */
const waysToSit: readonly Omit<SeatOnTable, 'kind'>[] = [false, true].flatMap((invited) =>
  [undefined, ...SEAT_ANSWERS].flatMap((answer) =>
    [undefined, ...ATTENDANCES].map((attendance) => ({
      invited,
      ...(answer ? { answer } : {}),
      ...(attendance ? { attendance } : {}),
    })),
  ),
)

test('every seat stands on one plane: no kind of organisation that may take it stands on another', () => {
  for (const kind of SEAT_KINDS)
    expect([...new Set(PARTY_KINDS[kind].map((each) => PLANE_OF[each]))], kind).toEqual([planeOfSeat(kind)])
})

test('P7 hits are never on the agenda where the other plane sits: every kind of organisation of both planes, every way to sit', () => {
  let asked = 0
  const isOnPlane = (plane: string) => (kind: OrganisationKind) => PLANE_OF[kind] === plane
  for (const plane of ['care', 'enforcement'] as const)
    for (const organisation of ORGANISATION_KINDS.filter(isOnPlane(plane === 'care' ? 'enforcement' : 'care')))
      for (const kind of SEAT_KINDS.filter((each) => PARTY_KINDS[each].includes(organisation)))
        for (const way of waysToSit) {
          asked += 1
          const sits = way.invited || way.answer !== undefined || way.attendance === 'attended'
          expect(mayHoldHits([{ kind, ...way }], plane), `${plane} ${organisation} ${JSON.stringify(way)}`).toBe(!sits)
        }
  expect(asked).toBeGreaterThan(700)
})

test('P7 whoever else comes, one of the other plane is enough', () => {
  const anySeat: fc.Arbitrary<SeatOnTable> = fc
    .tuple(fc.constantFrom(...SEAT_KINDS), fc.constantFrom(...waysToSit))
    .map(([kind, way]) => ({ kind, ...way }))
  fc.assert(
    fc.property(fc.array(anySeat, { maxLength: 14 }), (seats) => {
      expect(mayHoldHits([...seats, { kind: 'avim', invited: true }], 'care')).toBe(false)
      expect(mayHoldHits([...seats, { kind: 'shelter', invited: true }], 'enforcement')).toBe(false)
    }),
  )
})

test('an empty seat of the police does not keep a table of care from its own hits', () => {
  expect(mayHoldHits([{ kind: 'avim', invited: false }], 'care')).toBe(true)
})

test('what passed its day comes first; what is open of last time comes back by its day', () => {
  const action = (id: string, dueOn: string) => ({ id, ask: 'call-back' as const, dueOn: day(dueOn), ownerId: 'x' })
  const agenda = agendaOf(
    {
      actions: [action('late', '2026-11-20'), action('later', '2026-11-10')],
      missed: [{ seat: 'avim', missedOn: day('2026-11-01') }],
      norms: [{ normId: 'N10', title: { nl: 'Onderzoek', en: 'Inquiry' }, due: day('2026-11-12') }],
      decisions: [{ decisionId: 'd', dueOn: day('2026-11-15') }],
    },
    today,
  )
  expect(agenda.map((each) => (each.kind === 'action' ? each.action.id : each.kind))).toEqual([
    ...['norm-missed', 'later', 'late', 'decision', 'seat-missing'],
  ])
  expect(agenda.filter((each) => each.kind === 'action').map(({ late }) => late)).toEqual([true, false])
})

test('P8 nothing that is open is left off the agenda', () => {
  const anyDay = fc.integer({ min: -90, max: 90 }).map((days) => addDays(today, days))
  fc.assert(
    fc.property(
      fc.array(fc.record({ id: fc.uuid(), ask: fc.constantFrom(...ASKS), dueOn: anyDay, ownerId: fc.uuid() })),
      fc.array(fc.record({ seat: fc.constantFrom(...SEAT_KINDS), missedOn: anyDay })),
      fc.array(fc.record({ decisionId: fc.uuid(), dueOn: anyDay })),
      (actions, missed, decisions) => {
        const agenda = agendaOf({ actions, missed, norms: [], decisions }, today)
        expect(agenda).toHaveLength(actions.length + missed.length + decisions.length)
        for (const each of actions) expect(agenda).toContainEqual(expect.objectContaining({ action: each }))
      },
    ),
  )
})

test('no word exists for what an investigation does, and none that tells police what care does', () => {
  expect(STATEMENTS.filter((each) => mayState(each, 'enforcement'))).toEqual([
    ...['comes-to-the-table', 'has-named-a-contact', 'can-be-called', 'offers-information-talk'],
    ...['does-nothing-now', 'does-not-say'],
  ])
  expect(ASKS.filter((each) => mayBeAsked(each, 'enforcement'))).toEqual([
    ...['call-back', 'name-contact', 'come-next-time', 'report-comensha', 'offer-reflection'],
    ...['plan-information-talk', 'assess-safety', 'assess-non-punishment'],
  ])
  for (const each of ASKS) expect(mayBeAsked(each, 'care') || mayBeAsked(each, 'enforcement'), each).toBe(true)
  for (const each of STATEMENTS) expect(mayState(each, 'care'), each).toBe(true)
  expect(
    [...ASKS, ...STATEMENTS].filter((each) => mayBeAsked(each as never, 'desk') || mayState(each as never, 'numbers')),
  ).toEqual([])
})
