/**
 * Reads a sheet of an xlsx workbook row by row from disk. Everything is judged from the zip directory before a byte is
 * unpacked, and while unpacking a part never grows past what its directory said. We read the format ourselves because a
 * general library unpacks first, keeps the whole book in memory and hands out results of formulas.
 */
import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { bytesBetween, readAt } from './file-bytes.store.ts'
import { TableRefused } from './refused.ts'
import { mergedRows, sheetReader, TooManyColumns } from './sheet-rows.ts'
import type { TableLimits, TableRow } from './table.ts'
import {
  type CellMeaning,
  type Relations,
  relationsPart,
  type Sheet,
  stylesPart,
  textsPart,
  workbookPart,
} from './workbook-parts.ts'
import { UnreadableXml, type XmlEvents, xmlScanner } from './xml-scan.ts'
import { findDirectory, readDirectory, ZIP_TAIL_BYTES, type ZipEntry } from './zip-directory.ts'

export type OpenBook = {
  readonly sheets: readonly Sheet[]
  /** The rows of a sheet, a piece of the file at a time. */
  rows(sheet: Sheet): AsyncGenerator<Piece>
}
export type Piece = { readonly rows: readonly TableRow[]; readonly bytes: number; readonly hiddenRows: number }

/** Opens the workbook, or throws `TableRefused` with the reason why it is none, or none that we read. */
export const openXlsx = async (file: FileHandle, fileBytes: number, limits: TableLimits): Promise<OpenBook> => {
  const parts = await directoryOf(file, fileBytes, limits)
  refuseOtherBooks(parts)
  const read = <Answer>(name: string, part: { events: XmlEvents; answer(): Answer }) =>
    readPart(file, parts, name, part)
  const main = [...((await read('_rels/.rels', relationsPart())) ?? NO_RELATIONS).values()].find((r) =>
    r.type.endsWith('/officeDocument'),
  )
  const home = resolve('', main?.target ?? 'xl/workbook.xml')
  const book = await read(home, workbookPart(limits.sheets))
  if (!book) throw new TableRefused('workbook-not-xlsx')
  const folder = home.slice(0, home.lastIndexOf('/') + 1)
  const relations = (await read(`${folder}_rels/${home.slice(folder.length)}.rels`, relationsPart())) ?? NO_RELATIONS
  const byType = (type: string): string | undefined => {
    const found = [...relations.values()].find((relation) => relation.type.endsWith(`/${type}`))
    return found ? resolve(folder, found.target) : undefined
  }
  const meaning: CellMeaning = {
    texts: (await read(byType('sharedStrings') ?? '', textsPart(limits))) ?? [],
    dateStyles: (await read(byType('styles') ?? '', stylesPart())) ?? [],
    from1904: book.from1904,
  }
  const partOf = (sheet: Sheet): ZipEntry => {
    const target = relations.get(sheet.relation)?.target
    const entry = target === undefined ? undefined : parts.get(resolve(folder, target))
    if (!entry) throw new TableRefused('workbook-unreadable')
    return entry
  }
  return {
    sheets: book.sheets.filter((sheet) => parts.has(resolve(folder, relations.get(sheet.relation)?.target ?? ''))),
    rows: (sheet) => sheetPieces(file, partOf(sheet), meaning, limits),
  }
}

const NO_RELATIONS: Relations = new Map()

const directoryOf = async (
  file: FileHandle,
  fileBytes: number,
  limits: TableLimits,
): Promise<ReadonlyMap<string, ZipEntry>> => {
  const tailBytes = Math.min(fileBytes, ZIP_TAIL_BYTES)
  const end = findDirectory(await readAt(file, fileBytes - tailBytes, tailBytes), fileBytes)
  if (!end.ok) throw new TableRefused(end.refusal.code)
  const entries = readDirectory(await readAt(file, end.value.offset, end.value.size), end.value, limits)
  if (!entries.ok) throw new TableRefused(entries.refusal.code)
  return new Map(entries.value.map((entry) => [entry.name, entry]))
}

const refuseOtherBooks = (parts: ReadonlyMap<string, ZipEntry>): void => {
  const names = [...parts.keys()]
  if (names.some((name) => name.endsWith('vbaProject.bin'))) throw new TableRefused('workbook-has-macros')
  if (!names.includes('[Content_Types].xml')) throw new TableRefused('workbook-not-xlsx')
}

/** A target inside the book as the name of an entry; `/xl/a.xml`, `worksheets/sheet1.xml` and `../xl/a.xml` all occur. */
const resolve = (folder: string, target: string): string => {
  if (target.startsWith('/')) return target.slice(1)
  const path: string[] = []
  for (const step of `${folder}${target}`.split('/')) {
    if (step === '..') path.pop()
    else if (step !== '.') path.push(step)
  }
  return path.join('/')
}

const readPart = async <Answer>(
  file: FileHandle,
  parts: ReadonlyMap<string, ZipEntry>,
  name: string,
  part: { events: XmlEvents; answer(): Answer },
): Promise<Answer | undefined> => {
  const entry = parts.get(name)
  if (!entry) return undefined
  const scanner = xmlScanner(part.events)
  for await (const piece of unpack(file, entry)) scanned(() => scanner.push(piece.text))
  scanned(() => scanner.end())
  return part.answer()
}

/** The sheet twice: first for merged cells, which stand behind the rows they spoil, then for the rows. */
async function* sheetPieces(
  file: FileHandle,
  entry: ZipEntry,
  meaning: CellMeaning,
  limits: TableLimits,
): AsyncGenerator<Piece> {
  const merged = await mergedIn(file, entry)
  const sheet = sheetReader(meaning, limits)
  const scanner = xmlScanner(sheet.events)
  const pieceOf = (bytes: number): Piece => ({
    rows: sheet.take().map((row) => (merged[row.line] === 1 ? { ...row, refused: 'cells-merged' } : row)),
    bytes,
    hiddenRows: sheet.hiddenRows(),
  })
  for await (const piece of unpack(file, entry)) {
    scanned(() => scanner.push(piece.text))
    yield pieceOf(piece.bytes)
  }
  scanned(() => scanner.end())
  yield pieceOf(0)
}

/** One mark per row that lies in a merged range: such a row shows a value that is stored elsewhere. */
const mergedIn = async (file: FileHandle, entry: ZipEntry): Promise<Uint8Array> => {
  const marks = new Uint8Array(1_048_577)
  let waiting = ''
  for await (const piece of unpack(file, entry)) {
    waiting += piece.text
    for (const found of waiting.matchAll(MERGE)) {
      const range = mergedRows(found[1] ?? '')
      if (range) marks.fill(1, range.from, range.to + 1)
    }
    const last = waiting.lastIndexOf('<')
    waiting = last === -1 ? '' : waiting.slice(last, last + 1_000)
  }
  return marks
}
const MERGE = /<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z0-9:]{1,24})"/g

/** XML that we cannot read is a reason about the file, not a fault of ours. */
const scanned = (step: () => void): void => {
  try {
    step()
  } catch (error) {
    if (error instanceof TooManyColumns) throw new TableRefused('file-too-wide', { max: error.max })
    if (error instanceof UnreadableXml) throw new TableRefused('workbook-unreadable')
    throw error
  }
}

/** The text of one part. Throws `TableRefused` when it does not unpack, or unpacks to more than its directory promised. */
async function* unpack(
  file: FileHandle,
  entry: ZipEntry,
): AsyncGenerator<{ readonly text: string; readonly bytes: number }> {
  const start = await dataStart(file, entry)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let unpacked = 0
  try {
    for await (const bytes of inflated(file, entry, start)) {
      unpacked += bytes.length
      if (unpacked > entry.unpacked) throw new TableRefused('zip-too-large')
      yield { text: decoder.decode(bytes, { stream: true }), bytes: bytes.length }
    }
    yield { text: decoder.decode(), bytes: 0 }
  } catch (error) {
    if (error instanceof TableRefused) throw error
    // Broken compression (zlib codes) or text that is not UTF-8: the file is damaged.
    if (error instanceof TypeError || (error instanceof Error && 'code' in error))
      throw new TableRefused('workbook-unreadable')
    throw error
  }
}

const dataStart = async (file: FileHandle, entry: ZipEntry): Promise<number> => {
  const header = await readAt(file, entry.offset, 30)
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength)
  if (header.length < 30 || view.getUint32(0, true) !== 0x04034b50) throw new TableRefused('zip-unreadable')
  return entry.offset + 30 + view.getUint16(26, true) + view.getUint16(28, true)
}

async function* inflated(file: FileHandle, entry: ZipEntry, start: number): AsyncGenerator<Uint8Array> {
  if (entry.packed === 0) return
  const packed = bytesBetween(file, start, start + entry.packed)
  if (entry.method === 0) return yield* packed
  if (entry.method !== 8) throw new TableRefused('workbook-unreadable')
  const source = Readable.from(packed)
  const inflate = createInflateRaw({ chunkSize: 262_144 })
  source.on('error', (error) => inflate.destroy(error))
  try {
    yield* source.pipe(inflate)
  } finally {
    inflate.destroy()
    source.destroy()
  }
}
