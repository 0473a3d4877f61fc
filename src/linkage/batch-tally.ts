/** How often each pattern occurs, in flat columns: tens of millions of pairs are counted without making an object. */

/** Patterns in ascending order, each with how often it occurs. */
export type PatternCounts = { readonly patterns: Uint32Array; readonly counts: Float64Array }

export type Tally = {
  /** Counts a pattern; gives its place, which holds until the tally grows. */
  add(pattern: number, times?: number): number
  /** What somebody remembers about the pattern at a place; 0 at first. */
  readonly marks: { at(place: number): number; set(place: number, mark: number): void }
  told(): PatternCounts
}

const FIRST_SLOTS = 1 << 10

/** An empty tally: open addressing, where 0 means that a place is free. */
export const patternTally = (): Tally => {
  let slots = FIRST_SLOTS
  let keys = new Uint32Array(slots)
  let counts = new Float64Array(slots)
  let marks = new Uint8Array(slots)
  let used = 0
  const placeOf = (key: number): number => {
    const mask = slots - 1
    const hash = Math.imul(key, 0x9e3779b1)
    let place = (hash ^ (hash >>> 15)) & mask
    while (keys[place] !== 0 && keys[place] !== key) place = (place + 1) & mask
    return place
  }
  const grow = (): void => {
    const before = { keys, counts, marks }
    slots *= 2
    keys = new Uint32Array(slots)
    counts = new Float64Array(slots)
    marks = new Uint8Array(slots)
    before.keys.forEach((key, from) => {
      if (key === 0) return
      const place = placeOf(key)
      keys[place] = key
      counts[place] = before.counts[from] ?? 0
      marks[place] = before.marks[from] ?? 0
    })
  }
  return {
    add: (pattern, times = 1) => {
      if (used * 2 >= slots) grow()
      const place = placeOf(pattern + 1)
      if (keys[place] === 0) {
        keys[place] = pattern + 1
        used += 1
      }
      counts[place] = (counts[place] ?? 0) + times
      return place
    },
    marks: {
      at: (place) => marks[place] ?? 0,
      set: (place, mark) => {
        marks[place] = mark
      },
    },
    told: () => {
      const found = keys.filter((key) => key !== 0).sort()
      return {
        patterns: found.map((key) => key - 1),
        counts: Float64Array.from(found, (key) => counts[placeOf(key)] ?? 0),
      }
    },
  }
}

/** The counts of several tallies together. */
export const togetherCounted = (all: readonly PatternCounts[]): PatternCounts => {
  const tally = patternTally()
  for (const { patterns, counts } of all)
    for (let i = 0; i < patterns.length; i += 1) tally.add(patterns[i] ?? 0, counts[i] ?? 0)
  return tally.told()
}

export const pairsCounted = ({ counts }: PatternCounts): number => counts.reduce((sum, count) => sum + count, 0)
