import { expect, test } from 'vitest'
import { addDays, day } from './day.ts'
import {
  addWorkingDays,
  easterOf,
  endOfLegalTerm,
  holidaysOf,
  isWorkingDay,
  weekdayOf,
  workingDayFrom,
} from './working-days.ts'

/** From the almanac, not computed. */
const EASTERS =
  '2008-03-23 2011-04-24 2016-03-27 2017-04-16 2018-04-01 2019-04-21 2020-04-12 2021-04-04 2022-04-17 2023-04-09 2024-03-31 2025-04-20 2026-04-05 2027-03-28 2028-04-16 2029-04-01 2030-04-21 2031-04-13 2032-03-28 2038-04-25'
test.each(EASTERS.split(' '))('Easter is on %s', (written) => {
  expect(easterOf(Number(written.slice(0, 4)))).toBe(written)
})

test('the holidays of 2026 are those of the Algemene termijnenwet', () => {
  expect([...holidaysOf(2026)].sort()).toEqual([
    '2026-01-01',
    '2026-04-03',
    '2026-04-06',
    '2026-04-27',
    '2026-05-05',
    '2026-05-14',
    '2026-05-25',
    '2026-12-25',
    '2026-12-26',
  ])
})

test.each([
  ['2013-04-30', true],
  ['2014-04-26', true],
  ['2014-04-27', false],
  ['2025-04-26', true],
  ['2026-04-27', true],
])('the birthday of the King or Queen falls on %s: %s', (written, celebrated) => {
  expect(holidaysOf(Number(written.slice(0, 4))).has(day(written))).toBe(celebrated)
})

test('weekdays go on over leap days and year ends', () => {
  expect([weekdayOf(day('2024-02-29')), weekdayOf(day('2024-12-31')), weekdayOf(day('2025-01-01'))]).toEqual([3, 1, 2])
  expect(weekdayOf(day('1999-12-31'))).toBe(4)
})

test.each([
  ['a Friday and one day', '2026-11-27', 1, '2026-11-30'],
  ['over Christmas', '2026-12-24', 1, '2026-12-28'],
  ['over the year end', '2026-12-31', 1, '2027-01-04'],
  ['five days over Easter', '2026-04-02', 5, '2026-04-13'],
  ['no days', '2026-11-29', 0, '2026-11-29'],
])('working days after %s', (_what, from, count, expected) => {
  expect(addWorkingDays(day(from), count)).toBe(expected)
})

test.each([
  ['a term that ends on a Sunday ends on Monday', '2026-11-15', 14, '2026-11-30'],
  ['a term that ends on Good Friday ends on the Tuesday after Easter', '2026-03-20', 14, '2026-04-07'],
  ['a term of three days over a weekend holds two working days', '2026-11-27', 3, '2026-12-01'],
  ['a term of two days is only carried over', '2026-11-27', 2, '2026-11-30'],
  ['a term of one hundred days is left as it is', '2026-08-20', 101, '2026-11-29'],
])('%s', (_what, from, count, expected) => {
  expect(endOfLegalTerm(day(from), count)).toBe(expected)
})

test('no term of a law ends on a day that is not a working day, and none is shorter than its days', () => {
  for (let at = 0; at < 800; at += 1)
    for (const count of [1, 2, 3, 5, 14, 42, 90]) {
      const from = addDays(day('2025-12-01'), at)
      const last = endOfLegalTerm(from, count)
      expect(isWorkingDay(last)).toBe(true)
      expect(last >= addDays(from, count)).toBe(true)
      expect(last <= workingDayFrom(addDays(from, count + 8))).toBe(true)
    }
})
