import { expect, test } from 'vitest'
import lettersFile from '../../data/rules/residence-letters.json' with { type: 'json' }
import { day } from '../kernel/index.ts'
import { decideResponsibility } from './decide-responsibility.ts'
import { RESIDENCE_LETTERS } from './facts.ts'
import { findEntitlements, readLetters, residenceOn } from './residence.ts'
import { LETTERS, RULES } from './rule-book.ts'

const ON = day('2026-11-02')

test('the letter is the one of that day', () => {
  const facts = [
    { field: 'residence', value: '8k', from: day('2026-01-10'), until: day('2026-03-01'), source: 'police' },
    { field: 'residence', value: '8a', from: day('2026-03-02'), source: 'immigration service' },
  ] as const
  expect(residenceOn(facts, day('2026-03-01'))).toBe('8k')
  expect(residenceOn(facts, day('2026-03-02'))).toBe('8a')
  expect(residenceOn(facts, day('2026-01-09'))).toBeUndefined()
})

test('every letter has its row, and a table without one is refused', () => {
  for (const letter of RESIDENCE_LETTERS) expect(findEntitlements(LETTERS, letter, ON)?.letter).toBe(letter)
  const short = { letters: lettersFile.letters.filter(({ letter }) => letter !== '8k') }
  expect(readLetters(short)).toMatchObject({ refusal: { code: 'letters-unreadable', params: { path: '8k absent' } } })
  expect(findEntitlements(LETTERS, '8a', day('2010-01-01'))).toBeUndefined()
})

test('the table of letters and the rules agree on who has the Wmo, the Participation Act and the Rvb', () => {
  for (const letter of RESIDENCE_LETTERS) {
    const facts = {
      residence: letter,
      age: '21-plus',
      indication: 'yes',
      needSupport: 'yes',
      needIncome: 'yes',
    } as const
    const speaking = decideResponsibility(RULES, facts, ON).certain.map(({ rule }) => rule.id)
    const row = findEntitlements(LETTERS, letter, ON)
    expect([letter, speaking.includes('R11')]).toEqual([letter, row?.wmo === 'yes' || row?.wmo === 'except-eu24'])
    expect([letter, speaking.includes('R29')]).toEqual([
      letter,
      /^(yes|except-eu24)$/.test(row?.participation_act ?? ''),
    ])
    expect([letter, speaking.includes('R27')]).toEqual([letter, row?.rvb === 'yes' || row?.rvb === 'if-victim'])
  }
})
