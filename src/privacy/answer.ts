/** One row of the database as lines of an answer: what is sealed is open by now, numbers of rows are gone, organisations have their names. Pure. */
import type { ClassedColumn } from './columns.ts'
import { THIRD_PERSON_KEYS } from './sections.ts'

export type Line = { readonly name: string; readonly value: string }
/** `organisation` says who a number is, or nothing when it is no organisation; `functionOf` what a worker does. */
export type Names = {
  readonly organisation: (id: string) => string | undefined
  readonly functionOf: (id: string) => string
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
/** Words that stand in front of the value of a noted field: `{ field: 'name', value: 'X' }` is the line `name`. */
const isField = (value: object): value is { readonly field: string; readonly value: string } =>
  'field' in value && 'value' in value && typeof value.field === 'string' && typeof value.value === 'string'

/** The lines of a row, in the order of its columns. What points to another person, and a number that names nothing, is no line. */
export const linesOf = (
  row: Readonly<Record<string, unknown>>,
  columns: readonly ClassedColumn[],
  names: Names,
): readonly Line[] =>
  columns.flatMap(({ column, of }) => {
    const value = row[column]
    if (value === null || value === undefined) return []
    if (of === 'organisation') return named(column, names.organisation(String(value)))
    if (of === 'worker') return [{ name: column, value: names.functionOf(String(value)) }]
    return flatten(column, value, names)
  })

const named = (name: string, value: string | undefined): readonly Line[] =>
  value === undefined ? [] : [{ name, value }]

const flatten = (name: string, value: unknown, names: Names): readonly Line[] => {
  if (value === null || value === undefined || value === '') return []
  if (value instanceof Date) return [{ name, value: value.toISOString() }]
  if (Array.isArray(value)) {
    if (value.every((each) => typeof each !== 'object')) return listed(name, value.map(String), names)
    return value.flatMap((each) => flatten(name, each, names))
  }
  if (typeof value === 'object') {
    if (isField(value)) return flatten(value.field, value.value, names)
    return Object.entries(value)
      .filter(([key]) => !THIRD_PERSON_KEYS.includes(key))
      .flatMap(([key, each]) => flatten(key, each, names))
  }
  const text = String(value)
  return UUID.test(text) ? named(name, names.organisation(text)) : [{ name, value: text }]
}

const listed = (name: string, values: readonly string[], names: Names): readonly Line[] => {
  const given = values.flatMap((each) => (UUID.test(each) ? (names.organisation(each) ?? []) : each))
  return given.length === 0 ? [] : [{ name, value: given.join(', ') }]
}
