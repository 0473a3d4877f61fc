/**
 * Counting shared bits of one encoding with very many: WebAssembly with `i64.popcnt`, the query held in locals. JavaScript has
 * no instruction for counting bits and needs some twenty times as long. The bytes of the module are put together here,
 * instruction by instruction, so that there is nothing in it that cannot be read. `encoding.ts` is the oracle in tests.
 *
 * The module sees one memory and writes nothing but counts. Places and lengths are in bytes.
 */

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
  Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [functionType(5), functionType(6)]),
    ...section(2, [[...text('env'), ...text('memory'), 0x02, 0x00, ...unsigned(1)]]),
    ...section(3, [[0], [1]]),
    ...section(7, [
      [...text('scan'), 0x00, 0],
      [...text('gather'), 0x00, 1],
    ]),
    ...section(10, [scanBody(longs), gatherBody(longs)]),
  ])

const I32 = 0x7f
const I64 = 0x7e
const NOTHING = 0x40
const OP = {
  loop: 0x03,
  end: 0x0b,
  branchIf: 0x0d,
  get: 0x20,
  set: 0x21,
  tee: 0x22,
  load32: 0x28,
  load64: 0x29,
  store32: 0x36,
  constant32: 0x41,
  add32: 0x6a,
  subtract32: 0x6b,
  multiply32: 0x6c,
  countBits64: 0x7b,
  add64: 0x7c,
  and64: 0x83,
  wrap64: 0xa7,
} as const
const [QUERY, ROWS, STRIDE, COUNTS, COUNT, NUMBERS] = [0, 1, 2, 3, 4, 5] as const

/** Locals behind five parameters: the words of the query. */
const scanBody = (longs: number): readonly number[] =>
  body(
    [[longs, I64]],
    [
      ...loadQuery(longs, 5),
      ...[OP.loop, NOTHING],
      ...storeCount(sharedBitsOf(longs, 5, ROWS)),
      ...step(ROWS, [OP.get, STRIDE]),
      ...step(COUNTS, [OP.constant32, 4]),
      ...again(),
    ],
  )

/** Locals behind six parameters: the place of the row, then the words of the query. */
const gatherBody = (longs: number): readonly number[] => {
  const row = 6
  return body(
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
      ...again(),
    ],
  )
}

const each = (longs: number, make: (i: number) => readonly number[]): readonly number[] =>
  Array.from({ length: longs }, (_, i) => make(i)).flat()

/** Alignment 2^2: an encoding starts at a multiple of four bytes. */
const load64 = (from: number, i: number): readonly number[] => [OP.get, from, OP.load64, 2, ...unsigned(8 * i)]

const loadQuery = (longs: number, first: number): readonly number[] =>
  each(longs, (i) => [...load64(QUERY, i), OP.set, ...unsigned(first + i)])

const sharedBitsOf = (longs: number, first: number, row: number): readonly number[] => [
  ...each(longs, (i) => [
    ...load64(row, i),
    ...[OP.get, ...unsigned(first + i), OP.and64, OP.countBits64],
    ...(i === 0 ? [] : [OP.add64]),
  ]),
  OP.wrap64,
]

const storeCount = (count: readonly number[]): readonly number[] => [OP.get, COUNTS, ...count, OP.store32, 2, 0]
const step = (local: number, by: readonly number[]): readonly number[] => [
  OP.get,
  local,
  ...by,
  OP.add32,
  OP.set,
  local,
]

/** One row less; on with the loop while there are any. */
const again = (): readonly number[] => [
  ...[OP.get, COUNT, OP.constant32, 1, OP.subtract32, OP.tee, COUNT],
  ...[OP.branchIf, 0, OP.end],
]

const body = (
  locals: readonly (readonly [count: number, type: number])[],
  code: readonly number[],
): readonly number[] => {
  const bytes = [...counted(locals.map(([count, type]) => [...unsigned(count), type])), ...code, OP.end]
  return [...unsigned(bytes.length), ...bytes]
}
const functionType = (parameters: number): readonly number[] => [
  0x60,
  ...unsigned(parameters),
  ...Array.from({ length: parameters }, () => I32),
  0,
]
const section = (id: number, items: readonly (readonly number[])[]): readonly number[] => {
  const bytes = counted(items)
  return [id, ...unsigned(bytes.length), ...bytes]
}
const counted = (items: readonly (readonly number[])[]): readonly number[] => [
  ...unsigned(items.length),
  ...items.flat(),
]
const text = (name: string): readonly number[] => [...unsigned(name.length), ...new TextEncoder().encode(name)]

/** LEB128, as the format writes numbers that are not negative. */
const unsigned = (value: number): readonly number[] =>
  value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)]
