/** Rows of a labelled set as descriptions of persons, and the truth about which belong together. */
import type { PersonDescription } from '../../src/linkage/index.ts'
import { BenchMistake, type LabelledSet, needColumn, ROLES, type Row, readRows } from './set-file.ts'

export type Role = {
  readonly path: string
  readonly rows: readonly Row[]
  readonly people: readonly PersonDescription[]
}

const FIELDS = [
  'given',
  'given2',
  'surname',
  'surname2',
  'fullName',
  'birthYear',
  'birthMonth',
  'birthDay',
  'birthPlace',
  'sex',
  'nationality',
  'occupation',
  'street',
  'houseNumber',
  'address2',
  'postcode',
  'town',
  'region',
  'phone',
  'email',
  'document',
] as const satisfies readonly (keyof PersonDescription)[]

export const readRole = (set: LabelledSet, role: string): Role => {
  const path = set.files[role] ?? ''
  const rows = readRows(set, path)
  // The first file of a set must have every column that is mapped; the others may know less of people.
  const first = role === ROLES[set.task][0]
  const here = (column: string | undefined): column is string => {
    if (column === undefined) return false
    if (first) needColumn(rows, column, path)
    return column in (rows[0] ?? {})
  }
  const fields = FIELDS.filter((field) => here(set.columns[field]))
  const birthDate = here(set.columns.birthDate) ? set.columns.birthDate : undefined
  if (fields.length === 0 && birthDate === undefined)
    throw new BenchMistake(`The set "${set.name}" maps no column to a field of a person.`)
  const splitDate = dateSplitter(set.dateFormat)
  const people = rows.map((row) => {
    const person: Record<string, string> = {}
    for (const field of fields) {
      const cell = row[set.columns[field] ?? '']
      if (cell !== undefined && cell.trim() !== '') person[field] = cell
    }
    return birthDate === undefined ? person : { ...person, ...splitDate(row[birthDate] ?? '') }
  })
  return { path, rows, people }
}

/** Reads dates of one written form into year, month and day. A cell of another form is left to the normalisation. */
export const dateSplitter = (format: string): ((cell: string) => PersonDescription) => {
  const order = [...format.matchAll(/Y+|M+|D+/g)].map(([part]) => part.charAt(0))
  const separated = /[YMD][^YMD]+[YMD]/.test(format)
  const pattern = new RegExp(
    `^${format
      .trim()
      .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replace(/Y+/, '(\\d{4})')
      .replace(/M+/, separated ? '(\\d{1,2})' : '(\\d{2})')
      .replace(/D+/, separated ? '(\\d{1,2})' : '(\\d{2})')}`,
  )
  if (!order.includes('Y')) throw new BenchMistake(`The date format "${format}" has no year.`)
  return (cell) => {
    const text = cell.trim()
    if (text === '') return {}
    const parts = pattern.exec(text)
    if (!parts) return { birthDate: text }
    const part = (letter: string): string | undefined => parts[order.indexOf(letter) + 1]
    const [year, month, day] = [
      part('Y'),
      order.includes('M') ? part('M') : undefined,
      order.includes('D') ? part('D') : undefined,
    ]
    return {
      ...(year === undefined ? {} : { birthYear: year }),
      ...(month === undefined ? {} : { birthMonth: month }),
      ...(day === undefined ? {} : { birthDay: day }),
    }
  }
}

/** The id of each row: the id column, or the row number when there is none. */
export const idsOf = (set: LabelledSet, { rows }: Role, field: 'id' | 'queryId' = 'id'): readonly string[] => {
  const column = [set.columns[field], set.columns.id, set.columns.queryId].find(
    (name) => name !== undefined && name in (rows[0] ?? {}),
  )
  return rows.map((row, i) => (column === undefined ? String(i) : (row[column] ?? String(i))))
}

/** For each row the entity it belongs to, or undefined where the truth is silent. For a `lookup` that is a population id. */
export const entitiesOf = (set: LabelledSet, role: Role, name: string): readonly (string | undefined)[] => {
  const { truth } = set
  switch (truth.kind) {
    case 'column': {
      needColumn(role.rows, truth.column, role.path)
      return role.rows.map((row) => filled(row[truth.column]))
    }
    case 'id-pattern':
      return idsOf(set, role).map((id) => filled(truth.regex.exec(id)?.[1]))
    case 'row-number':
    case 'row':
      return role.rows.map((_, i) => String(i))
    case 'file': {
      const named = typeof truth.file === 'string' ? truth.file : truth.file[name]
      // A role of `files`, or a path of its own: both are in use.
      const path = named === undefined ? undefined : (set.files[named] ?? named)
      if (path === undefined) throw new BenchMistake(`The set "${set.name}" names no truth file for "${name}".`)
      const rows = readRows(set, path)
      const column = truth.column ?? Object.keys(rows[0] ?? {})[0] ?? ''
      needColumn(rows, column, path)
      if (rows.length !== role.rows.length)
        throw new BenchMistake(
          `The truth file ${path} has ${rows.length} rows, but ${role.path} has ${role.rows.length}.`,
        )
      return rows.map((row) => filled(row[column]))
    }
  }
}

const filled = (text: string | undefined): string | undefined => (text === undefined || text === '' ? undefined : text)
