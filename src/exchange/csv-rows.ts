/**
 * Reads delimited text (RFC 4180 and what spreadsheets make of it) in pieces, without losing a line: a record that
 * cannot be read is given as refused with the line it starts on, and reading goes on at the next line. That last is why
 * this is our own: a quote that is never closed may cost one row, not the rest of the file. Pure.
 */
import type { RowRefusal, TableLimits, TableRow } from './table.ts'

export type CsvShape = { readonly delimiter: string; readonly newline: '\n' | '\r' }

export type CsvReader = {
  /** The rows that the text so far completes. */
  push(text: string): TableRow[]
  /** The rows that remain at the end of the file. */
  end(): TableRow[]
}

/** A reader that starts counting at line `firstLine`. A quote inside a cell that did not begin with one is just a character. */
export const csvReader = (shape: CsvShape, limits: TableLimits, firstLine = 1): CsvReader => {
  let waiting = ''
  let line = firstLine

  const drain = (atEnd: boolean): TableRow[] => {
    const rows: TableRow[] = []
    let at = 0
    while (at < waiting.length) {
      const record = readRecord(waiting, at, shape, limits, atEnd)
      if (record === 'more') break
      rows.push(rowOf(record, line))
      line += record.lines
      at = record.next
    }
    waiting = waiting.slice(at)
    return rows
  }

  return {
    push: (text) => {
      waiting += text
      return drain(false)
    },
    end: () => drain(true),
  }
}

type CsvRecord = {
  readonly cells: readonly string[]
  readonly tooLong: ReadonlySet<number> | undefined
  readonly refused?: RowRefusal
  /** Where the next record starts, and how many line ends lie before it. */
  readonly next: number
  readonly lines: number
}

const rowOf = (record: CsvRecord, line: number): TableRow => {
  if (record.refused) return { line, cells: [], refused: record.refused }
  const { tooLong } = record
  if (!tooLong) return { line, cells: record.cells }
  return {
    line,
    cells: record.cells.map((cell, at) => (tooLong.has(at) ? { kind: 'refused', code: 'cell-too-long' } : cell)),
  }
}

/** One record from `start`; 'more' when its end is not in the text yet. */
const readRecord = (
  text: string,
  start: number,
  shape: CsvShape,
  limits: TableLimits,
  atEnd: boolean,
): CsvRecord | 'more' => {
  const cells: string[] = []
  let tooLong: Set<number> | undefined
  let lines = 1
  let at = start
  for (;;) {
    const cell =
      text.charCodeAt(at) === QUOTE ? quotedCell(text, at, limits.cell, atEnd) : bareCell(text, at, shape, atEnd)
    if (cell === 'more')
      return text.length - start > limits.record ? firstLineRefused(text, start, shape, 'row-too-long', atEnd) : 'more'
    if (typeof cell === 'string') return firstLineRefused(text, start, shape, cell, atEnd)
    if (cell.value.length > limits.cell) tooLong = (tooLong ?? new Set()).add(cells.length)
    cells.push(cell.value)
    if (cell.value !== '' && text.charCodeAt(at) === QUOTE) lines += lineEnds(cell.value, shape.newline)
    at = cell.next
    if (at >= text.length && !atEnd) return 'more'
    if (at >= text.length) return { cells, tooLong, next: at, lines }
    if (text[at] === shape.delimiter) {
      at += 1
      if (at >= text.length && atEnd) return { cells: [...cells, ''], tooLong, next: at, lines }
      if (cells.length > limits.columns * 2) return firstLineRefused(text, start, shape, 'row-too-long', atEnd)
      continue
    }
    const past = pastLineEnd(text, at, shape)
    if (past === undefined) return firstLineRefused(text, start, shape, 'text-after-quote', atEnd)
    // A lone CR at the very end may still get its LF.
    if (past === 'more') return atEnd ? { cells, tooLong, next: text.length, lines } : 'more'
    return { cells, tooLong, next: past, lines }
  }
}

const QUOTE = 0x22
type FoundCell = { readonly value: string; readonly next: number }

/** A cell without quotes: up to the delimiter or the line end. */
const bareCell = (text: string, start: number, shape: CsvShape, atEnd: boolean): FoundCell | 'more' => {
  const delimiter = shape.delimiter.charCodeAt(0)
  const newline = shape.newline.charCodeAt(0)
  let at = start
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === delimiter) return { value: text.slice(start, at), next: at }
    if (code === newline) {
      const end = newline === LF && at > start && text.charCodeAt(at - 1) === CR ? at - 1 : at
      return { value: text.slice(start, end), next: end }
    }
  }
  if (!atEnd) return 'more'
  const end = text.charCodeAt(at - 1) === CR && at > start ? at - 1 : at
  return { value: text.slice(start, end), next: end }
}

const LF = 0x0a
const CR = 0x0d

/** A cell in quotes, a doubled quote being one. Past the limit it counts as never closed: nobody waits for a whole file. */
const quotedCell = (text: string, start: number, limit: number, atEnd: boolean): FoundCell | RowRefusal | 'more' => {
  let at = start + 1
  let doubled = false
  for (;;) {
    const quote = text.indexOf('"', at)
    if ((quote === -1 ? text.length : quote) - start > limit * 2) return 'quote-not-closed'
    if (quote === -1) return atEnd ? 'quote-not-closed' : 'more'
    if (quote + 1 >= text.length && !atEnd) return 'more'
    if (text.charCodeAt(quote + 1) !== QUOTE) {
      const inside = text.slice(start + 1, quote)
      return { value: doubled ? inside.replaceAll('""', '"') : inside, next: quote + 1 }
    }
    doubled = true
    at = quote + 2
  }
}

/** Where the line end at `at` stops; undefined when there is none there; 'more' when its LF may still come. */
const pastLineEnd = (text: string, at: number, shape: CsvShape): number | 'more' | undefined => {
  if (text[at] === shape.newline) return at + 1
  if (text.charCodeAt(at) !== CR) return undefined
  if (at + 1 >= text.length) return 'more'
  return text.charCodeAt(at + 1) === LF ? at + 2 : undefined
}

const lineEnds = (value: string, newline: string): number => {
  let count = 0
  for (let at = value.indexOf(newline); at !== -1; at = value.indexOf(newline, at + 1)) count += 1
  return count
}

/** Gives up on one physical line only. */
const firstLineRefused = (
  text: string,
  start: number,
  shape: CsvShape,
  refused: RowRefusal,
  atEnd: boolean,
): CsvRecord | 'more' => {
  const end = text.indexOf(shape.newline, start)
  if (end === -1 && !atEnd && text.length - start <= MAX_LINE) return 'more'
  return { cells: [], tooLong: undefined, refused, next: end === -1 ? text.length : end + 1, lines: end === -1 ? 0 : 1 }
}

// A line without an end: past this it is given up in pieces rather than held in memory.
const MAX_LINE = 2_000_000

const DELIMITERS = [',', ';', '\t', '|'] as const

/** How a sample of the file is cut up: the delimiter under which most rows have as many cells as the first. */
export const detectShape = (sample: string, limits: TableLimits): CsvShape & { readonly skipLine: boolean } => {
  const newline = sample.includes('\n') || !sample.includes('\r') ? '\n' : '\r'
  // Excel writes and obeys a first line `sep=;`.
  const told = /^sep=(.)\r?(?:\n|$)/i.exec(sample)?.[1]
  if (told) return { delimiter: told, newline, skipLine: true }
  const best = DELIMITERS.map((delimiter) => ({ delimiter, score: scoreOf(sample, { delimiter, newline }, limits) }))
    .sort((a, b) => b.score - a.score)
    .at(0)
  return { delimiter: best && best.score > 0 ? best.delimiter : ',', newline, skipLine: false }
}

/** Rows that agree with the header count first, then the number of columns; a single column scores nothing. */
const scoreOf = (sample: string, shape: CsvShape, limits: TableLimits): number => {
  const reader = csvReader(shape, limits)
  const rows = [...reader.push(sample), ...reader.end()]
    .slice(0, 50)
    .filter((row) => row.refused || row.cells.length > 1 || row.cells[0] !== '')
  const columns = rows[0]?.cells.length ?? 0
  if (columns < 2) return 0
  const agreeing = rows.filter((row) => row.cells.length === columns).length
  return agreeing / rows.length + columns / 10_000
}
