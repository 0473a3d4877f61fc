/**
 * The table of contents of a zip file (APPNOTE 6.3.10, 4.3.12 and 4.3.16), read before anything is unpacked, and the
 * judgement whether it may be unpacked at all. Pure: takes bytes, gives entries.
 */
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import type { TableLimits } from './table.ts'

export type ZipEntry = {
  readonly name: string
  readonly method: number
  readonly packed: number
  readonly unpacked: number
  /** Where the local header starts. */
  readonly offset: number
}

export type ZipRefusal = 'zip-unreadable' | 'zip-too-large' | 'zip-path-escapes' | 'zip-encrypted'

/** The end record lies within the last 65,557 bytes: 22 of its own and a comment of at most 65,535. */
export const ZIP_TAIL_BYTES = 65_557

const MAX_DIRECTORY_BYTES = 4_000_000

export type ZipEnd = { readonly entries: number; readonly size: number; readonly offset: number }

/** Finds the directory from the tail of the file. Zip64 is refused: what needs it is larger than we read. */
export const findDirectory = (tail: Uint8Array, fileBytes: number): Outcome<ZipEnd, ZipRefusal> => {
  const view = viewOf(tail)
  for (let at = tail.length - 22; at >= 0; at -= 1) {
    if (view.getUint32(at, true) !== 0x06054b50) continue
    const entries = view.getUint16(at + 10, true)
    const size = view.getUint32(at + 12, true)
    const offset = view.getUint32(at + 16, true)
    if (entries === 0xffff || size === 0xffffffff || offset === 0xffffffff) return refuse('zip-too-large')
    // 2,000 names of ordinary length take far less; a directory of many megabytes is an attack on memory.
    if (size > MAX_DIRECTORY_BYTES) return refuse('zip-too-large')
    return offset + size <= fileBytes ? accept({ entries, size, offset }) : refuse('zip-unreadable')
  }
  return refuse('zip-unreadable')
}

/** Reads the entries and refuses the whole when one escapes its folder, is locked, or would unpack to too much. */
export const readDirectory = (
  bytes: Uint8Array,
  end: ZipEnd,
  limits: TableLimits,
): Outcome<readonly ZipEntry[], ZipRefusal> => {
  if (end.entries > limits.zipEntries) return refuse('zip-too-large')
  const view = viewOf(bytes)
  const entries: ZipEntry[] = []
  let at = 0
  for (let count = 0; count < end.entries; count += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) return refuse('zip-unreadable')
    const nameEnd = at + 46 + view.getUint16(at + 28, true)
    if (nameEnd > bytes.length) return refuse('zip-unreadable')
    const name = new TextDecoder().decode(bytes.subarray(at + 46, nameEnd))
    if (escapes(name)) return refuse('zip-path-escapes')
    if (view.getUint16(at + 8, true) & 1) return refuse('zip-encrypted')
    entries.push({
      name,
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    })
    at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return isBomb(entries, limits) ? refuse('zip-too-large') : accept(entries)
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Nothing is written to disk here, but a file that tries to leave its folder is not a workbook. */
const escapes = (name: string): boolean =>
  name.includes('\\') ||
  name.includes('\0') ||
  name.startsWith('/') ||
  /^[a-z]:/i.test(name) ||
  name.split('/').includes('..')

const isBomb = (entries: readonly ZipEntry[], limits: TableLimits): boolean =>
  entries.reduce((sum, entry) => sum + entry.unpacked, 0) > limits.unpackedBytes ||
  entries.some(
    (entry) => entry.unpacked > limits.ratioFromBytes && entry.unpacked > entry.packed * limits.unpackedRatio,
  )
