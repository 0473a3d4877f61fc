import { DmnModdle } from 'dmn-moddle'
import { evaluate as feel, unaryTest } from 'feelin'
import { expect, test } from 'vitest'
import { day } from '../kernel/index.ts'
import { fieldsOf } from './conditions.ts'
import { writeDmn } from './dmn.ts'
import { type Facts, FIELD_NAMES } from './facts.ts'
import { isValidOn, type Rule } from './rule.ts'
import { RULES } from './rule-book.ts'
import { codesOf, combinationsOf } from './truth-table.ts'

/**
 * The oracle from outside: the file that we export is read back by dmn-moddle, and its expressions are evaluated by feelin, an independent
 * engine of the standard. Nothing of our own language takes part in that.
 */
const ON = day('2026-12-01')
type Element = {
  readonly $type: string
  readonly id: string
  readonly decisionLogic?: Element & {
    text?: string
    rule?: readonly Row[]
    input?: readonly Element[]
    hitPolicy?: string
  }
}
type Row = { readonly inputEntry: readonly { text: string }[]; readonly outputEntry: readonly { text: string }[] }

const readBack = async () => {
  const { rootElement, warnings } = await new DmnModdle().fromXML(writeDmn(RULES, ON))
  const elements = rootElement.drgElement as readonly Element[]
  const decision = (id: string) => elements.find((each) => each.id === id)?.decisionLogic
  return { elements, decision, warnings }
}
const withNulls = (facts: Facts) => Object.fromEntries(FIELD_NAMES.map((field) => [field, facts[field] ?? null]))
const holding = RULES.filter((rule) => isValidOn(rule, ON))
const AS_FEEL = { yes: true, no: false, unknown: null } as const

test('what is exported is DMN 1.3 that an independent reader understands without a warning, every rule in it', async () => {
  const { elements, decision, warnings } = await readBack()
  expect(warnings).toEqual([])
  expect(elements.filter(({ $type }) => $type === 'dmn:Decision')).toHaveLength(holding.length + 1)
  expect(decision('regels')?.hitPolicy).toBe('COLLECT')
  const inTable = new Set(decision('regels')?.rule?.map(({ outputEntry }) => outputEntry[0]?.text))
  expect(inTable).toEqual(new Set(holding.map(({ id, version }) => `"${id}.${version}"`)))
})

test('P6 an independent engine gives, for every rule on every combination of its fields, what the compiled table gives', async () => {
  const { decision } = await readBack()
  let cells = 0
  for (const rule of holding) {
    const text = decision(`${rule.id}_${rule.version}`)?.text ?? ''
    const combinations = [...combinationsOf(fieldsOf(rule.when), { unknown: true })]
    // One parse for all combinations: each is the context of its own evaluation.
    const asked = fieldsOf(rule.when).reduce(
      (now, field) => now.replaceAll(new RegExp(`\\b${field}\\b`, 'g'), `c.${field}`),
      text,
    )
    const { value, warnings } = feel(`for c in cells return ${asked}`, { cells: combinations.map(withNulls) })
    expect(warnings).toEqual([])
    const ours = combinations.map((facts) => AS_FEEL[rule.table().truth(codesOf(facts))])
    expect([rule.id, value]).toEqual([rule.id, ours])
    cells += combinations.length
  }
  expect(cells).toBeGreaterThan(10_000)
})

test('P6 a row of the exported table holds in an independent engine exactly where the rule is certain', async () => {
  const { decision } = await readBack()
  const table = decision('regels')
  const columns = (table?.input ?? []).map(({ id }) => id.replace('col_', ''))
  const rows = table?.rule ?? []
  const holds = new Map<string, boolean>()
  const entryHolds = (entry: string, value: string | null): boolean => {
    const key = `${entry} ${value}`
    const known = holds.get(key) ?? (entry === '-' || unaryTest(entry, { '?': value }).value === true)
    holds.set(key, known)
    return known
  }
  const collected = (rule: Rule, facts: Facts): boolean => {
    const values = withNulls(facts)
    return rows
      .filter(({ outputEntry }) => outputEntry[0]?.text === `"${rule.id}.${rule.version}"`)
      .some(({ inputEntry }) => inputEntry.every(({ text }, at) => entryHolds(text, values[columns[at] ?? ''] ?? null)))
  }
  for (const rule of holding)
    for (const facts of combinationsOf(fieldsOf(rule.when), { unknown: true }))
      if (collected(rule, facts) !== (rule.table().truth(codesOf(facts)) === 'yes'))
        expect.fail(`${rule.id} ${JSON.stringify(facts)}`)
})
