/** The rows of one sheet of an xlsx workbook (ECMA-376 part 1, 18.3.1), as they pass by. Pure. */
import type { Cell, TableLimits, TableRow } from './table.ts'
import { type CellMeaning, serialDay, textReader } from './workbook-parts.ts'
import { attribute, UnreadableXml, type XmlEvents } from './xml-scan.ts'

export type SheetReader = {
  readonly events: XmlEvents
  /** The rows completed since the last call. */
  take(): readonly TableRow[]
  /** How many rows with content the maker of the file had hidden, from row 3 on (the first two are headers). */
  hiddenRows(): number
}

/** Thrown when a sheet has a value past the last column that we read. */
export class TooManyColumns extends Error {
  readonly max: number
  constructor(max: number) {
    super('too many columns')
    this.max = max
  }
}

const LAST_ROW = 1_048_576

export const sheetReader = (meaning: CellMeaning, limits: TableLimits): SheetReader => {
  let rows: TableRow[] = []
  let line = 0
  let cells: Cell[] = []
  let hidden = false
  let hiddenRows = 0
  let column = -1
  let cell: OpenCell | undefined
  let inValue = false
  const inline = textReader(limits.cell)

  const openRow = (attributes: string): void => {
    const told = attribute(attributes, 'r')
    const next = told === undefined ? line + 1 : Number(told)
    if (!Number.isInteger(next) || next <= line || next > LAST_ROW) throw new UnreadableXml('row number')
    line = next
    cells = []
    column = -1
    hidden = /^(?:1|true)$/.test(attribute(attributes, 'hidden') ?? '')
  }
  const closeRow = (): void => {
    if (cells.length === 0) return
    if (hidden && line > 2) hiddenRows += 1
    rows.push({ line, cells })
    cells = []
  }
  const openCell = (attributes: string): void => {
    const place = attribute(attributes, 'r')
    column = place === undefined ? column + 1 : columnOf(place)
    cell = {
      type: attribute(attributes, 't') ?? 'n',
      style: Number(attribute(attributes, 's') ?? 0),
      value: '',
      formula: false,
    }
    inline.start()
  }
  const closeCell = (): void => {
    if (!cell) return
    const read = readCell(cell, inline.take(), meaning, limits)
    cell = undefined
    if (read === '') return
    if (column >= limits.columns) throw new TooManyColumns(limits.columns)
    while (cells.length < column) cells.push('')
    cells[column] = read
  }

  return {
    events: {
      open: (name, attributes, selfClosed) => {
        if (name === 'row') openRow(attributes)
        else if (name === 'c' && !selfClosed) openCell(attributes)
        else if (name === 'c') column = columnAfter(attributes, column)
        else if (cell && name === 'f') cell.formula = true
        else if (cell && name === 'v') inValue = !selfClosed
        else if (cell) inline.open(name, selfClosed)
      },
      text: (text) => {
        if (inValue && cell && cell.value.length <= limits.cell * 2) cell.value += text
        else if (cell) inline.text(text)
      },
      close: (name) => {
        if (name === 'v') inValue = false
        else if (name === 'c') closeCell()
        else if (name === 'row') closeRow()
        else if (cell) inline.close(name)
      },
    },
    take: () => {
      const taken = rows
      rows = []
      return taken
    },
    hiddenRows: () => hiddenRows,
  }
}

type OpenCell = { readonly type: string; readonly style: number; value: string; formula: boolean }

const readCell = (cell: OpenCell, inline: string, meaning: CellMeaning, limits: TableLimits): Cell => {
  // What a formula gave when the file was saved may be anything; it is neither used nor worked out again.
  if (cell.formula) return { kind: 'refused', code: 'cell-is-formula' }
  if (cell.type === 'inlineStr') return longChecked(inline, limits)
  if (cell.value === '') return ''
  if (cell.type === 's') return longChecked(meaning.texts[Number(cell.value)] ?? undefined, limits)
  if (cell.type === 'str') return longChecked(cell.value, limits)
  if (cell.type === 'e') return { kind: 'refused', code: 'cell-is-error' }
  if (cell.type === 'b') return cell.value === '1' ? 'true' : 'false'
  if (cell.type === 'd') return isoDayCell(cell.value)
  return numberCell(cell, meaning)
}

const longChecked = (text: string | undefined, limits: TableLimits): Cell => {
  if (text === undefined) return { kind: 'refused', code: 'cell-unreadable' }
  return text.length > limits.cell ? { kind: 'refused', code: 'cell-too-long' } : text
}

const isoDayCell = (value: string): Cell => {
  const found = /^(\d{4}-\d{2}-\d{2})(?:T00:00:00(?:\.0+)?)?$/.exec(value)?.[1]
  return found ? { kind: 'day', day: found } : { kind: 'refused', code: 'cell-unreadable' }
}

const numberCell = (cell: OpenCell, meaning: CellMeaning): Cell => {
  const value = Number(cell.value)
  if (!Number.isFinite(value)) return { kind: 'refused', code: 'cell-unreadable' }
  const asDay = serialDay(value, meaning.from1904)
  if (meaning.dateStyles[cell.style] && asDay !== undefined) return { kind: 'day', day: asDay }
  if (meaning.dateStyles[cell.style]) return { kind: 'refused', code: 'cell-unreadable' }
  return { kind: 'number', text: String(value), asDay }
}

/** `AB12` -> 27. */
export const columnOf = (place: string): number => {
  const letters = /^([A-Z]{1,3})\d+$/.exec(place)?.[1]
  if (letters === undefined) throw new UnreadableXml('cell place')
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

const columnAfter = (attributes: string, column: number): number => {
  const place = attribute(attributes, 'r')
  return place === undefined ? column + 1 : columnOf(place)
}

/** The first and last row of a merged range `A3:B4`, and whether it is more than one cell. */
export const mergedRows = (range: string): { readonly from: number; readonly to: number } | undefined => {
  const found = /^[A-Z]{1,3}(\d{1,7})(?::[A-Z]{1,3}(\d{1,7}))?$/.exec(range)
  if (!found) return undefined
  const [from, to] = [Number(found[1]), Math.min(Number(found[2] ?? found[1]), LAST_ROW)]
  return from >= 1 && from <= to ? { from, to } : undefined
}
