/** Hashes of the batch engine: 32 bits, the same on every machine and in every worker. They are for sorting, not for secrecy. */

/** A well-mixed 32-bit number from two. */
export const mix = (a: number, b: number): number => {
  let h = Math.imul(a ^ (b + 0x7f4a7c15), 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h ^ b, 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** The hash of a text; never 0, so that 0 can mean "does not say". */
export const hashText = (text: string, seed = 0): number => {
  let h = 0x811c9dc5 ^ seed
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  h = (h ^ (h >>> 16)) >>> 0
  return h === 0 ? 1 : h
}

/** A key of 53 bits for a handle: what results are ordered by, so that the order of arrival cannot show. */
export const handleKey = (handle: string): number =>
  (hashText(handle, 0x51ed270b) >>> 11) * 0x1_0000_0000 + hashText(handle, 0x2545f491)

/** The pairs of neighbouring letters of a text as a set of 64 bits: the low and the high half. Single letters keep one bit. */
export const letterPairs = (text: string, into: { low: number; high: number }): void => {
  let low = 0
  let high = 0
  let before = 95
  for (let i = 0; i <= text.length; i += 1) {
    const code = i < text.length ? text.charCodeAt(i) : 95
    // A single letter is the beginning of a word that was cut short: the pair with its end says nothing.
    if (i < text.length || text.length > 1) {
      const bit = Math.imul(before * 131 + code, 0x9e3779b1) >>> 26
      if (bit < 32) low |= 1 << bit
      else high |= 1 << (bit - 32)
    }
    before = code
  }
  into.low = low >>> 0
  into.high = high >>> 0
}
