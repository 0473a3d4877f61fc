import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day } from '../kernel/index.ts'
import {
  ABSENCE_ACTS,
  ABSENCE_STAGES,
  type Absence,
  type AbsenceStage,
  awayOn,
  checkDays,
  checkStandIn,
  moveAbsence,
} from './absence.ts'

const TODAY = day('2026-11-16')
const absence = (more: Partial<Absence> = {}): Absence => ({
  ...{ id: 'a', actor: 'anna', function: 'care-coordinator', from: TODAY, until: addDays(TODAY, 7), stage: 'open' },
  ...more,
})

test('P4 nobody stands in without having said yes or having been assigned, whatever happens in whatever order', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.array(fc.constantFrom(...ABSENCE_ACTS), { maxLength: 12 }), (asked, acts) => {
      let stage: AbsenceStage = asked ? 'asked' : 'open'
      let agreed = false
      for (const act of acts) {
        const moved = moveAbsence(stage, act)
        if (!moved.ok) continue
        stage = moved.value
        if (act === 'accepted' || act === 'assigned') agreed = true
        if (act === 'declined') agreed = false
        const [away] = awayOn([absence({ stage, standIn: 'bert' })], TODAY)
        expect(away?.standIn !== undefined).toBe(agreed && stage === 'covered')
      }
    }),
    { numRuns: 1000 },
  )
})

test('every stage answers every act', () => {
  for (const stage of ABSENCE_STAGES)
    for (const act of ABSENCE_ACTS) {
      const moved = moveAbsence(stage, act)
      if (!moved.ok) expect(['absence-not-asked', 'absence-ended']).toContain(moved.refusal.code)
      if (stage === 'ended') expect(moved.ok).toBe(false)
    }
})

test('days are in order, not over, and not beside other days of the same person', () => {
  const days = (from: number, until: number) => ({ from: addDays(TODAY, from), until: addDays(TODAY, until) })
  expect(checkDays(days(0, 0), TODAY, []).ok).toBe(true)
  for (const [from, until] of [
    [3, 2],
    [-9, -1],
    [0, 401],
  ] as const)
    expect(checkDays(days(from, until), TODAY, [])).toMatchObject({ refusal: { code: 'absence-days-wrong' } })
  expect(checkDays(days(7, 9), TODAY, [absence()])).toMatchObject({ refusal: { code: 'absence-overlaps' } })
  expect(checkDays(days(8, 9), TODAY, [absence()]).ok).toBe(true)
  expect(checkDays(days(7, 9), TODAY, [absence({ stage: 'ended' })]).ok).toBe(true)
})

test('who stands in is another of the same desk, and there in those days', () => {
  const colleagues = ['anna', 'bert', 'chris'].map((actor) => ({ actor, function: 'care-coordinator' }))
  const known = (absences: readonly Absence[] = []) => ({
    colleagues: [...colleagues, { actor: 'desk', function: 'wmo-desk' }],
    absences,
  })
  expect(checkStandIn('bert', absence(), known()).ok).toBe(true)
  for (const other of ['anna', 'desk', 'stranger'])
    expect(checkStandIn(other, absence(), known())).toMatchObject({ refusal: { code: 'stand-in-not-of-desk' } })
  const away = absence({ actor: 'bert', from: addDays(TODAY, 7), until: addDays(TODAY, 9) })
  expect(checkStandIn('bert', absence(), known([away]))).toMatchObject({ refusal: { code: 'stand-in-is-away' } })
})
