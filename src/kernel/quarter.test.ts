import { expect, test } from 'vitest'
import { day } from './day.ts'
import { addQuarters, closedQuarters, quarterOf, quarterOfDay, startOfQuarter } from './quarter.ts'

test('the last evening of a year in Amsterdam is of that year, and an hour later is of the next', () => {
  expect(quarterOf(new Date('2026-12-31T22:30:00Z'))).toBe('2026Q4')
  expect(quarterOf(new Date('2026-12-31T23:30:00Z'))).toBe('2027Q1')
})

test('a quarter is told of only when fourteen days passed since its end', () => {
  expect(closedQuarters(new Date('2027-01-14T12:00:00Z'), 2)).toEqual(['2026Q3', '2026Q2'])
  expect(closedQuarters(new Date('2027-01-16T12:00:00Z'), 2)).toEqual(['2026Q4', '2026Q3'])
})

test('quarters are added over the end of a year, both ways', () => {
  expect(addQuarters('2026Q4', 1)).toBe('2027Q1')
  expect(addQuarters('2027Q1', -3)).toBe('2026Q2')
  expect(quarterOfDay(day('2026-07-01'))).toBe('2026Q3')
})

test('a quarter begins on its first day', () => {
  expect([startOfQuarter('2026Q1'), startOfQuarter('2026Q4')]).toEqual(['2026-01-01', '2026-10-01'])
})
