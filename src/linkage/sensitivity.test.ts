import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, ageOn, type Day, day } from '../kernel/index.ts'
import { type LookUpInView, mayBeMinor, SENSITIVE_REASONS, sensitivityOf } from './sensitivity.ts'

const today = day('2026-11-16')
const asked = (more: Partial<LookUpInView> = {}): LookUpInView => ({
  plane: 'care',
  groundKind: 'consent-to-search',
  person: { fullName: 'Verzonnen Persoon', birthDate: '1985-03-06' },
  marked: false,
  today,
  ...more,
})

test('a look-up of care for an adult takes one person, with consent or on a legal basis', () => {
  expect(sensitivityOf(asked())).toEqual([])
  expect(sensitivityOf(asked({ groundKind: 'legal-basis' }))).toEqual([])
})

test('police looking on a legal basis takes two people, with consent one', () => {
  expect(sensitivityOf(asked({ plane: 'enforcement', groundKind: 'legal-basis' }))).toEqual([
    'enforcement-without-consent',
  ])
  expect(sensitivityOf(asked({ plane: 'enforcement' }))).toEqual([])
})

test('a signal that its owner marked takes two people, and every reason is told', () => {
  expect(sensitivityOf(asked({ marked: true }))).toEqual(['marked-by-owner'])
  const all = asked({ plane: 'enforcement', groundKind: 'legal-basis', person: { birthDate: '2012' }, marked: true })
  expect(sensitivityOf(all)).toEqual([...SENSITIVE_REASONS])
})

test('who turns eighteen today is of age, who does so tomorrow is a minor', () => {
  expect(mayBeMinor({ birthDate: '2008-11-16' }, today)).toBe(false)
  expect(mayBeMinor({ birthDate: '2008-11-17' }, today)).toBe(true)
})

test('a date of which a part is unknown counts as the youngest it can be; without a year one person is enough', () => {
  expect(mayBeMinor({ birthDate: '2008' }, today)).toBe(true)
  expect(mayBeMinor({ birthDate: '2008-11' }, today)).toBe(true)
  expect(mayBeMinor({ birthDate: '2008-10' }, today)).toBe(false)
  // Registers write 1 January for "unknown".
  expect(mayBeMinor({ birthDate: '2008-01-01' }, today)).toBe(true)
  expect(mayBeMinor({ birthDate: '2007' }, today)).toBe(false)
  expect(mayBeMinor({ birthYear: '2015' }, today)).toBe(true)
  expect(mayBeMinor({ fullName: 'Verzonnen' }, today)).toBe(false)
})

test('P23 whoever is under eighteen on the day never takes one person only', () => {
  // Half of them within a year of the bound, where it matters.
  const back = fc.oneof(fc.integer({ min: 0, max: 30_000 }), fc.integer({ min: 6_200, max: 6_940 }))
  const born = back.map((days): Day => addDays(today, -days))
  fc.assert(
    fc.property(born, fc.constantFrom(10, 7, 4), (birth, known) => {
      const minor = ageOn(birth, today) < 18
      if (minor) expect(mayBeMinor({ birthDate: birth.slice(0, known) }, today)).toBe(true)
    }),
  )
})
