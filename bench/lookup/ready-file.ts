/** Ready records in one flat buffer: making a million encodings takes minutes, so a run may keep them and a next one read them. */
import { closeSync, existsSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { ENCODING_WORDS, TOKEN_BYTES } from '../../src/linkage/index.ts'
import { benchEncoder, personOf, type Ready, readyOf } from './population.ts'

const ROW_BYTES = ENCODING_WORDS * 4

export type ReadyRecords = { readonly count: number; readonly meanTokens: number; at(number: number): Ready }

const packed = ({ tokens, row }: Ready): Buffer =>
  Buffer.concat([
    Buffer.of(tokens.length),
    ...tokens.map((token) => Buffer.from(token, 'base64url').subarray(0, TOKEN_BYTES)),
    Buffer.from(row.buffer, row.byteOffset, ROW_BYTES),
  ])

/** Makes the records of these numbers, or reads them when `keep` names a file that is there. */
export const readyRecords = (
  count: number,
  seed: number,
  keep: string | undefined,
  say: (line: string) => void,
): ReadyRecords => {
  const parts = keep !== undefined && existsSync(keep) ? [readInParts(keep)] : [makeRecords(count, seed, say)]
  if (keep !== undefined && !existsSync(keep)) writeParts(keep, parts.flat())
  return readerOf(parts.flat(), count)
}

const PART_RECORDS = 50_000

const makeRecords = (count: number, seed: number, say: (line: string) => void): readonly Buffer[] => {
  const encoder = benchEncoder()
  const parts: Buffer[] = []
  for (let from = 0; from < count; from += PART_RECORDS) {
    const records: Buffer[] = []
    for (let i = from; i < Math.min(from + PART_RECORDS, count); i += 1)
      records.push(packed(readyOf(personOf(i, seed), encoder)))
    parts.push(Buffer.concat(records))
    say(`${Math.min(from + PART_RECORDS, count)} of ${count} records made`)
  }
  return parts
}

// Each part with its length before it: one buffer cannot hold more than two gigabytes.
const writeParts = (file: string, parts: readonly Buffer[]): void => {
  const handle = openSync(`${file}.part`, 'w')
  for (const part of parts) {
    const length = Buffer.alloc(4)
    length.writeUInt32LE(part.length)
    writeSync(handle, length)
    writeSync(handle, part)
  }
  closeSync(handle)
  renameSync(`${file}.part`, file)
}

const readInParts = (file: string): readonly Buffer[] => {
  const whole = readFileSync(file)
  const parts: Buffer[] = []
  let at = 0
  while (at < whole.length) {
    const length = whole.readUInt32LE(at)
    parts.push(whole.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return parts
}

const readerOf = (parts: readonly Buffer[], count: number): ReadyRecords => {
  const offsets = new Float64Array(count)
  const partOf = new Uint16Array(count)
  let [record, tokens] = [0, 0]
  for (const [number, part] of parts.entries())
    for (let at = 0; at < part.length && record < count; record += 1) {
      offsets[record] = at
      partOf[record] = number
      tokens += part[at] ?? 0
      at += 1 + TOKEN_BYTES * (part[at] ?? 0) + ROW_BYTES
    }
  if (record < count) throw new RangeError(`only ${record} records`)
  return {
    count,
    meanTokens: tokens / Math.max(count, 1),
    at: (number) => unpacked(parts[partOf[number] ?? 0] ?? Buffer.alloc(0), offsets[number] ?? 0),
  }
}

const unpacked = (part: Buffer, offset: number): Ready => {
  const count = part[offset] ?? 0
  const rowAt = offset + 1 + count * TOKEN_BYTES
  return {
    tokens: Array.from({ length: count }, (_, i) => {
      const at = offset + 1 + i * TOKEN_BYTES
      return part.toString('base64url', at, at + TOKEN_BYTES)
    }),
    row: new Uint32Array(Uint8Array.from(part.subarray(rowAt, rowAt + ROW_BYTES)).buffer),
  }
}
