/**
 * Counting shared bits of one encoding with very many: WebAssembly with `i64.popcnt`, the query held in locals. JavaScript has
 * no instruction for counting bits and needs some twenty times as long. The bytes of the module are put together here,
 * instruction by instruction, so that there is nothing in it that cannot be read. `encoding.ts` is the oracle in tests.
 *
 * The module sees one memory and writes nothing but counts. Places and lengths are in bytes.
 */
import {
  again,
  type Code,
  codeOf,
  each,
  I32,
  I64,
  load64,
  moduleOf,
  NOTHING,
  OP,
  step,
  unsigned,
} from './wasm-assembly.ts'

/** Where the parts of one call lie in the memory. */
export type KernelCall = {
  /** First byte of the query. */
  readonly query: number
  /** First byte of the first row, and bytes from one row to the next. */
  readonly rows: number
  readonly stride: number
  /** Where one 32-bit count per row goes. */
  readonly counts: number
}
export type BloomKernel = {
  readonly memory: WebAssembly.Memory
  /** Shared bits of the query with `count` rows that follow each other. */
  scan(call: KernelCall, count: number): void
  /** The same for the rows whose numbers (32 bits each) stand at `numbers`. */
  gather(call: KernelCall, numbers: number, count: number): void
}

/** A kernel for pieces of `words` 32-bit words (even, at most 64) over a memory; a small one of its own when none is given. */
export const bloomKernel = (words: number, memory = new WebAssembly.Memory({ initial: 1 })): BloomKernel => {
  if (words < 2 || words > 64 || words % 2 !== 0)
    throw new RangeError('a kernel takes an even number of words, 2 to 64')
  const module = new WebAssembly.Module(kernelBytes(words / 2))
  const { exports } = new WebAssembly.Instance(module, { env: { memory } })
  // Safe: the bytes above export exactly these two functions with these parameters; a test calls both.
  const { scan, gather } = exports as {
    scan: (query: number, rows: number, stride: number, counts: number, count: number) => void
    gather: (query: number, rows: number, stride: number, counts: number, count: number, numbers: number) => void
  }
  return {
    memory,
    scan: ({ query, rows, stride, counts }, count) => {
      if (count > 0) scan(query, rows, stride, counts, count)
    },
    gather: ({ query, rows, stride, counts }, numbers, count) => {
      if (count > 0) gather(query, rows, stride, counts, count, numbers)
    },
  }
}

/** The module itself, for pieces of so many 64-bit words. */
export const kernelBytes = (longs: number): Uint8Array<ArrayBuffer> =>
  moduleOf([
    { name: 'scan', parameters: 5, code: scanCode(longs) },
    { name: 'gather', parameters: 6, code: gatherCode(longs) },
  ])

const [QUERY, ROWS, STRIDE, COUNTS, COUNT, NUMBERS] = [0, 1, 2, 3, 4, 5] as const

/** Locals behind five parameters: the words of the query. */
const scanCode = (longs: number): Code =>
  codeOf(
    [[longs, I64]],
    [
      ...loadQuery(longs, 5),
      ...[OP.loop, NOTHING],
      ...storeCount(sharedBitsOf(longs, 5, ROWS)),
      ...step(ROWS, [OP.get, STRIDE]),
      ...step(COUNTS, [OP.constant32, 4]),
      ...again(COUNT),
    ],
  )

/** Locals behind six parameters: the place of the row, then the words of the query. */
const gatherCode = (longs: number): Code => {
  const row = 6
  return codeOf(
    [
      [1, I32],
      [longs, I64],
    ],
    [
      ...loadQuery(longs, row + 1),
      ...[OP.loop, NOTHING],
      ...[OP.get, ROWS, OP.get, NUMBERS, OP.load32, 2, 0, OP.get, STRIDE, OP.multiply32, OP.add32, OP.set, row],
      ...storeCount(sharedBitsOf(longs, row + 1, row)),
      ...step(NUMBERS, [OP.constant32, 4]),
      ...step(COUNTS, [OP.constant32, 4]),
      ...again(COUNT),
    ],
  )
}

const loadQuery = (longs: number, first: number): Code =>
  each(longs, (i) => [...load64(QUERY, i), OP.set, ...unsigned(first + i)])

const sharedBitsOf = (longs: number, first: number, row: number): Code => [
  ...each(longs, (i) => [
    ...load64(row, i),
    ...[OP.get, ...unsigned(first + i), OP.and64, OP.countBits64],
    ...(i === 0 ? [] : [OP.add64]),
  ]),
  OP.wrap64,
]

const storeCount = (count: Code): Code => [OP.get, COUNTS, ...count, OP.store32, 2, 0]
