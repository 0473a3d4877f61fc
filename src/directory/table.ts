/** Reads a table given as text: a header that must agree to the letter, then rows that remember their line. Pure. */
import { CsvError, parse } from 'csv-parse/sync'

/** Where a table is wrong, exactly enough to repair it without searching. */
export type Problem = {
  readonly file: string
  readonly line: number
  readonly reason: string
  /** The cell or code that is wrong; these tables hold no personal data. */
  readonly value: string
}

export type Row<Column extends string> = {
  readonly line: number
  readonly cells: Readonly<Record<Column, string>>
}

/** Takes a note of a problem in one table and gives undefined, so that a reader can end on it. */
export type Note = (line: number, reason: string, value: string) => undefined

/** A notebook of problems; `forFile` gives the note of one table. */
export const notebook = (): { readonly problems: Problem[]; forFile(file: string): Note } => {
  const problems: Problem[] = []
  return {
    problems,
    forFile: (file) => (line, reason, value) => {
      problems.push({ file, line, reason, value: value.slice(0, VALUE_LENGTH_MAX) })
      return undefined
    },
  }
}

const VALUE_LENGTH_MAX = 80
/** Ten times the largest table of today; a larger text is a mistake and is not parsed. */
const TEXT_LENGTH_MAX = 2_000_000

/**
 * The rows of a table whose header is exactly `columns`. Empty when the text is too long, unreadable or has another
 * header; a row with too few or too many cells is left out. Each of these is noted.
 */
export const readTable = <Column extends string>(
  text: string,
  columns: readonly Column[],
  note: Note,
): readonly Row<Column>[] => {
  if (text.length > TEXT_LENGTH_MAX) {
    note(1, 'table-too-long', String(text.length))
    return []
  }
  const [header, ...records] = readRecords(text, note)
  if (header?.cells.join() !== columns.join()) {
    note(1, 'wrong-header', header?.cells.join() ?? '')
    return []
  }
  return records.flatMap(({ line, cells }) => {
    if (cells.length === columns.length) return [{ line, cells: named(columns, cells) }]
    note(line, 'wrong-number-of-cells', String(cells.length))
    return []
  })
}

type RawRecord = { readonly line: number; readonly cells: readonly string[] }

const readRecords = (text: string, note: Note): readonly RawRecord[] => {
  const records: RawRecord[] = []
  try {
    parse(text, {
      bom: true,
      skip_empty_lines: true,
      relax_column_count: true,
      on_record: (cells, { lines }) => {
        records.push({ line: lines, cells })
        return null
      },
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    // The error carries the line, but its type says only "some key with some value".
    const { lines } = error
    note(typeof lines === 'number' ? lines : records.length + 1, 'unreadable', error.code)
    return []
  }
  return records
}

const named = <Column extends string>(columns: readonly Column[], cells: readonly string[]): Record<Column, string> =>
  // Safe: every column gets a value, and no other key is made.
  Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? ''])) as Record<Column, string>
