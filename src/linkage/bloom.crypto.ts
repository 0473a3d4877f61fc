/**
 * Bloom encodings: which bits a feature sets is decided by HMAC-SHA-512 under the epoch key of the members, so the bits
 * say nothing to who lacks that key. Each slot is filled at twice its width and folded onto itself with XOR, which breaks
 * the direct line from bit to feature. Optionally bits are flipped at random (BLIP) from a source that the caller gives.
 */
import type { Random } from '../kernel/index.ts'
import { ENCODING_WORDS, SLOTS, type Slot, type SlotName } from './encoding.ts'
import type { Feature, Features } from './features.ts'
import { hmacSha512 } from './hmac.crypto.ts'

export type BloomEncoder = (features: Features) => Uint32Array
export type Flipping = {
  /** Share of bits of filled slots that are flipped, 0 to 0.2; 0.05 costs 0.002 to 0.013 of F1. */
  readonly share: number
  readonly random: Random
}

export const EPOCH_KEY_BYTES = 32
const MEMO_MAX = 200_000
const FLIP_SHARE_MAX = 0.2

/** An encoder for one epoch. Throws when the key is too short or the flip share is out of range: both are faults of set-up. */
export const bloomEncoder = (epochKey: Uint8Array, flipping?: Flipping): BloomEncoder => {
  if (epochKey.length < EPOCH_KEY_BYTES) throw new RangeError('epoch key too short')
  if (flipping && !(flipping.share >= 0 && flipping.share <= FLIP_SHARE_MAX))
    throw new RangeError('flip share out of range')
  const drawsOf = memoisedDraws(epochKey)
  return (features) => {
    const row = new Uint32Array(ENCODING_WORDS)
    for (const name of SLOT_NAMES) {
      fillSlot(row, SLOTS[name], features[name], (text) => drawsOf(`${FAMILY[name]}|${text}`))
      if (flipping && features[name].length > 0) flip(row, SLOTS[name], flipping)
    }
    return row
  }
}

// Safe: the keys of a literal object are exactly the names of its type.
const SLOT_NAMES = Object.keys(SLOTS) as SlotName[]

/** Slots of one family are hashed alike: given name and surname can then be compared crosswise. */
const FAMILY = {
  name: 'name',
  given: 'part',
  surname: 'part',
  year: 'year',
  dayMonth: 'day-month',
  phone: 'phone',
  email: 'email',
  document: 'document',
  address: 'address',
  place: 'place',
  origin: 'origin',
  other: 'other',
} as const satisfies Record<SlotName, string>

const fillSlot = (
  row: Uint32Array,
  slot: Slot,
  features: readonly Feature[],
  drawsOf: (text: string) => Uint32Array,
): void => {
  const width = slot.words * 32
  const wide = new Uint32Array(slot.words * 2)
  for (const [text, bits] of features) {
    const draws = drawsOf(text)
    for (let i = 0; i < bits; i += 1) {
      const bit = (draws[i] ?? 0) % (width * 2)
      wide[bit >>> 5] = (wide[bit >>> 5] ?? 0) | (1 << (bit & 31))
    }
  }
  for (let i = 0; i < slot.words; i += 1) row[slot.at + i] = (wide[i] ?? 0) ^ (wide[slot.words + i] ?? 0)
}

const flip = (row: Uint32Array, slot: Slot, { share, random }: Flipping): void => {
  for (let bit = 0; bit < slot.words * 32; bit += 1)
    if (random.chance(share)) row[slot.at + (bit >>> 5)] = (row[slot.at + (bit >>> 5)] ?? 0) ^ (1 << (bit & 31))
}

/** Sixteen draws of 32 bits per feature. Bigrams repeat endlessly, so they are remembered; the memory is emptied when full. */
const memoisedDraws = (epochKey: Uint8Array): ((text: string) => Uint32Array) => {
  const memo = new Map<string, Uint32Array>()
  const keyed = hmacSha512(epochKey)
  return (text) => {
    const known = memo.get(text)
    if (known) return known
    const digest = keyed(text)
    const draws = new Uint32Array(16)
    for (let i = 0; i < 16; i += 1) draws[i] = digest.readUInt32LE(i * 4)
    if (memo.size >= MEMO_MAX) memo.clear()
    memo.set(text, draws)
    return draws
  }
}
