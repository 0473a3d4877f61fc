import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyCondition, anyFacts, completionsOf } from './arbitrary.fixture.ts'
import {
  CONDITION_DEPTH_MAX,
  type Condition,
  compileCondition,
  evaluate,
  fieldsOf,
  readCondition,
} from './conditions.ts'
import { RULES } from './rule-book.ts'
import { codesOf, combinationsOf } from './truth-table.ts'

test('P6 the table of every rule answers as the interpreter does, on every combination of its fields, unknown among them', () => {
  let cells = 0
  for (const rule of RULES) {
    for (const facts of combinationsOf(fieldsOf(rule.when), { unknown: true })) {
      const judged = rule.table().judge(codesOf(facts))
      expect(judged).toEqual(evaluate(rule.when, facts))
      expect(rule.table().truth(codesOf(facts))).toBe(judged.truth)
      cells++
    }
  }
  expect(cells).toBeGreaterThan(10_000)
})

test('P6 facts that a rule does not name change nothing in what its table says', () => {
  fc.assert(
    fc.property(fc.constantFrom(...RULES), anyFacts, (rule, facts) => {
      expect(rule.table().judge(codesOf(facts))).toEqual(evaluate(rule.when, facts))
    }),
    { numRuns: 20_000 },
  )
})

test('P6 any condition that can be written answers the same compiled and interpreted', () => {
  fc.assert(
    fc.property(anyCondition, anyFacts, (condition, facts) => {
      expect(compileCondition(condition)(facts)).toBe(evaluate(condition, facts).truth)
    }),
    { numRuns: 2000 },
  )
})

test('P3 a yes or a no never turns when more becomes known', () => {
  fc.assert(
    fc.property(anyCondition, anyFacts, anyFacts, (condition, facts, more) => {
      const before = evaluate(condition, facts).truth
      const after = evaluate(condition, { ...more, ...facts }).truth
      if (before !== 'unknown') expect(after).toBe(before)
    }),
    { numRuns: 2000 },
  )
})

test('P3 an unknown names what is missing, and when all of that is known the answer is no longer unknown', () => {
  fc.assert(
    fc.property(anyCondition, anyFacts, anyFacts, (condition, facts, more) => {
      const { truth, missing } = evaluate(condition, facts)
      if (truth !== 'unknown') {
        expect(missing).toEqual([])
        return
      }
      expect(missing.length).toBeGreaterThan(0)
      expect(missing.every((field) => facts[field] === undefined && fieldsOf(condition).includes(field))).toBe(true)
      expect(evaluate(condition, completionsOf(facts, more, missing)).truth).not.toBe('unknown')
    }),
    { numRuns: 1000 },
  )
})

test('an unknown letter is neither lawful nor unlawful', () => {
  const lawful: Condition = { field: 'residence', oneOf: ['NL', '8a'] }
  expect(evaluate(lawful, {})).toEqual({ truth: 'unknown', because: [], missing: ['residence'] })
  expect(evaluate({ not: lawful }, {}).truth).toBe('unknown')
  expect(evaluate({ not: lawful }, { residence: '8k' }).truth).toBe('yes')
})

test('an explanation names the facts that decided', () => {
  const when: Condition = {
    all: [
      { field: 'age', equals: 'minor' },
      { field: 'unaccompanied', equals: 'yes' },
    ],
  }
  expect(evaluate(when, { age: 'minor', unaccompanied: 'yes' }).because).toEqual(['age', 'unaccompanied'])
  expect(evaluate(when, { age: '21-plus' })).toEqual({ truth: 'no', because: ['age'], missing: [] })
  expect(evaluate({ known: 'age' }, { age: 'minor' }).truth).toBe('yes')
})

test('a condition that asks for a field or a value that does not exist is refused with the place of it', () => {
  const refused = readCondition({
    all: [
      { field: 'age', equals: 'minor' },
      { field: 'residence', equals: '8z' },
    ],
  })
  expect(refused).toEqual({ ok: false, refusal: { code: 'condition-unreadable', params: { path: 'when.all[1]' } } })
  const bad: unknown[] = [
    null,
    [],
    {},
    { all: 'x' },
    { known: 'x' },
    { field: 'x', equals: 'yes' },
    { field: 'age', oneOf: [] },
    { field: 'age', equals: 'minor', oneOf: ['minor'] },
    { not: { any: [1] } },
  ]
  for (const one of bad) expect(readCondition(one).ok).toBe(false)
})

test('a condition nested deeper than anybody can read is refused', () => {
  const nested = (depth: number): unknown => (depth === 0 ? { known: 'age' } : { not: nested(depth - 1) })
  expect(readCondition(nested(CONDITION_DEPTH_MAX)).ok).toBe(true)
  expect(readCondition(nested(CONDITION_DEPTH_MAX + 1)).ok).toBe(false)
})

test('what is read from data is the condition that was written', () => {
  fc.assert(
    fc.property(anyCondition, (condition) => {
      expect(readCondition(condition)).toEqual({ ok: true, value: condition })
    }),
  )
})
