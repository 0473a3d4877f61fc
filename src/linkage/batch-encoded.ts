/** Ready encodings in the batch engine: the comparison of the matcher itself (match-levels.ts) over rows that all workers share. */
import type { BlockComparer } from './batch-compare.ts'
import { ENCODING_WORDS, FLIP_SHARE, SLOTS } from './encoding.ts'
import { flipsOfSlots } from './flips.ts'
import { flippedWeight, meanWithoutFlips } from './match-index.ts'
import { type CountedGroup, patternOf } from './match-levels.ts'
import { type Parameters, priorBits } from './match-model.ts'

/** What weighing a whole index gives; made once, read by every worker. */
export type EncodedWeights = {
  readonly bitWeights: Float32Array
  readonly nameWeights: Float32Array
  readonly meanNameWeight: number
  /** Per counted group, how many records hold the same value as each record. */
  readonly same: Readonly<Record<CountedGroup, Uint32Array>>
  readonly size: number
  readonly parameters: Parameters
  /** Evidence in bits below which a pair is no edge, the prior already taken off. */
  readonly bitsLeast: number
}

const NAME_BITS = SLOTS.name.words * 32
const FLIPS = flipsOfSlots(FLIP_SHARE)

/** Weighs rows as the index of the matcher does, over all of them at once; `order` fixes the order in which sums are made. */
export const encodedWeights = (
  rows: Uint32Array,
  order: Uint32Array,
  parameters: Parameters,
  chanceLeast: number,
): EncodedWeights => {
  const size = order.length
  const bitWeights = weighBits(rows, size)
  const nameWeights = new Float32Array(new SharedArrayBuffer(Math.max(1, size) * 4))
  let sum = 0
  for (const record of order) {
    let weight = 0
    eachNameBit(rows, record, (bit) => {
      weight += bitWeights[bit] ?? 0
    })
    nameWeights[record] = weight
    sum += nameWeights[record] ?? 0
  }
  return {
    bitWeights,
    nameWeights,
    meanNameWeight: meanWithoutFlips(sum / Math.max(size, 1), flippedWeight(bitWeights, FLIPS), FLIPS),
    same: {
      phone: sameValues(rows, size, 'phone'),
      place: sameValues(rows, size, 'place'),
      origin: sameValues(rows, size, 'origin'),
    },
    size,
    parameters,
    bitsLeast: Math.log2(chanceLeast / (1 - chanceLeast)) - priorBits(parameters, size),
  }
}

/** The comparison of the matcher on these rows. */
export const encodedComparer = (rows: Uint32Array, weights: EncodedWeights): BlockComparer => {
  const held = {
    rows,
    stride: ENCODING_WORDS,
    bitWeights: weights.bitWeights,
    flips: FLIPS,
    nameWeights: weights.nameWeights,
    flippedNameWeight: flippedWeight(weights.bitWeights, FLIPS),
    meanNameWeight: weights.meanNameWeight,
    sameValue: (group: CountedGroup, record: number) => weights.same[group][record] ?? 0,
    size: weights.size,
  }
  let here: Uint32Array = new Uint32Array()
  return {
    enter: (members) => {
      here = members
    },
    compare: (i, j) => patternOf(held, here[i] ?? 0, here[j] ?? 0),
  }
}

const eachNameBit = (rows: Uint32Array, record: number, visit: (bit: number) => void): void => {
  const at = record * ENCODING_WORDS + SLOTS.name.at
  for (let i = 0; i < SLOTS.name.words; i += 1) {
    let word = rows[at + i] ?? 0
    while (word !== 0) {
      const lowest = word & -word
      visit(i * 32 + 31 - Math.clz32(lowest))
      word ^= lowest
    }
  }
}

const weighBits = (rows: Uint32Array, size: number): Float32Array => {
  const counts = new Uint32Array(NAME_BITS)
  let total = 0
  for (let record = 0; record < size; record += 1)
    eachNameBit(rows, record, (bit) => {
      counts[bit] = (counts[bit] ?? 0) + 1
      total += 1
    })
  const density = total / Math.max(size * NAME_BITS, 1) || 0.1
  const weights = new Float32Array(new SharedArrayBuffer(NAME_BITS * 4))
  for (let bit = 0; bit < NAME_BITS; bit += 1) {
    // Twenty imagined records of average density, as the index has them.
    const share = ((counts[bit] ?? 0) + 20 * density) / (size + 20)
    weights[bit] = Math.max(0.05, -Math.log2(Math.min(share, 1)))
  }
  return weights
}

const sameValues = (rows: Uint32Array, size: number, group: CountedGroup): Uint32Array => {
  const counts = new Map<number, number>()
  const values = new Int32Array(size)
  for (let record = 0; record < size; record += 1) {
    const value = digestOf(rows, record, group)
    values[record] = value
    counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  const same = new Uint32Array(new SharedArrayBuffer(Math.max(1, size) * 4))
  for (let record = 0; record < size; record += 1) same[record] = counts.get(values[record] ?? 0) ?? 0
  return same
}
const digestOf = (rows: Uint32Array, record: number, group: CountedGroup): number => {
  const { at, words } = SLOTS[group]
  let digest = 0x811c9dc5
  for (let i = 0; i < words; i += 1) {
    digest = Math.imul(digest ^ (rows[record * ENCODING_WORDS + at + i] ?? 0), 0x01000193)
    digest ^= digest >>> 15
  }
  return digest
}
