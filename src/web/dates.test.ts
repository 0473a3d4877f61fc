import { expect, test } from 'vitest'
import { formatCountry, formatDay, formatMoment, formatPartialDay, formatTime, formatWeekday } from './dates.ts'

test('a day is written as a Dutch reader writes it', () => {
  expect(formatDay('2026-11-16', 'nl')).toBe('16 november 2026')
  expect(formatDay('2026-11-16', 'en')).toBe('16 November 2026')
  expect(formatWeekday('2026-11-16', 'nl')).toBe('maandag 16 november')
})

test('an instant is shown in Amsterdam time, also when it is another day there', () => {
  expect(formatMoment('2026-12-31T23:30:00Z', 'nl')).toBe('vrijdag 1 januari, 00:30')
  expect(formatTime('2026-07-01T12:00:00Z', 'nl')).toBe('14:00')
})

test('text that is no day comes back as it is', () => {
  expect(formatDay('onbekend', 'nl')).toBe('onbekend')
  expect(formatMoment('onbekend', 'nl')).toBe('onbekend')
})

test('a date is shown as exactly as it is known', () => {
  expect(formatPartialDay('1985', 'nl')).toBe('1985')
  expect(formatPartialDay('1985-06', 'nl')).toBe('juni 1985')
  expect(formatPartialDay('1985-06-03', 'nl')).toBe('3 juni 1985')
  expect(formatPartialDay('omstreeks 1985', 'nl')).toBe('omstreeks 1985')
})

test('a country is named, and a word that is no code stays that word', () => {
  expect(formatCountry('CN', 'nl')).toBe('China')
  expect(formatCountry('Chinees', 'nl')).toBe('Chinees')
})
