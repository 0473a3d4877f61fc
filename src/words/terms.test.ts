import { expect, test } from 'vitest'
import { termInWords } from './terms.ts'

test('a term is said in the largest whole unit, and never as a number of days nobody counts in', () => {
  const nl = (days: number) => termInWords(days, 'nl')
  expect([0, 1, 5, 7, 14, 28, 56].map(nl)).toEqual([
    ...['vandaag', 'binnen 1 dag', 'binnen 5 dagen', 'binnen 1 week', 'binnen 2 weken', 'binnen 4 weken'],
    'binnen 8 weken',
  ])
  expect([30, 90, 120, 182, 365, 3650].map(nl)).toEqual([
    ...['binnen 1 maand', 'binnen 3 maanden', 'binnen 4 maanden', 'binnen een half jaar', 'binnen 1 jaar'],
    'binnen 10 jaar',
  ])
  expect([0, 1, 120, 3650].map((days) => termInWords(days, 'en'))).toEqual([
    ...['today', 'within 1 day', 'within 4 months', 'within 10 years'],
  ])
  expect(nl(100)).toBe('binnen 100 dagen')
})
