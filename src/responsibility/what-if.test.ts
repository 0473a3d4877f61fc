import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day, randomFrom } from '../kernel/index.ts'
import { anyFacts } from './arbitrary.fixture.ts'
import { COOK, COOK_DAY } from './cook.fixture.ts'
import { decideResponsibility } from './decide-responsibility.ts'
import { factsOn } from './facts.ts'
import { inventFacts } from './invented-facts.ts'
import type { Rule } from './rule.ts'
import { RULES } from './rule-book.ts'
import { tableOf } from './truth-table.ts'
import { differencesOf, whatIfFacts, whatIfRules } from './what-if.ts'

const ON = day('2026-12-01')
const idsOf = (rules: readonly Rule[]) => rules.map(({ id }) => id)
const withCondition = (id: string, when: Rule['when']): readonly Rule[] =>
  RULES.map((rule) => (rule.id === id ? { ...rule, when, table: () => tableOf(when) } : rule))

test('P12 what-if over many counts exactly the verdicts that would become different', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...RULES),
      fc.constantFrom(...RULES).map((rule) => rule.when),
      fc.array(anyFacts, { minLength: 1, maxLength: 40 }),
      ({ id }, when, dossiers) => {
        const changed = withCondition(id, when)
        const said = (rules: readonly Rule[], facts: (typeof dossiers)[number]) =>
          JSON.stringify(
            decideResponsibility(rules, facts, ON).certain.map(({ rule }) => [rule.id, rule.when, rule.payer]),
          )
        const different = dossiers.filter((facts) => said(RULES, facts) !== said(changed, facts))
        expect(whatIfRules(RULES, changed, dossiers, ON)).toMatchObject({
          dossiers: dossiers.length,
          changed: different.length,
        })
      },
    ),
    { numRuns: 300 },
  )
})

test('P12 what-if on one person starts and stops nothing when nothing changes, and both verdicts are those of the rules', () => {
  fc.assert(
    fc.property(anyFacts, anyFacts, (facts, changes) => {
      const same = whatIfFacts(RULES, facts, {}, ON)
      expect([...same.starts, ...same.stops]).toEqual([])
      const { before, after, starts, stops, stays } = whatIfFacts(RULES, facts, changes, ON)
      expect(before).toEqual(decideResponsibility(RULES, facts, ON))
      expect(after).toEqual(decideResponsibility(RULES, { ...facts, ...changes }, ON))
      expect([...stops, ...stays]).toHaveLength(before.certain.length)
      expect([...starts, ...stays]).toHaveLength(after.certain.length)
    }),
    { numRuns: 300 },
  )
})

test('the permit of the first cook is withdrawn on 1 March: the municipality stops, the reflection period starts', () => {
  const { facts } = factsOn(COOK.find(({ id }) => id === 'A')?.facts ?? [], COOK_DAY)
  const { starts, stops, after } = whatIfFacts(RULES, facts, { residence: 'none', permit: 'none' }, day('2027-03-01'))
  expect(idsOf(stops)).toEqual(['R10', 'R29'])
  expect(idsOf(starts)).toEqual(['R01'])
  expect(after.next.map(({ rule }) => rule.id)).toContain('R07')
  const unknown = whatIfFacts(RULES, facts, { permit: null }, day('2027-03-01'))
  expect(unknown.after.possible.map(({ rule }) => rule.id)).toEqual(expect.arrayContaining(['R09', 'R10']))
})

test('a change tells on which combinations it starts and stops, and what it says otherwise', () => {
  const r12 = RULES.find(({ id }) => id === 'R12')
  if (!r12) throw new Error('R12 is gone')
  const changed = withCondition('R12', { field: 'residence', equals: '8e' }).map((rule) =>
    rule.id === 'R29' && rule.version === 2 ? { ...rule, payer: 'state' as const } : rule,
  )
  const [first, second, ...others] = differencesOf(RULES, changed, ON)
  expect(others).toEqual([])
  expect(first).toMatchObject({ rule: 'R12', stops: 0 })
  expect(first?.starts).toBeGreaterThan(0)
  expect(first?.firstStart).toMatchObject({ residence: '8e' })
  expect(second).toMatchObject({ rule: 'R29', starts: 0, stops: 0, saysOtherwise: ['payer'] })
  expect(differencesOf(RULES, RULES, ON)).toEqual([])
})

test('a change that takes a roof away says from how many', () => {
  const random = randomFrom(7)
  const dossiers = Array.from({ length: 3000 }, () => inventFacts(random))
  const without = RULES.filter(({ id }) => id !== 'R07')
  const counted = whatIfRules(RULES, without, dossiers, ON)
  expect(counted.rules.map(({ rule }) => rule)).toEqual(['R07'])
  expect(counted.losesShelter).toBe(counted.changed)
  expect(counted.losesShelter).toBeGreaterThan(0)
})
