/** Ways to draw from a `Random`: weighted choices, waiting times, sizes. All pure but for the randomness they are given. */
import { type Random, randomFrom } from '../kernel/index.ts'

/** Draws one of a fixed list of things. */
export type Picker<T> = (random: Random) => T

/** A picker that draws each item in proportion to its weight. Throws when nothing can be drawn. */
export const weighted = <T>(items: readonly T[], weightOf: (item: T) => number): Picker<T> => {
  const kept = items.filter((item) => weightOf(item) > 0)
  const last = kept.at(-1)
  if (last === undefined) throw new RangeError('nothing to draw from')
  let total = 0
  const bounds = kept.map((item) => {
    total += weightOf(item)
    return total
  })
  return (random) => kept[firstAbove(bounds, random.next() * total)] ?? last
}

/** As `weighted`, for a table of name and share. */
export const weightedBy = <Key extends string>(shares: Readonly<Record<Key, number>>): Picker<Key> => {
  // Object.keys forgets the type of the keys; a record of shares has no others than its own.
  const keys = Object.keys(shares) as Key[]
  return weighted(keys, (key) => shares[key])
}

/** A waiting time with this mean (exponential), in the unit of the mean. */
export const waiting = (random: Random, mean: number): number => -mean * Math.log(1 - random.next())

/** A count of independent events with this mean (Poisson, by multiplication: for small means), at most `most`. */
export const countOf = (random: Random, mean: number, most: number): number => {
  const floor = Math.exp(-mean)
  let count = 0
  for (let product = random.next(); product > floor && count < most; product *= random.next()) count += 1
  return count
}

/** A size of at least one, falling off geometrically, at most `most`. */
export const sizeOf = (random: Random, mean: number, most: number): number => {
  let size = 1
  while (size < most && random.chance(1 - 1 / mean)) size += 1
  return size
}

/** The mean of `sizeOf` with its upper bound taken into account. */
export const meanSize = (mean: number, most: number): number => mean * (1 - (1 - 1 / mean) ** most)

/**
 * A generator of its own for one thing of a country. For one seed all things differ (the mixing is one to one), and thing
 * number 7 stays the same however many follow: a larger country begins with the smaller one.
 */
export const randomOf = (seed: number, number: number): Random => randomFrom(mix(number ^ mix(seed | 0)))

const mix = (word: number): number => {
  let z = (word + 0x9e3779b9) | 0
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b)
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
  return z ^ (z >>> 16)
}

const firstAbove = (bounds: readonly number[], value: number): number => {
  let [low, high] = [0, bounds.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((bounds[middle] ?? 0) > value) high = middle
    else low = middle + 1
  }
  return low
}
