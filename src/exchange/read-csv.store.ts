/** Reads delimited text from disk in pieces, after settling for the whole file which characters its bytes are. */
import type { FileHandle } from 'node:fs/promises'
import type { TextEncoding } from './content-kind.ts'
import { csvReader, detectShape } from './csv-rows.ts'
import { bytesBetween } from './file-bytes.store.ts'
import type { Piece } from './read-xlsx.store.ts'
import { TableRefused } from './refused.ts'
import type { TableLimits } from './table.ts'

export type OpenText = { readonly encoding: TextEncoding | 'windows-1252'; pieces(): AsyncGenerator<Piece> }

const SAMPLE = 65_536

/** Opens text whose encoding its first bytes told; UTF-8 is only a guess and is checked to the end. */
export const openText = async (
  file: FileHandle,
  told: TextEncoding,
  bomBytes: number,
  limits: TableLimits,
): Promise<OpenText> => {
  const encoding = await settleEncoding(file, told, bomBytes)
  return { encoding, pieces: () => csvPieces(file, encoding, bomBytes, limits) }
}

/**
 * Every byte is decoded once before any row is read, so that a file is never half one encoding and half another.
 * Windows-1252 is the answer only for bytes that cannot be UTF-8 and hold no valid UTF-8 letter beyond ASCII either.
 */
const settleEncoding = async (
  file: FileHandle,
  told: TextEncoding,
  bomBytes: number,
): Promise<TextEncoding | 'windows-1252'> => {
  if (await decodes(file, told, bomBytes)) return told
  if (told !== 'utf-8' || bomBytes > 0) throw new TableRefused('encoding-broken')
  const decoder = new TextDecoder('utf-8')
  for await (const bytes of bytesBetween(file, 0)) {
    if (BEYOND_ASCII.test(decoder.decode(bytes, { stream: true }))) throw new TableRefused('encoding-mixed')
  }
  return 'windows-1252'
}

/** A letter beyond ASCII that was decoded well: anything but the mark for bytes that were not. */
const BEYOND_ASCII = /[\u0080-\ufffc\ufffe\uffff]/

const decodes = async (file: FileHandle, encoding: TextEncoding, start: number): Promise<boolean> => {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
  try {
    for await (const bytes of bytesBetween(file, start)) decoder.decode(bytes, { stream: true })
    decoder.decode()
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

async function* csvPieces(
  file: FileHandle,
  encoding: string,
  start: number,
  limits: TableLimits,
): AsyncGenerator<Piece> {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true })
  const bytes = bytesBetween(file, start)
  const first = await bytes.next()
  const head = first.done ? '' : decoder.decode(first.value, { stream: true })
  const shape = detectShape(head.slice(0, SAMPLE), limits)
  const reader = csvReader(shape, limits)
  let skip = shape.skipLine ? 1 : 0
  const pieceOf = (rows: ReturnType<typeof reader.push>, read: number): Piece => {
    const kept = rows.slice(skip)
    skip = Math.max(0, skip - rows.length)
    return { rows: kept, bytes: read, hiddenRows: 0 }
  }
  yield pieceOf(reader.push(head), first.done ? 0 : first.value.length)
  for await (const more of bytes) yield pieceOf(reader.push(decoder.decode(more, { stream: true })), more.length)
  yield pieceOf([...reader.push(decoder.decode()), ...reader.end()], 0)
}
