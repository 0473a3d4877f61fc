/** Hashes of the batch engine: 32 bits, the same on every machine and in every worker. They are for sorting, not for secrecy. */

/** A well-mixed 32-bit number from two. */
export const mix = (a: number, b: number): number => {
  let h = Math.imul(a ^ (b + 0x7f4a7c15), 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h ^ b, 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

const BEGUN = 0x811c9dc5
const taken = (h: number, code: number): number => Math.imul(h ^ code, 0x01000193)
/** Well mixed, and never 0, so that 0 can mean "does not say". */
const settled = (begun: number): number => {
  let h = Math.imul(begun ^ (begun >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  h = (h ^ (h >>> 16)) >>> 0
  return h === 0 ? 1 : h
}

/** The hash of a text; never 0. */
export const hashText = (text: string, seed = 0): number => {
  let h = BEGUN ^ seed
  for (let i = 0; i < text.length; i += 1) h = taken(h, text.charCodeAt(i))
  return settled(h)
}

const CHECK_SEED = 0x27d4eb2f

/** What a text is known by: its hash, and a second one that tells apart those that share the first. */
export const knowText = (text: string, into: Uint32Array): void => {
  into[0] = hashText(text)
  into[1] = hashText(text, CHECK_SEED)
}

/** The same of bytes; with `bit` 32 that of letters in lower case. */
export const knowBytes = (bytes: Uint8Array, from: number, to: number, bit: 0 | 32, into: Uint32Array): void => {
  let h = BEGUN
  let c = BEGUN ^ CHECK_SEED
  for (let at = from; at < to; at += 1) {
    const code = (bytes[at] ?? 0) | bit
    h = taken(h, code)
    c = taken(c, code)
  }
  into[0] = settled(h)
  into[1] = settled(c)
}

const [KEY_HIGH, KEY_LOW] = [0x51ed270b, 0x2545f491]
const keyOf = (high: number, low: number): number => (high >>> 11) * 0x1_0000_0000 + low

/** A key of 53 bits for a handle: what results are ordered by, so that the order of arrival cannot show. */
export const handleKey = (handle: string): number => keyOf(hashText(handle, KEY_HIGH), hashText(handle, KEY_LOW))

/** The key of a handle in bytes; nothing when they are not all plain signs, which have to be read first. */
export const handleKeyOf = (bytes: Uint8Array, from: number, to: number): number | undefined => {
  let high = BEGUN ^ KEY_HIGH
  let low = BEGUN ^ KEY_LOW
  let all = 0
  for (let at = from; at < to; at += 1) {
    const code = bytes[at] ?? 0
    all |= code
    high = taken(high, code)
    low = taken(low, code)
  }
  return all < 128 ? keyOf(settled(high), settled(low)) : undefined
}

/** A short text as the numbers of its signs; `count` of them are in use. Used again and again, so that nothing is left over. */
export type Signs = { count: number; signs: Uint16Array }
export const emptySigns = (): Signs => ({ count: 0, signs: new Uint16Array(256) })

export const writeSigns = (text: string, into: Signs): void => {
  if (into.signs.length < text.length) into.signs = new Uint16Array(text.length * 2)
  for (let i = 0; i < text.length; i += 1) into.signs[i] = text.charCodeAt(i)
  into.count = text.length
}

/** The same as `hashText` of the text, or of its beginning. */
export const hashSigns = ({ signs, count }: Signs, seed = 0, most = count): number => {
  let h = BEGUN ^ seed
  for (let i = 0; i < count && i < most; i += 1) h = taken(h, signs[i] ?? 0)
  return settled(h)
}

/** The pairs of neighbouring letters of a text as a set of 64 bits: the low and the high half. Single letters keep one bit. */
export const letterPairs = ({ signs, count }: Signs, into: { low: number; high: number }): void => {
  let low = 0
  let high = 0
  let before = 95
  for (let i = 0; i <= count; i += 1) {
    const code = i < count ? (signs[i] ?? 0) : 95
    // A single letter is the beginning of a word that was cut short: the pair with its end says nothing.
    if (i < count || count > 1) {
      const bit = Math.imul(before * 131 + code, 0x9e3779b1) >>> 26
      if (bit < 32) low |= 1 << bit
      else high |= 1 << (bit - 32)
    }
    before = code
  }
  into.low = low >>> 0
  into.high = high >>> 0
}
