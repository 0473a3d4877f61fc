/** Repeatable randomness: the same seed gives the same row of numbers, in every process. */

export type Random = {
  /** A number in [0, 1). */
  next(): number
  /** A whole number from 0 up to but not including `below`. */
  below(limit: number): number
  /** One of the items; the list may not be empty. */
  pick<T>(items: readonly T[]): T
  /** True with this chance. */
  chance(share: number): boolean
  /** A version 4 uuid made of this row of numbers: for simulations and tests, never for a secret. */
  uuid(): string
}

/** 128 bits to begin with, in four words of 32. */
export type SeedWords = readonly [number, number, number, number]

/**
 * A generator (sfc32, seeded by splitmix) for simulation and tests. Not for keys or secrets. A whole number gives 32 bits to begin with; where
 * nobody may guess by trying what was drawn, four words of a secret.
 */
export const randomFrom = (seed: number | SeedWords): Random => {
  let [a, b, c, d] = typeof seed === 'number' ? seedWords(seed) : seed
  const next = (): number => {
    const sum = (a + b + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 4_294_967_296
  }
  for (let round = 0; round < 12; round += 1) next()
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    next,
    below,
    chance: (share) => next() < share,
    pick: (items) => {
      const item = items[below(items.length)]
      if (item === undefined) throw new RangeError('nothing to pick from')
      return item
    },
    uuid: () => {
      const hex = Array.from({ length: 32 }, () => below(16).toString(16))
      hex[12] = '4'
      hex[16] = '89ab'.charAt(below(4))
      const text = hex.join('')
      return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-')
    },
  }
}

const seedWords = (seed: number): SeedWords => {
  let state = seed | 0
  const word = (): number => {
    state = (state + 0x9e3779b9) | 0
    let z = state
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b)
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
    return z ^ (z >>> 16)
  }
  return [word(), word(), word(), word()]
}
