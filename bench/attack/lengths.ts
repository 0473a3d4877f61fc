/**
 * How much a slot holds shows in how many of its bits are set, whatever key it is under: a long surname sets more than a
 * short one, and a slot without phone is empty. No equality and no graph is needed. Who has his list encodes it under two
 * keys of his own, sees how far one person's counts lie apart, and calls those the same whose counts lie nearest. Who sees one
 * person under many keys (per-token.ts) takes the mean, and the chance of collisions is gone from it.
 */
import { countBits, SLOTS } from '../../src/linkage/encoding.ts'
import { bestPairs } from './pairs.ts'
import type { Assertions, Seen } from './scene.ts'

const SLOT_LIST = Object.values(SLOTS)

/** Set bits of each slot, the mean over all rows that show the person, and how many tokens she has. */
export const lengthsOf = (seen: Seen): Float64Array => {
  const rows = seen.rowUnder ? seen.tokens.map((_, place) => seen.rowUnder?.(place) ?? seen.row) : [seen.row]
  const counts = SLOT_LIST.map(
    ({ at, words }) => rows.reduce((sum, row) => sum + countBits(row, at, words), 0) / rows.length,
  )
  return Float64Array.from([...counts, seen.tokens.length])
}

/** How far figures of one person lie apart under two keys: the attacker's own list, twice. */
export const apartBetween = (once: readonly Float64Array[], again: readonly Float64Array[]): Float64Array => {
  const squares = new Float64Array(once[0]?.length ?? 0)
  once.forEach((figures, i) => {
    figures.forEach((figure, slot) => {
      squares[slot] = (squares[slot] ?? 0) + (figure - (again[i]?.[slot] ?? 0)) ** 2 / once.length
    })
  })
  // Nothing is surer than a tenth of a bit: else one count that is off forbids everybody.
  return squares.map((square) => Math.max(0.1, Math.sqrt(square)))
}

const ONE_IS_EMPTY = 60
const BITS_PER_NAT = 1 / Math.LN2

/** Evidence in bits that two rows of figures are of one person, as far as it differs between persons: never above zero. */
export const alikeInLength = (a: Float64Array, b: Float64Array, apart: Float64Array): number => {
  let bits = 0
  for (let slot = 0; slot < a.length; slot += 1) {
    const [ofA, ofB] = [a[slot] ?? 0, b[slot] ?? 0]
    if ((ofA === 0) !== (ofB === 0)) bits -= ONE_IS_EMPTY
    else bits -= Math.min(20, (BITS_PER_NAT / 2) * ((ofA - ofB) / (apart[slot] ?? 1)) ** 2)
    if (bits < -ONE_IS_EMPTY) return bits
  }
  return bits
}

/** Names those who are each other's likeliest by their lengths alone, ahead of the next by `margin` bits. */
export const matchLengths = (
  index: readonly Seen[],
  own: readonly Seen[],
  ownAgain: readonly Seen[],
  margin: number,
): Assertions => {
  const [ours, theirs] = [index.map(lengthsOf), own.map(lengthsOf)]
  const apart = apartBetween(theirs, ownAgain.map(lengthsOf))
  return bestPairs(
    ours.map((figures) => Float32Array.from(theirs, (others) => alikeInLength(figures, others, apart))),
    margin,
    LENGTHS_LEAST,
  )
}
/** Whose own person would lie so far from him is not in the list. */
const LENGTHS_LEAST = -30
