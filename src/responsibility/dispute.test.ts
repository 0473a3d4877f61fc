import fc from 'fast-check'
import { expect, test } from 'vitest'
import covenantFile from '../../data/disputes/covenant.json' with { type: 'json' }
import { addDays, day } from '../kernel/index.ts'
import {
  answerDue,
  DISPUTE_STEPS,
  type DisputeFact,
  type DisputeStep,
  maySettle,
  POSITION_GROUNDS,
  readDispute,
  takeStep,
} from './dispute.ts'

const since = day('2026-11-16')
const step = (of: DisputeStep, after: number): DisputeFact => ({ kind: 'step', step: of, on: addDays(since, after) })
const span = [{ party: 'a', from: since, until: addDays(since, 9) }]
const settlement: DisputeFact = { kind: 'settled', on: addDays(since, 9), carried: span, pays: span }

test('the steps of the file are those of the code, in their order, and nobody signed them', () => {
  expect(covenantFile.steps.map((each) => each.step)).toEqual([...DISPUTE_STEPS])
  for (const each of [covenantFile.answer, ...covenantFile.steps]) {
    expect(each).toMatchObject({ kind: 'proposed', signed_by: [] })
    expect(each.sources.length).toBeGreaterThan(0)
  }
})

test('an answer is due three days after the question, and before the term held no day is said', () => {
  expect(answerDue(day('2026-11-16'))).toBe('2026-11-19')
  expect(answerDue(day('2025-12-31'))).toBeUndefined()
})

test('only the next step has a day by which it is due, counted from the one before it', () => {
  const fresh = readDispute(since, [], since)
  expect(fresh.steps.map(({ due }) => due)).toEqual(['2026-11-19', undefined, undefined])
  const later = readDispute(since, [step('contact-persons', 2)], addDays(since, 30))
  expect(later.steps).toMatchObject([
    { taken: '2026-11-18', overdue: false },
    { due: '2026-11-25', overdue: true },
    { overdue: false },
  ])
})

test('a step out of its order, a step twice and a step after a settlement are refused', () => {
  const after = (facts: readonly DisputeFact[], of: DisputeStep) => takeStep(readDispute(since, facts, since), of)
  expect(after([], 'commission')).toMatchObject({ ok: false, refusal: { code: 'dispute-step-not-next' } })
  expect(after([step('contact-persons', 1)], 'contact-persons')).toMatchObject({ ok: false })
  expect(after([step('contact-persons', 1)], 'regional-adviser')).toMatchObject({ ok: true })
  expect(after([settlement], 'contact-persons')).toMatchObject({ ok: false, refusal: { code: 'dispute-settled' } })
})

test('a settlement is not of before the dispute, not of a day to come, and takes no day that has not been', () => {
  const dispute = readDispute(since, [], since)
  const settled = (decided: number, lastCarried: number, today: number) =>
    maySettle(
      dispute,
      { decided: addDays(since, decided), carried: [{ party: 'a', from: since, until: addDays(since, lastCarried) }] },
      addDays(since, today),
    )
  expect(settled(-1, 0, 5)).toMatchObject({ refusal: { code: 'settlement-before-dispute' } })
  expect(settled(6, 0, 5)).toMatchObject({ refusal: { code: 'day-in-future' } })
  expect(settled(5, 6, 5)).toMatchObject({ refusal: { code: 'settlement-of-days-to-come' } })
  expect(settled(5, 5, 5)).toMatchObject({ ok: true })
  expect(settled(0, 0, 0)).toMatchObject({ ok: true })
})

test('P19 until it is settled a dispute always has a step that is due or all steps behind it, and the last word of each party counts', () => {
  const fact: fc.Arbitrary<DisputeFact> = fc.oneof(
    fc.record({
      ...{
        kind: fc.constant('position' as const),
        party: fc.constantFrom('a', 'b'),
        holds: fc.constantFrom('a', 'b', 'c'),
      },
      ground: fc.constantFrom(...POSITION_GROUNDS),
      on: fc.constant(since),
    }),
    fc.constantFrom(...DISPUTE_STEPS).map((of) => step(of, 1)),
  )
  fc.assert(
    fc.property(fc.array(fact, { maxLength: 12 }), (told) => {
      // Only what a rule lets through is recorded.
      const kept: DisputeFact[] = []
      for (const each of told)
        if (each.kind !== 'step' || takeStep(readDispute(since, kept, since), each.step).ok) kept.push(each)
      const dispute = readDispute(since, kept, since)
      const [due, taken] = [dispute.steps.filter((each) => each.due), dispute.steps.filter((each) => each.taken)]
      expect(due.length === 1 || taken.length === DISPUTE_STEPS.length).toBe(true)
      for (const { party, holds } of dispute.positions) {
        const said = kept.filter((each) => each.kind === 'position' && each.party === party).at(-1)
        expect(said).toMatchObject({ holds })
      }
    }),
  )
})
