/**
 * A remedy against counting bits that is measured here and not built in: one-bit minwise hashing (Li and König 2010; for linkage Smith
 * 2017). Each bit of a slot is drawn by the feature that happens to come first at that place, so about half of all bits are
 * set whatever the slot holds, and two slots agree in more than half of their bits as far as they have features in common.
 */
import { bitCount, ENCODING_WORDS, SLOTS, type SlotName } from '../../src/linkage/encoding.ts'
import { type BloomEncoder, type Feature, hmacSha512 } from '../../src/linkage/index.ts'
import { SLOT_NAMES } from './views.ts'

export const oneBitEncoder = (key: Uint8Array): BloomEncoder => {
  const keyed = hmacSha512(key)
  return (features) => {
    const row = new Uint32Array(ENCODING_WORDS)
    for (const name of SLOT_NAMES) fillSlot(row, name, features[name], keyed)
    return row
  }
}

/** Given name and surname are hashed alike, so that they can be compared crosswise. */
const familyOf = (name: SlotName): string => (name === 'given' || name === 'surname' ? 'part' : name)

const fillSlot = (
  row: Uint32Array,
  name: SlotName,
  features: readonly Feature[],
  keyed: (text: string) => Buffer,
): void => {
  const { at, words } = SLOTS[name]
  const least = new Float64Array(words * 32).fill(Number.POSITIVE_INFINITY)
  for (const [text, weight] of features) {
    const draw = drawsFrom(keyed(`one bit|${familyOf(name)}|${text}`))
    least.forEach((before, place) => {
      const drawn = draw()
      // Of weight 2 comes first twice as often as of weight 1.
      const value = -Math.log((drawn >>> 1) / 2 ** 31 + 2 ** -33) / weight
      if (value >= before) return
      least[place] = value
      const word = at + (place >>> 5)
      const bit = 1 << (place & 31)
      row[word] = drawn & 1 ? (row[word] ?? 0) | bit : (row[word] ?? 0) & ~bit
    })
  }
}

/** 32 bits at a time from a digest (sfc32): no secret hangs on it that the digest does not keep. */
const drawsFrom = (digest: Buffer): (() => number) => {
  let [a, b, c, d] = [0, 4, 8, 12].map((at) => digest.readUInt32LE(at)) as [number, number, number, number]
  return () => {
    const sum = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return sum >>> 0
  }
}

/** How alike two slots are, on the scale of Dice: what they agree in beyond the half that agrees by chance. */
export const oneBitLikeness = (a: Uint32Array, b: Uint32Array): number => {
  let differ = 0
  a.forEach((word, i) => {
    differ += bitCount(word ^ (b[i] ?? 0))
  })
  const jaccard = Math.max(0, 1 - (2 * differ) / (a.length * 32))
  return (2 * jaccard) / (1 + jaccard)
}
