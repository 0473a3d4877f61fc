/**
 * Comparing a probe with all its candidates at once: how many bits each slot has and shares, and how much the names weigh, counted
 * in WebAssembly where the rows lie. What the counts mean stays in `match-levels.ts`; this file decides nothing, and
 * `match-levels.ts` without it counts the same (a test compares both, bit for bit).
 */
import { countBits, ENCODING_WORDS, SLOTS, type Slot, type SlotName } from './encoding.ts'
import type { PairCounts } from './match-levels.ts'
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
  signed,
  step,
  unsigned,
} from './wasm-assembly.ts'

/** The head of the memory, before the rows: weights of bits, numbers of candidates, what was counted. */
export const KERNEL_HEAD_BYTES = 131_072
const WEIGHTS_AT = 0
export const NUMBERS_AT = 16_384
export const COUNTED_AT = 32_768
/**
 * Weights of bits are whole multiples of this: their sum is then exact in any order, and four bits can be weighed at once from a
 * table of the sixteen sums that they can make.
 */
export const WEIGHT_UNITS = 4096
/** Candidates of one call; more go in several. */
export const TOGETHER = 448
/** Counts of 16 bits by place of the slot, shared ones behind them, crossed ones last; then the shared weight. */
const PLACES = ENCODING_WORDS / 4
const CROSSED = 2 * PLACES
const ENTRY_BYTES = 120
const LINE_BYTES = 64
const WEIGHT_BYTES = ENTRY_BYTES - 8
/** From here on the head is free for others (match-sieve.ts). */
export const COUNTED_END = COUNTED_AT + TOGETHER * ENTRY_BYTES

export type MatchKernel = {
  /** Says how the bits of names weigh from now on. */
  weigh(bitWeights: Float32Array): void
  /** The weight of the whole name of each of these records, in their order. */
  weighNames(records: readonly number[], take: (record: number, weight: number) => void): void
  /** Counts the first record with each of the others, and hands over pair by pair. */
  compare(probe: number, records: readonly number[], take: (pair: KernelPair) => void): void
}

/** A pair that was counted: valid until the next one is handed over. */
export type KernelPair = PairCounts & { readonly a: number; readonly b: number }

export const placeOf = ({ at }: Slot): number => at / 4
// Safe: the keys of a literal object are exactly the names of its type. The name is weighed, not counted.
const COUNTED_SLOTS = (Object.keys(SLOTS) as SlotName[]).filter((name) => name !== 'name').map((name) => SLOTS[name])

/** A kernel over a memory whose rows begin behind its head. */
export const matchKernel = (memory: WebAssembly.Memory): MatchKernel => {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(matchKernelBytes()), { env: { memory } })
  // Safe: the bytes below export exactly these three functions; every test of the kernel calls both.
  const { names, pairs, fetch } = instance.exports as {
    names: (count: number, numbers: number, out: number) => void
    pairs: (count: number, numbers: number, out: number, probe: number) => void
    fetch: (count: number, numbers: number, out: number) => void
  }
  const inParts = (records: readonly number[], act: (part: readonly number[]) => void): void => {
    const numbers = new Uint32Array(memory.buffer, NUMBERS_AT, TOGETHER)
    for (let from = 0; from < records.length; from += TOGETHER) {
      const part = records.slice(from, from + TOGETHER)
      numbers.set(part)
      fetch(part.length, NUMBERS_AT, COUNTED_AT)
      act(part)
    }
  }
  return {
    weigh: (bitWeights) => fillTable(new Int32Array(memory.buffer, WEIGHTS_AT, bitWeights.length * 4), bitWeights),
    weighNames: (records, take) =>
      inParts(records, (part) => {
        names(part.length, NUMBERS_AT, COUNTED_AT)
        const weights = new Float64Array(memory.buffer, COUNTED_AT, part.length)
        part.forEach((record, i) => {
          take(record, weights[i] ?? 0)
        })
      }),
    compare: (probe, records, take) => {
      const ofProbe = countsOf(memory, probe)
      inParts(records, (part) => {
        pairs(part.length, NUMBERS_AT, COUNTED_AT, KERNEL_HEAD_BYTES + probe * ENCODING_WORDS * 4)
        const counts = new Uint16Array(memory.buffer, COUNTED_AT, (part.length * ENTRY_BYTES) / 2)
        const weights = new Float64Array(memory.buffer, COUNTED_AT, (part.length * ENTRY_BYTES) / 8)
        const pair = new CountedPair(probe, ofProbe, counts, weights)
        part.forEach((record, i) => {
          pair.turnTo(record, i)
          take(pair)
        })
      })
    },
  }
}

/** Sixteen sums for each four bits of the name, in units. */
const fillTable = (table: Int32Array, bitWeights: Float32Array): void => {
  for (let first = 0; first < bitWeights.length; first += 4)
    for (let sums = 1; sums < 16; sums += 1) {
      const lowest = 31 - Math.clz32(sums & -sums)
      table[first * 4 + sums] =
        (table[first * 4 + (sums & (sums - 1))] ?? 0) + (bitWeights[first + lowest] ?? 0) * WEIGHT_UNITS
    }
}

/** How many bits each slot of one record has: the record compared with itself. */
export const countsOf = (memory: WebAssembly.Memory, record: number): Uint16Array => {
  const row = new Uint32Array(memory.buffer, KERNEL_HEAD_BYTES + record * ENCODING_WORDS * 4, ENCODING_WORDS)
  const counts = new Uint16Array(PLACES)
  for (const slot of COUNTED_SLOTS) counts[placeOf(slot)] = countBits(row, slot.at, slot.words)
  return counts
}

/** One pair after the other, in the same object: a look-up reads a thousand of them and keeps none. */
class CountedPair implements KernelPair {
  readonly a: number
  b = 0
  readonly #ofProbe: Uint16Array
  readonly #counts: Uint16Array
  readonly #weights: Float64Array
  /** First count of this pair, and the place of its weight. */
  #first = 0
  #weightAt = 0

  constructor(probe: number, ofProbe: Uint16Array, counts: Uint16Array, weights: Float64Array) {
    this.a = probe
    this.#ofProbe = ofProbe
    this.#counts = counts
    this.#weights = weights
  }

  turnTo(record: number, place: number): void {
    this.b = record
    this.#first = place * (ENTRY_BYTES >> 1)
    this.#weightAt = (place * ENTRY_BYTES + WEIGHT_BYTES) >> 3
  }

  bitsOfA(slot: Slot): number {
    return this.#ofProbe[slot.at >> 2] ?? 0
  }

  bitsOfB(slot: Slot): number {
    return this.#counts[this.#first + (slot.at >> 2)] ?? 0
  }

  sharedBits(slotOfA: Slot, slotOfB: Slot): number {
    const crossed = slotOfA === SLOTS.given ? CROSSED : CROSSED + 1
    const place = slotOfA === slotOfB ? PLACES + (slotOfA.at >> 2) : crossed
    return this.#counts[this.#first + place] ?? 0
  }

  get sharedNameWeight(): number {
    return this.#weights[this.#weightAt] ?? 0
  }
}

const [COUNT, NUMBERS, OUT, PROBE, ROW, WORD] = [0, 1, 2, 3, 4, 5] as const

/** The module: `names` weighs whole names, `pairs` compares with the probe. */
export const matchKernelBytes = (): Uint8Array<ArrayBuffer> =>
  moduleOf([
    { name: 'names', parameters: 3, code: namesCode() },
    { name: 'pairs', parameters: 4, code: pairsCode() },
    { name: 'fetch', parameters: 3, code: fetchCode() },
  ])

/** The place of the row whose number comes next. */
export const nextRow = (row: number): Code => [
  ...[OP.get, NUMBERS, OP.load32, 2, 0, OP.constant32, ...signed(ENCODING_WORDS * 4), OP.multiply32],
  ...[OP.constant32, ...signed(KERNEL_HEAD_BYTES), OP.add32, OP.set, row],
]

/** Adds to the sum on the stack what the bits weigh that are set in the word in a local: the `i`th of the name. */
export const addWeights = (word: number, i: number): Code =>
  each(16, (four) => [
    ...[OP.get, word],
    // Four bits, times the four bytes of an entry.
    ...(four === 0 ? [OP.constant64, 2, OP.shiftLeft64] : [OP.constant64, ...signed(4 * four - 2), OP.shiftRight64]),
    ...[OP.wrap64, OP.constant32, 60, OP.and32],
    ...[OP.load32, 2, ...unsigned(WEIGHTS_AT + 64 * (16 * i + four)), OP.add32],
  ])

/** The units on the stack as a weight: times 2^-12, which is exact. */
export const asWeight: Code = [OP.toFloat64, OP.constantFloat64, 0, 0, 0, 0, 0, 0, 0x30, 0x3f, OP.multiplyFloat64]
export const NAME_LONGS = SLOTS.name.words / 2

const namesCode = (): Code => {
  const [row, word] = [3, 4]
  return codeOf(
    [
      [1, I32],
      [1, I64],
    ],
    [
      ...[OP.loop, NOTHING],
      ...nextRow(row),
      ...[OP.get, OUT, OP.constant32, 0],
      ...each(NAME_LONGS, (i) => [...load64(row, i), OP.set, word, ...addWeights(word, i)]),
      ...[...asWeight, OP.storeFloat64, 3, 0],
      ...step(OUT, [OP.constant32, 8]),
      ...step(NUMBERS, [OP.constant32, 4]),
      ...again(COUNT),
    ],
  )
}

const pairsCode = (): Code =>
  codeOf(
    [
      [1, I32],
      [1, I64],
    ],
    [
      ...[OP.loop, NOTHING],
      ...nextRow(ROW),
      ...COUNTED_SLOTS.flatMap((slot) => [
        ...store16(placeOf(slot), bitsOf(slot)),
        ...store16(PLACES + placeOf(slot), sharedOf(slot, slot)),
      ]),
      ...store16(CROSSED, sharedOf(SLOTS.given, SLOTS.surname)),
      ...store16(CROSSED + 1, sharedOf(SLOTS.surname, SLOTS.given)),
      ...[OP.get, OUT, OP.constant32, 0],
      ...each(NAME_LONGS, (i) => [
        ...[...load64(ROW, i), ...load64(PROBE, i), OP.and64, OP.set, WORD],
        ...addWeights(WORD, i),
      ]),
      ...[...asWeight, OP.storeFloat64, 3, ...unsigned(WEIGHT_BYTES)],
      ...step(OUT, [OP.constant32, ...signed(ENTRY_BYTES)]),
      ...step(NUMBERS, [OP.constant32, 4]),
      ...again(COUNT),
    ],
  )

/**
 * Reads one word of each line of the cache that the rows lie in, and keeps the sum where a count will go. A million rows do not
 * fit in any cache; loads that wait for nothing else are under way together, where the comparison would wait for each.
 */
export const fetchCode = (): Code => {
  const [row, sum] = [3, 4]
  return codeOf(
    [[2, I32]],
    [
      ...[OP.loop, NOTHING],
      ...nextRow(row),
      ...each(Math.ceil((ENCODING_WORDS * 4) / LINE_BYTES), (i) => [
        ...[OP.get, sum, OP.get, row, OP.load32, 2, ...unsigned(i * LINE_BYTES), OP.add32, OP.set, sum],
      ]),
      ...step(NUMBERS, [OP.constant32, 4]),
      ...again(COUNT),
      ...[OP.get, OUT, OP.get, sum, OP.store32, 2, 0],
    ],
  )
}

const store16 = (place: number, value: Code): Code => [OP.get, OUT, ...value, OP.store16, 1, ...unsigned(2 * place)]
const sum64 = (longs: number, make: (i: number) => Code): Code => [
  ...each(longs, (i) => [...make(i), OP.countBits64, ...(i === 0 ? [] : [OP.add64])]),
  OP.wrap64,
]
export const bitsOf = ({ at, words }: Slot): Code => sum64(words / 2, (i) => load64(ROW, at / 2 + i))
export const sharedOf = (ofProbe: Slot, ofRow: Slot): Code =>
  sum64(ofRow.words / 2, (i) => [...load64(PROBE, ofProbe.at / 2 + i), ...load64(ROW, ofRow.at / 2 + i), OP.and64])
