import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day } from '../kernel/index.ts'
import { ASKS } from './across.ts'
import { ATTENDANCES } from './attendance.ts'
import { fixMinutes, type TableAtClosing, viewFor } from './minutes.ts'
import { SEAT_KINDS } from './seats.ts'
import { MOVES, move, STAGES, type Stage, TABLE_FACTS } from './stage.ts'

const heldOn = day('2026-11-16')
const anyTable: fc.Arbitrary<TableAtClosing> = fc
  .uniqueArray(fc.constantFrom(...SEAT_KINDS), { minLength: 1 })
  .chain((kinds) =>
    fc
      .tuple(...kinds.map((kind) => seatOf(kind)))
      .chain((seats) => fc.record({ seats: fc.constant(seats), actions: fc.array(actionOf(seats), { maxLength: 8 }) })),
  )
  .map(({ seats, actions }) => ({ heldOn, seats, actions, agenda: [], decisionIds: ['decision'] }))
const seatOf = (kind: (typeof SEAT_KINDS)[number]): fc.Arbitrary<TableAtClosing['seats'][number]> =>
  fc
    .record({
      seatId: fc.uuid(),
      party: fc.option(fc.uuid(), { nil: undefined }),
      attendance: fc.option(fc.constantFrom(...ATTENDANCES), { nil: undefined }),
    })
    .map(({ seatId, party, attendance }) => ({
      ...{ seatId, kind, follower: 'wmo' as const, followsOn: heldOn },
      ...(party ? { party } : {}),
      ...(attendance ? { attendance } : {}),
    }))
const actionOf = (seats: TableAtClosing['seats']): fc.Arbitrary<TableAtClosing['actions'][number]> =>
  fc
    .record({ actionId: fc.uuid(), seat: fc.constantFrom(...seats), ask: fc.constantFrom(...ASKS), own: fc.boolean() })
    .map(({ actionId, seat, ask, own }) => ({
      ...{ actionId, ask, dueOn: heldOn, seatId: seat.seatId },
      ownerId: own ? (seat.party ?? 'organiser') : 'organiser',
    }))

test('P11 a table is not closed while of a seat nobody said who was there', () => {
  fc.assert(
    fc.property(anyTable, (table) => {
      const unsaid = table.seats.some(({ attendance }) => attendance === undefined)
      expect(fixMinutes(table).ok).toBe(!unsaid)
    }),
  )
})

test('P12 the view of a party holds its own seat and its own actions, and not a word of anything else', () => {
  fc.assert(
    fc.property(anyTable, (table) => {
      for (const seat of table.seats) {
        const view = viewFor(table, seat)
        if (!seat.party || !seat.attendance) {
          expect(view).toBeUndefined()
          continue
        }
        expect(Object.keys(view ?? {}).sort()).toEqual(['actions', 'attendance', 'heldOn', 'kind', 'seatId'])
        const said = JSON.stringify(view)
        for (const other of table.seats.filter((each) => each !== seat)) {
          expect(said).not.toContain(other.seatId)
          if (other.party) expect(said).not.toContain(other.party)
        }
        for (const { actionId, ownerId, seatId } of table.actions)
          expect(said.includes(actionId)).toBe(ownerId === seat.party && seatId === seat.seatId)
        expect(said).not.toContain('decision')
        expect(said).not.toContain('follower')
      }
    }),
  )
})

test('P13 a closed table stays closed: after closing only ends, corrections and minutes that are given anew', () => {
  for (const fact of TABLE_FACTS) {
    const kept = ['action-ended', 'minutes-given', 'minutes-corrected'].includes(fact)
    expect(move('held', fact), fact).toEqual(
      kept ? { ok: true, value: 'held' } : { ok: false, refusal: { code: 'table-closed' } },
    )
  }
  expect(Object.keys(MOVES)).toEqual([...STAGES])
})

test('P13 whatever comes in whatever order, minutes are fixed at most once', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...TABLE_FACTS), { maxLength: 60 }), (facts) => {
      let [stage, fixed]: [Stage, number] = ['planned', 0]
      for (const fact of facts) {
        const moved = move(stage, fact)
        if (!moved.ok) continue
        if (fact === 'minutes-fixed') fixed += 1
        stage = moved.value
      }
      expect(fixed).toBe(stage === 'held' ? 1 : 0)
    }),
    { numRuns: 2_000 },
  )
})

test('P14 a table that was called off stays so: what was agreed can still end, and nothing else comes after it', () => {
  for (const fact of TABLE_FACTS)
    expect(move('called-off', fact), fact).toEqual(
      fact === 'action-ended'
        ? { ok: true, value: 'called-off' }
        : { ok: false, refusal: { code: 'table-was-called-off' } },
    )
  expect(move('planned', 'table-moved')).toEqual({ ok: true, value: 'planned' })
})
