/** Who is who. Truth is kept apart from the signals, so that nothing that is measured can look at it. */

/** Two signals about one person; the ids in alphabetical order. */
export type TruthPair = { readonly one: string; readonly other: string; readonly person: string }

/** All pairs among the signals about one person. */
export const truthPairs = (person: string, signals: readonly string[]): TruthPair[] => {
  const ordered = [...signals].sort()
  return ordered.flatMap((one, index) => ordered.slice(index + 1).map((other) => ({ one, other, person })))
}

export type Score = {
  readonly found: number
  readonly right: number
  readonly truth: number
  /** Share of what was found that is right; absent when nothing was found. */
  readonly precision?: number
  /** Share of the truth that was found; absent when there is none. */
  readonly recall?: number
}

/** Compares pairs that somebody found with the truth. The order within a pair and repeats do not count. */
export const scorePairs = (found: Iterable<readonly [string, string]>, truth: Iterable<TruthPair>): Score => {
  const keys = new Set([...truth].map((pair) => keyOf(pair.one, pair.other)))
  const given = new Set([...found].map(([one, other]) => keyOf(one, other)))
  const right = [...given].filter((key) => keys.has(key)).length
  return {
    found: given.size,
    right,
    truth: keys.size,
    ...(given.size === 0 ? {} : { precision: right / given.size }),
    ...(keys.size === 0 ? {} : { recall: right / keys.size }),
  }
}

const keyOf = (one: string, other: string): string => (one < other ? `${one} ${other}` : `${other} ${one}`)
