/** The memory that all workers share: rows, tokens and the entries of blocks, in flat columns. Pages that nobody writes cost nothing. */
import { BATCH_TOKENS_MAX } from './batch-tokens.ts'

export type BatchMemory = {
  readonly size: number
  readonly stride: number
  /** Room for tokens per record; they are packed within a chunk. */
  readonly tokenRoom: number
  readonly rows: Uint32Array
  readonly tokens: Uint32Array
  /** How many records hold the token at the same place. */
  readonly holders: Uint16Array
  readonly tokenStarts: Uint32Array
  readonly tokenCounts: Uint8Array
  /** The tokens that a record stays in, rarest first; packed anew, so that making them twice does no harm. */
  readonly kept: Uint32Array
  /** How many records hold the kept token at the same place. */
  readonly keptHolders: Uint16Array
  readonly keptStarts: Uint32Array
  readonly keptCounts: Uint8Array
  /** What results are ordered by. */
  readonly keys: Float64Array
  readonly planes: Uint8Array
  /** Pairs of token and record, sorted into partitions by token. */
  readonly entries: Uint32Array
  /** How often each value occurs, by a part of its hash. Weighing is done before there are entries: they share their room. */
  readonly counts: Uint32Array
  /** For each chunk and partition, where its next entry goes. */
  readonly cursors: Uint32Array
}

/** Records that are worked on together. */
export const CHUNK_RECORDS = 8192
const PARTITION_ENTRIES = 1 << 15
const COUNT_BITS_MAX = 22

export const chunksOf = (size: number): number => Math.max(1, Math.ceil(size / CHUNK_RECORDS))
/** A power of two, so that the top bits of a token name its partition. */
export const partitionBitsOf = (size: number): number =>
  Math.max(0, Math.ceil(Math.log2((size * 12) / PARTITION_ENTRIES)))

const columnOf = {
  u32: (length: number) => new Uint32Array(new SharedArrayBuffer(Math.max(1, length) * 4)),
  u16: (length: number) => new Uint16Array(new SharedArrayBuffer(Math.max(1, length) * 2)),
  u8: (length: number) => new Uint8Array(new SharedArrayBuffer(Math.max(1, length))),
  f64: (length: number) => new Float64Array(new SharedArrayBuffer(Math.max(1, length) * 8)),
}

const countsFor = (size: number): number =>
  1 << Math.min(COUNT_BITS_MAX, Math.max(10, Math.ceil(Math.log2(size * 4 + 1))))

/** Memory for `size` records with rows of `stride` numbers. */
export const batchMemory = (size: number, stride: number, tokenRoom: number = BATCH_TOKENS_MAX + 1): BatchMemory => {
  const counts = countsFor(size)
  const entries = columnOf.u32(Math.max(counts, size * tokenRoom * 2))
  return {
    size,
    stride,
    tokenRoom,
    rows: columnOf.u32(size * stride),
    tokens: columnOf.u32(size * tokenRoom),
    holders: columnOf.u16(size * tokenRoom),
    tokenStarts: columnOf.u32(size),
    tokenCounts: columnOf.u8(size),
    kept: columnOf.u32(size * tokenRoom),
    keptHolders: columnOf.u16(size * tokenRoom),
    keptStarts: columnOf.u32(size),
    keptCounts: columnOf.u8(size),
    keys: columnOf.f64(size),
    planes: columnOf.u8(size),
    entries,
    counts: entries.subarray(0, counts),
    cursors: columnOf.u32(chunksOf(size) << partitionBitsOf(size)),
  }
}
