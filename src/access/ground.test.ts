import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, asId, day, type GroundId } from '../kernel/index.ts'
import { AGE_GROUPS, ageGroupOn, checkDeciders, countingAge, DECIDERS, rowOf } from './deciders.ts'
import { checkGround, type Ground, standsOn } from './ground.ts'
import { readPurposes } from './purpose.store.ts'
import { mayAskConsent, maySearchFor } from './purpose.ts'

const today = day('2026-11-16')
const subject = '1b2f8a52-6c60-4a6e-9f5c-d0a54f2f8d11'
const aGround = (more: Partial<Ground> = {}): Ground => ({
  id: asId<GroundId>('0d4cf1c5-8b0c-4d7e-9b52-3d0a0de6c001'),
  kind: 'consent-to-search',
  subject,
  purpose: 'D27',
  basis: 'avg-6-1-a',
  givenOn: today,
  validUntil: addDays(today, 365),
  ...more,
})

test.each([
  ['there is none', undefined, 'no-ground'],
  ['it is about somebody else', aGround({ subject: '7a0e0a40-2e0a-4e44-8f43-7f2f7d3b6a02' }), 'no-ground'],
  ['it was withdrawn', aGround({ withdrawnAt: new Date(0) }), 'ground-withdrawn'],
  ['it ended', aGround({ givenOn: day('2024-01-01'), validUntil: day('2025-01-01') }), 'ground-expired'],
  ['it was given for something else', aGround({ purpose: 'D26' }), 'ground-of-other-purpose'],
] as const)('no look-up when %s', (_why, ground, code) => {
  expect(standsOn(ground, today, 'D27', subject)).toMatchObject({ ok: false, refusal: { code } })
})

test('P6 a ground carries a look-up only between its days, for its subject and purpose', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -500, max: 500 }),
      fc.constantFrom('D27', 'D26'),
      fc.boolean(),
      (count, purpose, own) => {
        const stands = standsOn(aGround(), addDays(today, count), purpose, own ? subject : 'other').ok
        expect(stands).toBe(count >= 0 && count <= 365 && purpose === 'D27' && own)
      },
    ),
  )
})

const aTalk = {
  kind: 'consent-to-search',
  language: 'vi',
  present: ['interpreter'],
  takerHoldsHerBed: false,
  helpDoesNotDependOnIt: true,
  understood: 'Ze kijken of iemand mij kent.',
} as const

test('P18 P19 P20 a yes to looking is carried by whom her age asks for, and ends before others decide', () => {
  const ages = fc.constantFrom(undefined, ...AGE_GROUPS)
  const deciders = fc.uniqueArray(fc.constantFrom(...DECIDERS), { minLength: 1 })
  fc.assert(
    fc.property(
      ages,
      deciders,
      fc.boolean(),
      fc.option(fc.integer({ min: 1, max: 30 * 365 }), { nil: undefined }),
      (said, decidedBy, authorityIsFree, old) => {
        const birth = old === undefined ? undefined : addDays(today, -old)
        const given = {
          ...aTalk,
          ...(said ? { ageGroup: said } : {}),
          ...(birth ? { birth } : {}),
          ...{ decidedBy, authorityIsFree, givenOn: today },
        }
        const checked = checkGround(given, today)
        const age = countingAge({ said, birth }, today)
        const right = age.ok && checkDeciders(age.value, decidedBy, authorityIsFree).ok
        expect(checked.ok).toBe(right)
        if (!checked.ok || !birth || !age.ok || said !== undefined) return
        expect(checked.value.ageGroup).toBe(age.value)
        expect(rowOf(ageGroupOn(birth, checked.value.validUntil)).authority).toBe(rowOf(age.value).authority)
      },
    ),
  )
})

test('a yes to looking that the giver of her bed took alone is none', () => {
  const given = { ...aTalk, ageGroup: '18-plus', takerHoldsHerBed: true, givenOn: today } as const
  expect(checkGround({ ...given, present: ['nobody-else'] }, today)).toMatchObject({
    refusal: { code: 'taken-by-bed-holder-alone' },
  })
  expect(checkGround({ ...given, present: ['lawyer'] }, today).ok).toBe(true)
})

test('consent-to-search needs her words and her freedom; a legal basis needs its weighing [V2.2.3]', () => {
  const asked = { ...aTalk, ageGroup: '18-plus', givenOn: today } as const
  expect(checkGround({ ...asked, helpDoesNotDependOnIt: false, understood: 'ja' }, today)).toMatchObject({
    refusal: { code: 'help-must-not-depend' },
  })
  expect(checkGround({ ...asked, helpDoesNotDependOnIt: true, understood: '' }, today)).toMatchObject({
    refusal: { code: 'not-understood' },
  })
  expect(checkGround({ kind: 'legal-basis', basis: 'wpg-8', weighing: '\n', givenOn: today }, today)).toMatchObject({
    refusal: { code: 'weighing-missing' },
  })
  expect(
    checkGround({ kind: 'legal-basis', basis: 'wpg-8', weighing: 'Acuut gevaar.', givenOn: today }, today).ok,
  ).toBe(true)
})

test('a purpose asks only for chapters that it needs, and never for what nobody may have', () => {
  const purposes = readPurposes()
  expect(purposes.size).toBe(50)
  expect(mayAskConsent(purposes, 'D26', 'health').ok).toBe(true)
  expect(mayAskConsent(purposes, 'D10', 'health')).toMatchObject({ refusal: { code: 'purpose-needs-no-such-chapter' } })
  expect(mayAskConsent(purposes, 'D31', 'identity')).toMatchObject({ refusal: { code: 'purpose-not-for-sharing' } })
  expect(mayAskConsent(purposes, 'W01', 'identity')).toMatchObject({ refusal: { code: 'purpose-not-for-sharing' } })
  expect(maySearchFor(purposes, 'D99')).toMatchObject({ refusal: { code: 'purpose-unknown' } })
})
