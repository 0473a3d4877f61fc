import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day } from '../kernel/index.ts'
import { checkPeriod, periodsIn, type ResidencePeriod } from './residence-period.ts'

const on = (count: number) => addDays(day('2026-01-01'), count)
const period = (letter: string, from: number, until?: number): ResidencePeriod => ({
  ...{ letter, from: on(from) },
  ...(until !== undefined && { until: on(until) }),
})

test('a letter whose days overlap with another is refused, and the words name which letter and which days', () => {
  expect(checkPeriod([period('8k', 0, 90)], period('8a', 90, 400))).toEqual({
    ok: false,
    refusal: { code: 'residence-periods-overlap', params: { letter: '8k', from: on(0), until: on(90) } },
  })
  expect(checkPeriod([period('8k', 0, 90)], period('8a', 91, 400)).ok).toBe(true)
  expect(checkPeriod([], period('8a', 9, 8))).toMatchObject({ refusal: { code: 'residence-period-reversed' } })
})

test('a letter without a last day ends where the next begins, and two cannot begin on one day', () => {
  expect(checkPeriod([period('8k', 0)], period('8a', 30)).ok).toBe(true)
  expect(checkPeriod([period('8a', 30)], period('8k', 0)).ok).toBe(true)
  expect(checkPeriod([period('8k', 30)], period('8a', 30)).ok).toBe(false)
  expect(checkPeriod([period('8k', 30)], period('8a', 0, 40)).ok).toBe(false)
})

test('the same letter from the same day takes the place of what was said, so that a wrong last day can be mended', () => {
  const known = [period('8k', 0, 90), period('8k', 0, 60)]
  expect(checkPeriod(known, period('8a', 61)).ok).toBe(true)
  expect(checkPeriod([period('8k', 0, 90)], period('8k', 0, 60)).ok).toBe(true)
})

test('however many periods are taken one after another, no day has two letters with a last day', () => {
  const some = fc.record({ letter: fc.constantFrom('8a', '8k', '8h'), from: fc.nat(60), days: fc.nat(20) })
  fc.assert(
    fc.property(fc.array(some, { maxLength: 12 }), (said) => {
      const taken = said.reduce<readonly ResidencePeriod[]>((known, { letter, from, days }) => {
        const next = period(letter, from, from + days)
        return checkPeriod(known, next).ok
          ? [...known.filter((each) => each.letter !== letter || each.from !== next.from), next]
          : known
      }, [])
      for (let count = 0; count < 90; count += 1)
        expect(taken.filter(({ from, until }) => from <= on(count) && (until ?? '') >= on(count)).length).toBeLessThan(
          2,
        )
    }),
  )
})

test('periods are read from notes, and a note without a last day has none', () => {
  const note = { kind: 'residence-letter-noted', happened: on(0), payload: { letter: '8k' } }
  expect(periodsIn([note, { ...note, payload: { letter: '8a', until: on(9) } }, { ...note, kind: 'other' }])).toEqual([
    period('8k', 0),
    period('8a', 0, 9),
  ])
})
