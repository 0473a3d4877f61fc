/** How often each pattern occurs, in flat columns: tens of millions of pairs are counted without making an object. */

/** Patterns in ascending order, each with how often it occurs. */
export type PatternCounts = { readonly patterns: Uint32Array; readonly counts: Float64Array }

const FIRST_SLOTS = 1 << 10

/** An empty tally: open addressing, where 0 means that a place is free. */
export class PatternTally {
  #keys = new Uint32Array(FIRST_SLOTS)
  #counts = new Float64Array(FIRST_SLOTS)
  #marks = new Uint8Array(FIRST_SLOTS)
  #used = 0

  /** Counts a pattern; gives its place, which holds until the tally grows. */
  add(pattern: number, times: number): number {
    if (this.#used * 2 >= this.#keys.length) this.#grow()
    const place = placeOf(this.#keys, pattern + 1)
    if (this.#keys[place] === 0) {
      this.#keys[place] = pattern + 1
      this.#used += 1
    }
    this.#counts[place] = (this.#counts[place] ?? 0) + times
    return place
  }

  /** What somebody remembers about the pattern at a place; 0 at first. */
  markAt(place: number): number {
    return this.#marks[place] ?? 0
  }

  mark(place: number, mark: number): void {
    this.#marks[place] = mark
  }

  told(): PatternCounts {
    const patterns = this.#keys
      .filter(isTaken)
      .sort()
      .map((key) => key - 1)
    const counts = new Float64Array(patterns.length)
    for (let i = 0; i < counts.length; i += 1)
      counts[i] = this.#counts[placeOf(this.#keys, (patterns[i] ?? 0) + 1)] ?? 0
    return { patterns, counts }
  }

  #grow(): void {
    const [keys, counts, marks] = [this.#keys, this.#counts, this.#marks]
    this.#keys = new Uint32Array(keys.length * 2)
    this.#counts = new Float64Array(keys.length * 2)
    this.#marks = new Uint8Array(keys.length * 2)
    keys.forEach((key, from) => {
      if (key === 0) return
      const place = placeOf(this.#keys, key)
      this.#keys[place] = key
      this.#counts[place] = counts[from] ?? 0
      this.#marks[place] = marks[from] ?? 0
    })
  }
}

const isTaken = (key: number): boolean => key !== 0

/** Where a key stands, or would stand. */
const placeOf = (keys: Uint32Array, key: number): number => {
  const last = keys.length - 1
  const hash = Math.imul(key, 0x9e3779b1)
  let place = (hash ^ (hash >>> 15)) & last
  while (keys[place] !== 0 && keys[place] !== key) place = (place + 1) & last
  return place
}

/** The counts of several tallies together. */
export const togetherCounted = (all: readonly PatternCounts[]): PatternCounts => {
  const tally = new PatternTally()
  for (const counts of all) addCounts(tally, counts)
  return tally.told()
}
const addCounts = (tally: PatternTally, { patterns, counts }: PatternCounts): void => {
  for (let i = 0; i < patterns.length; i += 1) tally.add(patterns[i] ?? 0, counts[i] ?? 0)
}

export const pairsCounted = ({ counts }: PatternCounts): number => counts.reduce((sum, count) => sum + count, 0)
