import { expect, test } from 'vitest'
import { day } from '../kernel/index.ts'
import { decideResponsibility } from './decide-responsibility.ts'
import type { Facts } from './facts.ts'
import { GAPS } from './matter-book.ts'
import { gapsOf, tellPersons } from './named-gap.ts'
import { RULES } from './rule-book.ts'

const gaps = (facts: Facts) => gapsOf(decideResponsibility(RULES, facts, day('2026-11-30')), facts)

test('a situation that the book leaves open is counted by the name of its gap, and a fact that is missing is no gap', () => {
  const named = GAPS.map(({ id }) => id)
  const child = gaps({ age: 'minor', unaccompanied: 'no', needYouthCare: 'no', needShelter: 'yes', residence: 'NL' })
  expect(child).toContain('G01')
  expect(child.every((gap) => named.includes(gap) || gap.startsWith('no-'))).toBe(true)
  expect(gaps({ needShelter: 'yes' })).not.toContain('facts-missing')
})

test('P21 a gap is told in fives, and of fewer than five persons nothing', () => {
  expect([0, 1, 4, 5, 7, 8].map(tellPersons)).toEqual([null, null, null, 5, 5, 10])
})
