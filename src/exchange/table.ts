/** A table as every reader gives it, whatever the file was: rows of cells with the line they stood on. Pure. */

/** Text as it stands in the file; `''` is an empty cell. Workbooks also know days, numbers and what we refuse to read. */
export type Cell = string | DayCell | NumberCell | RefusedCell
/** A cell that the workbook shows as a date: the day on the sheet, `YYYY-MM-DD`, never moved by a time zone. */
export type DayCell = { readonly kind: 'day'; readonly day: string }
/** A number of a workbook, with the day that it would be if it were one (the workbook knows where its counting starts). */
export type NumberCell = { readonly kind: 'number'; readonly text: string; readonly asDay: string | undefined }
export type RefusedCell = { readonly kind: 'refused'; readonly code: CellRefusal }
export type CellRefusal = 'cell-is-formula' | 'cell-is-error' | 'cell-too-long' | 'cell-unreadable'

export type TableRow = {
  /** The line of the file, or the row of the sheet, counted from 1 as the user's own program does. */
  readonly line: number
  readonly cells: readonly Cell[]
  /** What is wrong with the row as a whole; its cells then mean nothing. */
  readonly refused?: RowRefusal
}
export type RowRefusal = 'quote-not-closed' | 'text-after-quote' | 'row-too-long' | 'cells-merged'

/** What is read at most. Past a limit of the file nothing is taken; past a limit of a row or cell that row is named. */
export const TABLE_LIMITS = {
  fileBytes: 200_000_000,
  rows: 2_000_000,
  columns: 300,
  /** In UTF-16 units, as JavaScript counts. */
  cell: 32_768,
  record: 1_000_000,
  /** Of a workbook, unpacked: all parts together, and how much larger than packed one part may be. */
  unpackedBytes: 200_000_000,
  unpackedRatio: 200,
  /** Below this a ratio says nothing: a small sheet of equal rows packs very well. */
  ratioFromBytes: 5_000_000,
  zipEntries: 2_000,
  sharedStrings: 4_000_000,
  sheets: 100,
} as const

export type TableLimits = { readonly [limit in keyof typeof TABLE_LIMITS]: number }

/** The words of a cell, for headers and for fields of text; undefined where the cell was refused. */
export const cellText = (cell: Cell | undefined): string | undefined => {
  if (cell === undefined) return ''
  if (typeof cell === 'string') return cell
  if (cell.kind === 'day') return cell.day
  return cell.kind === 'number' ? cell.text : undefined
}

/** Nothing but blanks. */
export const isBlank = (cell: Cell | undefined): boolean =>
  cell === undefined || (typeof cell === 'string' && (cell === '' || cell.trim() === ''))

/** A row without any content: an empty line, a numbered line of a template that nobody filled in. */
export const isBlankRow = (row: TableRow): boolean => row.refused === undefined && row.cells.every(isBlank)
