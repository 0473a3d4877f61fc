/** Reads the tables that a `*.set.json` names (labelled-set.ts). Whatever is wrong becomes one sentence. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parse } from 'csv-parse/sync'
import { BenchMistake, type LabelledSet } from './labelled-set.ts'

export { BenchMistake, type LabelledSet, ROLES, readSet } from './labelled-set.ts'

export type Row = Readonly<Record<string, string>>

const RECORDS_MAX = 2_000_000

/** All rows of one file of the set, cells trimmed when asked, missing words emptied. Columns are checked against the header. */
export const readRows = (set: LabelledSet, path: string): readonly Row[] => {
  const file = resolve(set.folder, path)
  let rows: Record<string, string>[]
  try {
    rows = parse(readFileSync(file, 'utf8'), {
      bom: true,
      columns: (header: string[]) => header.map((cell) => cell.trim()),
      delimiter: set.delimiter,
      // Tab-separated files hold bare quotes as text; elsewhere a quote starts a quoted cell.
      quote: set.delimiter === '\t' ? null : '"',
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      ltrim: true,
    })
  } catch (fault) {
    throw new BenchMistake(
      `The file ${file} cannot be read: ${fault instanceof Error ? fault.message : 'unknown reason'}.`,
    )
  }
  if (rows.length === 0) throw new BenchMistake(`The file ${file} holds no rows.`)
  if (rows.length > RECORDS_MAX) throw new BenchMistake(`The file ${file} holds more than ${RECORDS_MAX} rows.`)
  return rows.map((row) => cleaned(row, set))
}

export const needColumn = (rows: readonly Row[], column: string, path: string): void => {
  if (rows[0] && !(column in rows[0])) throw new BenchMistake(`The file ${path} has no column "${column}".`)
}

const cleaned = (row: Record<string, string>, { trim, missing }: LabelledSet): Row => {
  for (const [column, cell] of Object.entries(row)) {
    const text = trim ? cell.trim() : cell
    row[column] = missing.has(text) ? '' : text
  }
  return row
}
