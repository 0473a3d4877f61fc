import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day } from '../kernel/index.ts'
import { formatDeskCursor, parseDeskCursor } from './desk-cursor.ts'
import { checkAnswer, HIT_OUTCOMES, type HitNow, hitAbilities, REFUSED_BECAUSE } from './follow-up.ts'
import { type ConfirmedPair, type Member, regroup } from './follow-up-clusters.ts'
import {
  type ConnectPurpose,
  checkDecision,
  DESK_DECISIONS,
  type DeskDecision,
  decisionsFrom,
  deskStage,
  type Party,
  permissionsFor,
  permits,
  toConfirm,
} from './follow-up-desk.ts'
import { followUpShare, MONTH_MIN, ownMonth, sharedMonth } from './follow-up-rate.ts'
import { formatHitCursor, parseHitCursor } from './hit-cursor.ts'
import { parseUpkeep, upkeepMessage } from './upkeep-messages.ts'

const hit: HitNow = { route: 'direct', arrivedOn: day('2026-11-10'), closed: false }
const today = day('2026-11-12')

test('a first answer takes the day of today when none is named, and no reason for correcting', () => {
  expect(checkAnswer(hit, { outcome: 'same-person' }, today)).toMatchObject({ ok: true, value: { contactedOn: today } })
})

test('P21 an answer is taken exactly when its ability is there, whatever is said', () => {
  const states = fc.record({
    route: fc.constantFrom('direct', 'desk', 'connected'),
    closed: fc.boolean(),
    outcome: fc.option(fc.constantFrom(...HIT_OUTCOMES), { nil: undefined }),
    said: fc.constantFrom(...HIT_OUTCOMES),
    corrects: fc.boolean(),
    because: fc.option(fc.constantFrom(...REFUSED_BECAUSE), { nil: undefined }),
  })
  fc.assert(
    fc.property(states, ({ route, closed, outcome, said, corrects, because }) => {
      const now: HitNow = { route, closed, arrivedOn: hit.arrivedOn, ...(outcome ? { outcome } : {}) } as HitNow
      const answer = {
        outcome: said,
        ...(corrects ? { correctedBecause: 'mistake' as const } : {}),
        ...(because ? { refusedBecause: because } : {}),
      }
      const sound = said !== outcome && (because === undefined || said === 'refused')
      const able = hitAbilities(now).includes(corrects ? 'correct-hit' : 'answer-hit')
      expect(checkAnswer(now, answer, today).ok).toBe(able && sound)
    }),
  )
})

const purposeOf = (more: Partial<ConnectPurpose>): ConnectPurpose => ({
  ...{
    id: 'D15',
    scope: 'across',
    nl: '',
    en: '',
    classes: ['identity'],
    consent: 'no',
    conditions: ['case-relation'],
  },
  ...{ senders: ['police-avim'], receivers: ['care-coordination'] },
  ...more,
})
const police: Party = { organisationId: 'p', kind: 'police-avim', plane: 'enforcement' }
const care: Party = { organisationId: 'c', kind: 'care-coordination', plane: 'care' }

test('a purpose carries telling in its own direction alone, and never when it is inside one house or never permitted', () => {
  expect(permits(purposeOf({}), police, care)).toBe('house')
  expect(permits(purposeOf({}), care, police)).toBeUndefined()
  expect(permits(purposeOf({ scope: 'inside' }), police, care)).toBeUndefined()
  expect(permits(purposeOf({ consent: 'never' }), police, care)).toBeUndefined()
  expect(permits(purposeOf({ consent: 'perhaps' }), police, care)).toBeUndefined()
})

test('what is not who somebody is never crosses the planes; inside one plane an observation gives the desk to call', () => {
  const other: Party = { ...police, organisationId: 'q' }
  for (const classes of [['signal'], ['police-item'], ['hit-existence'], ['encoded-token'], ['aggregate']])
    expect(permits(purposeOf({ classes }), police, care), classes.join()).toBeUndefined()
  const within = { receivers: ['police-avim'] }
  expect(permits(purposeOf({ ...within, classes: ['signal'] }), police, other)).toBe('desk')
  expect(permits(purposeOf({ ...within, classes: ['police-item'] }), police, other)).toBe('house')
  expect(permits(purposeOf({ ...within, classes: ['health'] }), police, other)).toBeUndefined()
})

test('P22 whoever is connected is one of the two, for a purpose that permits it, with everything confirmed that it asks', () => {
  const kinds = fc.constantFrom('police-avim', 'care-coordination', 'shelter')
  const some = fc.subarray(['police-avim', 'care-coordination', 'shelter'])
  const purposes = fc.record({
    scope: fc.constantFrom('across', 'inside'),
    classes: fc.subarray(['identity', 'signal', 'police-item', 'health']),
    consent: fc.constantFrom('no', 'yes', 'guardian', 'never'),
    conditions: fc.subarray(['case-relation', 'acute-danger']),
    senders: some,
    receivers: some,
  })
  const confirmed = fc.subarray(['case-relation', 'acute-danger', 'consent-yes', 'consent-guardian'])
  const arbitrary = fc.record({
    one: kinds,
    other: kinds,
    given: purposes,
    confirmed,
    callThrough: fc.constantFrom('house' as const, 'desk' as const),
    told: fc.constantFrom('p', 'c', 'x'),
  })
  fc.assert(
    fc.property(arbitrary, ({ one, other, given, confirmed: said, callThrough, told }) => {
      const purpose = purposeOf(given as Partial<ConnectPurpose>)
      const parties: Party[] = [
        { organisationId: 'p', kind: one, plane: one === 'police-avim' ? 'enforcement' : 'care' },
        { organisationId: 'c', kind: other, plane: other === 'police-avim' ? 'enforcement' : 'care' },
      ]
      const tell = [{ organisationId: told, purpose: purpose.id, callThrough, confirmed: said }]
      const known = new Map([[purpose.id, purpose]])
      const may = checkDecision({ stage: 'undecided', parties }, { decision: 'connect', tell }, known).ok
      const receiver = parties.find(({ organisationId }) => organisationId === told)
      const permission = receiver && permissionsFor(receiver, parties, known)[0]
      const expected =
        permission !== undefined &&
        toConfirm(purpose).every((each) => said.some((one) => one === each)) &&
        !(callThrough === 'house' && permission.callThrough === 'desk')
      expect(may).toBe(expected)
    }),
  )
})

test('P23 a hit of the desk that was connected or closed takes no decision any more, whatever came before', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom<DeskDecision>(...DESK_DECISIONS), { maxLength: 8 }),
      fc.boolean(),
      (made, closed) => {
        const stage = deskStage(made, closed)
        if (closed || made.includes('connect')) expect(decisionsFrom(stage)).toEqual([])
        else expect(decisionsFrom(stage)).toContain('connect')
        if (!closed && made.includes('connect')) expect(stage).toBe('connected')
      },
    ),
  )
})

// Clusters

const handlesOf = (size: number) => Array.from({ length: size }, (_, n) => `h${String(n).padStart(2, '0')}`)
const pairsAmong = (size: number) =>
  fc.array(
    fc
      .tuple(fc.nat(size - 1), fc.nat(size - 1))
      .map(([a, b]): ConfirmedPair => ({ first: handlesOf(size)[a] ?? '', second: handlesOf(size)[b] ?? '' })),
    { maxLength: 14 },
  )
const applied = (members: readonly Member[], pairs: readonly ConfirmedPair[]) => {
  let made = 0
  const moves = regroup(members, pairs, () => {
    made += 1
    return `new${made}`
  })
  const to = new Map(moves.map((each) => [each.handle, each.to]))
  return members.map(({ handle, cluster }) => ({ handle, cluster: to.has(handle) ? to.get(handle) : cluster }))
}

test('P24 two entries are in one cluster exactly when confirmed pairs join them, and nobody is in a cluster alone', () => {
  const SIZE = 9
  const before = fc.array(fc.option(fc.constantFrom('k1', 'k2', 'k3'), { nil: undefined }), {
    minLength: SIZE,
    maxLength: SIZE,
  })
  fc.assert(
    fc.property(before, pairsAmong(SIZE), (names, pairs) => {
      const members = handlesOf(SIZE).map((handle, n): Member => {
        const cluster = names[n]
        return { handle, ...(cluster === undefined ? {} : { cluster }) }
      })
      const after = applied(members, pairs)
      const near = new Map(handlesOf(SIZE).map((handle) => [handle, new Set([handle])]))
      for (let turn = 0; turn < SIZE; turn += 1)
        for (const { first, second } of pairs) {
          const both = new Set([...(near.get(first) ?? []), ...(near.get(second) ?? [])])
          for (const each of both) near.set(each, both)
        }
      for (const a of after)
        for (const b of after) {
          if (a.handle === b.handle) continue
          const together = near.get(a.handle)?.has(b.handle) === true
          expect(a.cluster !== undefined && a.cluster === b.cluster).toBe(together)
        }
      for (const { cluster } of after)
        if (cluster !== undefined) expect(after.filter((each) => each.cluster === cluster).length).toBeGreaterThan(1)
      expect(applied([...members].reverse(), [...pairs].reverse()).reverse()).toEqual(after)
    }),
  )
})

test('a cluster that loses its middle keeps its name for the larger part', () => {
  const members = ['a', 'b', 'c', 'd', 'e'].map((handle) => ({ handle, cluster: 'k' }))
  const pairs = [
    { first: 'a', second: 'b' },
    { first: 'b', second: 'c' },
    { first: 'd', second: 'e' },
  ]
  expect(regroup(members, pairs, () => 'n')).toEqual([
    { handle: 'd', from: 'k', to: 'n' },
    { handle: 'e', from: 'k', to: 'n' },
  ])
})

// How many in time

const counts = fc.record({
  month: fc.constant('2026-10'),
  withinTerm: fc.nat(60),
  late: fc.nat(60),
  overdue: fc.nat(60),
  pending: fc.nat(60),
})

test('P25 numbers of all houses together never show a month of fewer than ten, nor a number between one and four', () => {
  fc.assert(
    fc.property(counts, (each) => {
      const shown = sharedMonth(each)
      const values = [shown.withinTerm, shown.late, shown.overdue, shown.pending]
      const all = each.withinTerm + each.late + each.overdue + each.pending
      expect(shown.withheld).toBe(all < MONTH_MIN)
      expect(
        values.every((value) => (shown.withheld ? value === null : value === '<5' || (value ?? 1) % 5 === 0)),
      ).toBe(true)
      expect((shown.percent ?? 0) % 5).toBe(0)
    }),
  )
})

test('hits with time left and closed hits are in no share; the own house reads its numbers as they are', () => {
  const own = { month: '2026-10', withinTerm: 3, late: 1, overdue: 1, pending: 7 }
  expect(followUpShare(own)).toBe(0.6)
  expect(ownMonth(own)).toMatchObject({ percent: 60, withinTerm: 3, pending: 7 })
  expect(ownMonth({ ...own, withinTerm: 0, late: 0, overdue: 0 }).percent).toBeNull()
})

// Words on the way

test('a cursor reads back as it was written, and what is no cursor of ours is none', () => {
  const id = '0b0e8f5c-3c1f-4b7a-9d52-0f6d7d1a2b3c'
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.date({ min: new Date(0), noInvalidDate: true, max: new Date('9999-01-01') }),
      (open, at) => {
        expect(parseHitCursor(formatHitCursor({ open, at, id }))).toEqual({ open, at, id })
      },
    ),
  )
  expect(parseDeskCursor(formatDeskCursor({ dueOn: '2026-11-18', id }))).toEqual({ dueOn: '2026-11-18', id })
  for (const text of ['', '1', `2_1_${id}`, `1_9999999999999999_${id}`, `1_1_${id.replace('0', 'g')}`])
    expect(parseHitCursor(text), text).toBeUndefined()
  for (const text of ['', `2026-02-30_${id}`, `2026-11-18_${id}x`, '2026-11-18_'])
    expect(parseDeskCursor(text)).toBeUndefined()
})

test('an upkeep message reads back as it was written; anything else is refused or left to who reads encodings', () => {
  const handle = '0b0e8f5c-3c1f-4b7a-9d52-0f6d7d1a2b3c'
  const removed = { kind: 'removed', handles: [handle] } as const
  expect(parseUpkeep(upkeepMessage(removed))).toEqual({ ok: true, value: removed })
  const calibration = { version: 2, parameters: 'w2', counts: [{ tenth: 9, same: 3, other: 1 }] }
  expect(parseUpkeep(upkeepMessage({ kind: 'calibration', calibration }))).toMatchObject({
    ok: true,
    value: { calibration },
  })
  for (const text of ['', '[]', '{}', 'null', '{"kind":"encoded"}']) expect(parseUpkeep(text)).toBeUndefined()
  const bad: unknown[] = [
    ...[{ kind: 'removed' }, { kind: 'removed', handles: [] }, { kind: 'removed', handles: ['x'] }],
    ...[
      { kind: 'removed', handles: Array(1_001).fill(handle) },
      { kind: 'calibration', calibration: { version: 1 } },
    ],
    { kind: 'calibration', calibration: { ...calibration, counts: [{ tenth: 11, same: 1, other: 1 }] } },
    { kind: 'calibration', calibration: { ...calibration, counts: [{ tenth: 1, same: -1, other: 1 }] } },
  ]
  for (const body of bad)
    expect(parseUpkeep(JSON.stringify({ version: 1, ...(body as object) }))).toMatchObject({ ok: false })
  expect(parseUpkeep(JSON.stringify({ ...removed, version: 2 }))).toMatchObject({ ok: false })
})
