/** Where described persons come from: a file that every worker reads its own part of, or a list in memory. */
import { closeSync, openSync, readSync } from 'node:fs'
import { type ByteChunk, eachRecord, recordFinder } from './batch-csv.ts'
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

const PIECE = 1 << 22

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

/** The text of a part of a file. */
export const readBytes = (path: string, { from, to }: { readonly from: number; readonly to: number }): string => {
  const file = openSync(path, 'r')
  try {
    const bytes = Buffer.allocUnsafe(to - from)
    const read = readSync(file, bytes, 0, to - from, from)
    return bytes.toString('utf8', 0, read)
  } finally {
    closeSync(file)
  }
}

/** Encodes one chunk into the shared memory. */
export const encodeWork = (encode: ReturnType<typeof cellEncoder>, memory: BatchMemory, work: EncodeWork): void => {
  if (work.stage === 'encode-list') {
    let next = tokenStartOf(memory, Math.floor(work.first / CHUNK_RECORDS))
    work.people.forEach(({ handle, person }, i) => {
      next = encode(
        work.first + i,
        next,
        handle,
        BATCH_FIELDS.map((field) => person[field] ?? ''),
      )
    })
    return
  }
  const { source, bytes } = work
  const places = BATCH_FIELDS.map((field) => source.columns[field] ?? -1)
  const missing = new Set(source.missing)
  const fields = BATCH_FIELDS.map(() => '')
  let record = bytes.first
  let next = tokenStartOf(memory, Math.floor(bytes.first / CHUNK_RECORDS))
  eachRecord(readBytes(source.path, bytes), source.delimiter, (cells) => {
    for (let i = 0; i < places.length; i += 1) {
      const place = places[i] ?? -1
      if (place < 0) continue
      const cell = (cells[place] ?? '').trim()
      fields[i] = missing.size > 0 && missing.has(cell) ? '' : cell
    }
    const handle = source.handleColumn === undefined ? String(record) : (cells[source.handleColumn] ?? String(record))
    if (record < bytes.first + bytes.count) next = encode(record, next, handle, fields)
    record += 1
  })
}
