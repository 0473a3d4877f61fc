/**
 * The cells of one record as pieces of the bytes they were read from. Most cells are understood without becoming a text: a million
 * records make ten million texts otherwise, and the garbage collector takes them away again.
 */
import { knowBytes } from './batch-hash.ts'

/** `from` and `to` by the number of the field; a field that says nothing begins where it ends. */
export type Cells = { bytes: Buffer; readonly from: Int32Array; readonly to: Int32Array }

export const emptyCells = (fields: number): Cells => ({
  bytes: Buffer.alloc(0),
  from: new Int32Array(fields),
  to: new Int32Array(fields),
})

/** Texts as cells. */
export const writeTexts = (texts: readonly string[], into: Cells): void => {
  into.bytes = Buffer.from(texts.join(''))
  let at = 0
  texts.forEach((text, field) => {
    into.from[field] = at
    at += Buffer.byteLength(text)
    into.to[field] = at
  })
}

/** Points a field to a piece of the bytes, without the blanks around it. */
export const placeCell = (cells: Cells, field: number, start: number, end: number): void => {
  const { bytes } = cells
  let from = start
  let to = end
  while (from < to && isBlank(bytes[from] ?? 0)) from += 1
  while (from < to && isBlank(bytes[to - 1] ?? 0)) to -= 1
  cells.from[field] = from
  cells.to[field] = to
}
const isBlank = (code: number): boolean => code === 32 || (code >= 9 && code <= 13)

export const silenceCell = ({ from, to }: Cells, field: number): void => {
  from[field] = 0
  to[field] = 0
}

export const isSilent = ({ from, to }: Cells, field: number): boolean => from[field] === to[field]

/** A cell as text. Blanks that are no plain signs are taken off here. */
export const textOf = ({ bytes, from, to }: Cells, field: number): string =>
  from[field] === to[field] ? '' : bytes.toString('utf8', from[field], to[field]).trim()

const MEMO_SLOTS = 1 << 12
const MEMO_ENTRY = 4

/** The two numbers of a cell, until the next cell is looked at; a silent cell has twice 0. */
export type TwoNumbers = { first: number; second: number }

/** Remembers two numbers that were worked out for a cell; a later cell may take the place of an earlier one. */
export const rememberedCell = (
  work: (text: string) => readonly [first: number, second: number],
): ((cells: Cells, field: number) => TwoNumbers) => {
  const entries = new Uint32Array(MEMO_SLOTS * MEMO_ENTRY)
  const known = new Uint32Array(2)
  const said: TwoNumbers = { first: 0, second: 0 }
  return (cells, field) => {
    said.first = 0
    said.second = 0
    const from = cells.from[field] ?? 0
    const to = cells.to[field] ?? 0
    if (from === to) return said
    knowBytes(cells.bytes, from, to, 0, known)
    const at = ((known[0] ?? 0) & (MEMO_SLOTS - 1)) * MEMO_ENTRY
    if (entries[at] !== known[0] || entries[at + 1] !== known[1]) {
      entries.set(known, at)
      entries.set(work(textOf(cells, field)), at + 2)
    }
    said.first = entries[at + 2] ?? 0
    said.second = entries[at + 3] ?? 0
    return said
  }
}
