/**
 * What owner and matcher share: the layout of an encoding and the arithmetic on it. Nothing here knows a name.
 *
 * An encoding is one row of bits, cut into slots, one slot per group of attributes. The whole name has one filter
 * (a CLK over bigrams, words and skeletons of all name words, free of order); given name and surname have a small one each,
 * hashed alike so that swapped names can be compared crosswise. Groups, not single attributes, wherever that costs
 * no evidence: postcode, town and region share a filter, and so do sex and occupation.
 */
export const ENCODING_VERSION = 'e2'

export const SLOTS = {
  name: { at: 0, words: 32 },
  given: { at: 32, words: 8 },
  surname: { at: 40, words: 8 },
  year: { at: 48, words: 8 },
  dayMonth: { at: 56, words: 8 },
  phone: { at: 64, words: 4 },
  email: { at: 68, words: 8 },
  document: { at: 76, words: 4 },
  address: { at: 80, words: 8 },
  place: { at: 88, words: 8 },
  origin: { at: 96, words: 4 },
  other: { at: 100, words: 4 },
} as const satisfies Record<string, Slot>

export type Slot = { readonly at: number; readonly words: number }
export type SlotName = keyof typeof SLOTS
/** Words of 32 bits in a whole encoding. */
export const ENCODING_WORDS = 104

/** Share of the bits of a filled slot that are flipped at the owner (BLIP, bloom.crypto.ts). The matcher knows it, and takes it off what it counts. */
export const FLIP_SHARE = 0.05

/** How many bits of a slot are flipped: a whole number, the same for every record. */
export const flippedBits = ({ words }: Slot, flipShare: number): number => Math.round(flipShare * words * 32)

/** How many bits of a word are set. */
export const bitCount = (word: number): number => {
  let bits = word - ((word >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** How many bits are set in `words` words from `at`. */
export const countBits = (row: Uint32Array, at: number, words: number): number => {
  let total = 0
  for (let i = 0; i < words; i += 1) total += bitCount(row[at + i] ?? 0)
  return total
}

/** How many bits two pieces of the same length have in common. */
export const sharedBits = (a: Uint32Array, atA: number, b: Uint32Array, atB: number, words: number): number => {
  let total = 0
  for (let i = 0; i < words; i += 1) total += bitCount((a[atA + i] ?? 0) & (b[atB + i] ?? 0))
  return total
}

/** Dice similarity of two pieces: 1 when equal, 0 when nothing is shared or one is empty. */
export const dice = (a: Uint32Array, atA: number, b: Uint32Array, atB: number, words: number): number => {
  const total = countBits(a, atA, words) + countBits(b, atB, words)
  return total === 0 ? 0 : (2 * sharedBits(a, atA, b, atB, words)) / total
}

/** Shared bits as a part of the smaller piece: 1 when one contains the other (a second given name was dropped). */
export const overlap = (a: Uint32Array, atA: number, b: Uint32Array, atB: number, words: number): number => {
  const smaller = Math.min(countBits(a, atA, words), countBits(b, atB, words))
  return smaller === 0 ? 0 : sharedBits(a, atA, b, atB, words) / smaller
}
