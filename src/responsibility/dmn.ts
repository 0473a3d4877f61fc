/**
 * The rules of one day in the standard for decision tables (OMG DMN 1.3, expressions in FEEL), for whoever has tools for it. Each rule is a
 * decision whose expression answers true, false or null as our language answers yes, no or unknown; `regels` is the same as one table with
 * hit policy COLLECT, in which a row holds only where everything that it asks is known. Export only: the book in data/rules stays the source.
 */
import type { Day } from '../kernel/index.ts'
import { type Condition, fieldsOf } from './conditions.ts'
import { FIELD_NAMES, FIELDS, type Field } from './facts.ts'
import { isValidOn, type Rule } from './rule.ts'

const valuesOf = (field: Field): readonly string[] => FIELDS[field]
const quoted = (values: readonly string[]): string => values.map((value) => JSON.stringify(value)).join(',')

/** The condition as a FEEL expression with three answers: a field that is null makes its part null. */
export const feelOf = (condition: Condition, name: (field: Field) => string = (field) => field): string => {
  if ('all' in condition) return joined(condition.all, ' and ', 'true', name)
  if ('any' in condition) return joined(condition.any, ' or ', 'false', name)
  if ('not' in condition) return `not(${feelOf(condition.not, name)})`
  if ('known' in condition) return `(if ${name(condition.known)} = null then null else true)`
  const field = name(condition.field)
  const values = 'equals' in condition ? [condition.equals] : condition.oneOf
  return `(if ${field} = null then null else ${field} in (${quoted(values)}))`
}

const joined = (parts: readonly Condition[], by: string, none: string, name: (field: Field) => string): string =>
  parts.length === 0 ? none : `(${parts.map((part) => feelOf(part, name)).join(by)})`

/** One row of a decision table: which values each field may have; a field that is not here may have any, or be unknown. */
export type TableRow = ReadonlyMap<Field, readonly string[]>

/** The rows in which the condition is certainly true. Every "not" becomes the other values of its field, so that unknown never counts. */
export const rowsOf = (condition: Condition): readonly TableRow[] => rowsFor(condition, true)

const rowsFor = (condition: Condition, wanted: boolean): readonly TableRow[] => {
  if ('not' in condition) return rowsFor(condition.not, !wanted)
  if ('all' in condition || 'any' in condition) {
    const parts = 'all' in condition ? condition.all : condition.any
    const rows = parts.map((part) => rowsFor(part, wanted))
    return 'all' in condition === wanted ? rows.reduce(crossed, [new Map()]) : rows.flat()
  }
  const field = 'known' in condition ? condition.known : condition.field
  const asked = 'known' in condition ? valuesOf(field) : 'equals' in condition ? [condition.equals] : condition.oneOf
  const values = valuesOf(field).filter((value) => (asked as readonly string[]).includes(value) === wanted) // widening only
  return values.length === 0 ? [] : [new Map([[field, values]])]
}

const crossed = (left: readonly TableRow[], right: readonly TableRow[]): readonly TableRow[] =>
  left.flatMap((one) => right.map((other) => both(one, other)).filter((row) => row !== undefined))

const both = (one: TableRow, other: TableRow): TableRow | undefined => {
  const row = new Map(one)
  for (const [field, values] of other) {
    const kept = row.get(field)?.filter((value) => values.includes(value)) ?? values
    if (kept.length === 0) return undefined
    row.set(field, kept)
  }
  return row
}

const OUTPUTS = ['rule', 'responsible', 'municipality', 'payer', 'termDays', 'certainty', 'state'] as const

/** The rules that hold on a day as a DMN 1.3 file. */
export const writeDmn = (rules: readonly Rule[], on: Day): string => {
  const holding = rules.filter((rule) => isValidOn(rule, on))
  const fields = FIELD_NAMES.filter((field) => holding.some((rule) => fieldsOf(rule.when).includes(field)))
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="samenhang" name="Samenhang ${on}" namespace="urn:samenhang:rules">`,
    `  <description>${escaped(`De regels van ${on}, niet nagekeken door een jurist. Leeg is onbekend en nooit nee.`)}</description>`,
    ...fields.map(
      (field) =>
        `  <inputData id="in_${field}" name="${field}"><variable id="var_${field}" name="${field}" typeRef="string"/></inputData>`,
    ),
    ...holding.flatMap(ruleDecision),
    ...tableDecision(holding, fields),
    '</definitions>',
  ]
  return `${lines.join('\n')}\n`
}

const named = (rule: Rule): string => `${rule.id}_${rule.version}`

const ruleDecision = (rule: Rule): readonly string[] => [
  `  <decision id="${named(rule)}" name="${named(rule)}">`,
  `    <description>${escaped(`${rule.title.nl}. ${rule.sources.map((source) => [source.name, source.article, source.textOf].filter(Boolean).join(' ')).join('; ')}. ${rule.certainty}; ${rule.state}; vanaf ${rule.validFrom}.`)}</description>`,
  `    <variable id="var_${named(rule)}" name="${named(rule)}" typeRef="boolean"/>`,
  ...requirements(named(rule), fieldsOf(rule.when)),
  `    <literalExpression id="expr_${named(rule)}"><text>${escaped(feelOf(rule.when))}</text></literalExpression>`,
  '  </decision>',
]

const requirements = (of: string, fields: readonly Field[]): readonly string[] =>
  fields.map(
    (field) =>
      `    <informationRequirement id="req_${of}_${field}"><requiredInput href="#in_${field}"/></informationRequirement>`,
  )

const tableDecision = (rules: readonly Rule[], fields: readonly Field[]): readonly string[] => [
  '  <decision id="regels" name="regels">',
  '    <variable id="var_regels" name="regels"/>',
  ...requirements('regels', fields),
  '    <decisionTable id="table" hitPolicy="COLLECT">',
  ...fields.map(
    (field) =>
      `      <input id="col_${field}" label="${field}"><inputExpression id="colx_${field}" typeRef="string"><text>${field}</text></inputExpression><inputValues id="colv_${field}"><text>${escaped(quoted(valuesOf(field)))}</text></inputValues></input>`,
  ),
  ...OUTPUTS.map(
    (name) => `      <output id="out_${name}" name="${name}" typeRef="${name === 'termDays' ? 'number' : 'string'}"/>`,
  ),
  ...rules.flatMap((rule) => rowsOf(rule.when).map((row, at) => tableRow(rule, row, at, fields))),
  '    </decisionTable>',
  '  </decision>',
]

const tableRow = (rule: Rule, row: TableRow, at: number, fields: readonly Field[]): string => {
  const id = `row_${named(rule)}_${at}`
  const entries = fields.map((field) => {
    const values = row.get(field)
    return `<inputEntry id="${id}_${field}"><text>${values ? escaped(quoted(values)) : '-'}</text></inputEntry>`
  })
  const said: Readonly<Record<(typeof OUTPUTS)[number], string>> = {
    rule: JSON.stringify(`${rule.id}.${rule.version}`),
    responsible: JSON.stringify(rule.responsible.join(', ')),
    municipality: JSON.stringify(rule.municipality),
    payer: JSON.stringify(rule.payer),
    termDays: rule.term ? `${rule.term.days}` : 'null',
    certainty: JSON.stringify(rule.certainty),
    state: JSON.stringify(rule.state),
  }
  const outputs = OUTPUTS.map(
    (name) => `<outputEntry id="${id}_o_${name}"><text>${escaped(said[name])}</text></outputEntry>`,
  )
  return `      <rule id="${id}"><description>${escaped(rule.title.nl)}</description>${entries.join('')}${outputs.join('')}</rule>`
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
