/** Where described persons come from: a file that every worker reads its own part of, or a list in memory. */
import { closeSync, openSync, readSync } from 'node:fs'
import { emptyCells, placeCell, silenceCell, textOf, writeTexts } from './batch-cells.ts'
import { type ByteChunk, eachRow, recordFinder } from './batch-csv.ts'
import { handleKey, handleKeyOf } from './batch-hash.ts'
import { type BatchMemory, CHUNK_RECORDS } from './batch-memory.ts'
import { BATCH_FIELDS, type BatchField, type Layout } from './batch-row.ts'
import { type cellEncoder, tokenStartOf } from './batch-stages.ts'
import type { PersonDescription } from './normalise.ts'

/** A list of persons, each under a handle of its own. */
export type HandledPerson = { readonly handle: string; readonly person: PersonDescription }

/** A delimited file in UTF-8 with a header; `columns` says which column holds which field. */
export type FileSource = {
  readonly kind: 'file'
  readonly path: string
  readonly delimiter: string
  readonly columns: Readonly<Partial<Record<BatchField, number>>>
  /** The column of the handle; without one the number of the row is the handle. */
  readonly handleColumn: number | undefined
  /** `DD-MM-YYYY` or `MM-DD-YYYY` and the like, when the dates are not year first. */
  readonly missing: readonly string[]
}

export type EncodeWork =
  | { readonly stage: 'encode-file'; readonly source: FileSource; readonly bytes: ByteChunk; readonly layout: Layout }
  | {
      readonly stage: 'encode-list'
      readonly first: number
      readonly people: readonly HandledPerson[]
      readonly layout: Layout
    }

const PIECE = 1 << 18

/** Looks where records begin and end. */
export const scanFile = (path: string): ReturnType<ReturnType<typeof recordFinder>['end']> => {
  const file = openSync(path, 'r')
  try {
    const finder = recordFinder(CHUNK_RECORDS)
    const piece = new Uint8Array(PIECE)
    for (;;) {
      const read = readSync(file, piece, 0, PIECE, null)
      if (read === 0) return finder.end()
      finder.add(piece.subarray(0, read))
    }
  } finally {
    closeSync(file)
  }
}

let room = Buffer.alloc(0)
/** The bytes of a part of a file, until the next part is read: room that is left over is only given back after a while. */
const readPart = (path: string, { from, to }: { readonly from: number; readonly to: number }): Buffer => {
  const file = openSync(path, 'r')
  try {
    if (room.length < to - from) room = Buffer.allocUnsafeSlow(Math.ceil((to - from) * 1.1))
    return room.subarray(0, readSync(file, room, 0, to - from, from))
  } finally {
    closeSync(file)
  }
}

/** The text of a part of a file. */
export const readBytes = (path: string, part: { readonly from: number; readonly to: number }): string =>
  readPart(path, part).toString('utf8')

type Encode = ReturnType<typeof cellEncoder>

/** Encodes one chunk into the shared memory. */
export const encodeWork = (encode: Encode, memory: BatchMemory, work: EncodeWork): void => {
  if (work.stage === 'encode-file') encodeFile(encode, memory, work)
  else encodeList(encode, memory, work)
}

const encodeList = (
  encode: Encode,
  memory: BatchMemory,
  work: Extract<EncodeWork, { readonly stage: 'encode-list' }>,
): void => {
  const cells = emptyCells(BATCH_FIELDS.length)
  let next = tokenStartOf(memory, Math.floor(work.first / CHUNK_RECORDS))
  work.people.forEach(({ handle, person }, i) => {
    writeTexts(
      BATCH_FIELDS.map((field) => person[field] ?? ''),
      cells,
    )
    next = encode(work.first + i, next, handleKey(handle), cells)
  })
}

const encodeFile = (
  encode: Encode,
  memory: BatchMemory,
  { source, bytes: part }: Extract<EncodeWork, { readonly stage: 'encode-file' }>,
): void => {
  const cells = emptyCells(BATCH_FIELDS.length)
  const { handleColumn } = source
  const fields = BATCH_FIELDS.map((_, field) => field).filter((field) => columnOf(source, field) !== undefined)
  const columns = fields.map((field) => columnOf(source, field) ?? 0)
  const missing = new Set(source.missing)
  const bytes = readPart(source.path, part)
  cells.bytes = bytes
  let record = part.first
  let next = tokenStartOf(memory, Math.floor(part.first / CHUNK_RECORDS))
  eachRow(bytes, source.delimiter, ({ count, from, to }) => {
    for (let i = 0; i < fields.length; i += 1) {
      const field = fields[i] ?? 0
      const column = columns[i] ?? 0
      if (column < count) placeCell(cells, field, from[column] ?? 0, to[column] ?? 0)
      else silenceCell(cells, field)
      if (missing.size > 0 && missing.has(textOf(cells, field))) silenceCell(cells, field)
    }
    const key =
      handleColumn === undefined || handleColumn >= count
        ? handleKey(String(record))
        : (handleKeyOf(bytes, from[handleColumn] ?? 0, to[handleColumn] ?? 0) ??
          handleKey(bytes.toString('utf8', from[handleColumn], to[handleColumn])))
    if (record < part.first + part.count) next = encode(record, next, key, cells)
    record += 1
  })
}
const columnOf = ({ columns }: FileSource, field: number): number | undefined => columns[BATCH_FIELDS[field] ?? 'given']
