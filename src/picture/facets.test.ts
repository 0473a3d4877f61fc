import { expect, test } from 'vitest'
import { day } from '../kernel/index.ts'
import { delayOf, facetsOf, reporterOf } from './facets.ts'

const today = day('2026-11-16')

test('of a person only coarse groups are kept', () => {
  expect(facetsOf({ sex: 'm', birthDate: '1985-03-14', nationality: 'CN' }, today)).toEqual({
    ...{ sex: 'man', ageGroup: '35-49', nationalityGroup: 'asia' },
  })
  expect(facetsOf({ sex: 'Vrouw', birthYear: '2009', nationality: 'nl' }, today)).toEqual({
    ...{ sex: 'woman', ageGroup: '12-17', nationalityGroup: 'nl' },
  })
})

test('the day before the eighteenth birthday is a child, that day is not', () => {
  const born = { birthDate: '2008-11-16' }
  expect(facetsOf(born, day('2026-11-15')).ageGroup).toBe('12-17')
  expect(facetsOf(born, today).ageGroup).toBe('18-24')
  expect(facetsOf({ birthDate: '2008-12' }, today).ageGroup).toBe('12-17')
})

test('what cannot be read is unknown, never guessed', () => {
  const unknown = { sex: 'unknown', ageGroup: 'unknown', nationalityGroup: 'unknown' }
  for (const person of [
    undefined,
    null,
    'she',
    [],
    { sex: '?', birthDate: '14 maart', nationality: 'Chinees' },
    { birthDate: '2031' },
  ])
    expect(facetsOf(person, today)).toEqual(unknown)
})

test('late is more than 90 days after; of a day that nobody knows nothing is late', () => {
  expect(delayOf(day('2026-08-18'), 'day', today)).toBe('on-time')
  expect(delayOf(day('2026-08-17'), 'day', today)).toBe('late')
  expect(delayOf(day('2026-01-01'), 'year', today)).toBe('unknown')
  expect(delayOf(today, 'unknown', today)).toBe('unknown')
})

test('a house is a coarse kind, and a house that reports nobody is unknown', () => {
  expect(reporterOf('police-avim')).toBe('enforcement')
  expect(reporterOf('shelter')).toBe('care')
  expect(reporterOf('supervision')).toBe('unknown')
  expect(reporterOf(undefined)).toBe('unknown')
})
