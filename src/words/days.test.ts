import { expect, test } from 'vitest'
import { dayInWords } from './days.ts'

test('a day or a month is written as a reader writes it, and anything else is left alone', () => {
  expect(dayInWords('2027-11-16', 'nl')).toBe('16 november 2027')
  expect(dayInWords('2027-11-16', 'en')).toBe('16 November 2027')
  expect(dayInWords('2027-03', 'nl')).toBe('maart 2027')
  for (const text of ['', 'vandaag', '2027-13-40', '2027']) expect(dayInWords(text, 'nl')).toBe(text)
})
