/**
 * The middle of a list of times with an interval that is exact: whatever the times look like, the middle of what they were drawn from lies between
 * two of them with at least 95 in 100 chance (order statistics and the binomial distribution). Six times or more are needed; fewer have no interval.
 */

export type Middle = {
  readonly median: number
  /** Absent when there are too few to say. */
  readonly interval?: { readonly low: number; readonly high: number }
}
const CONFIDENCE = 0.95

/** Of times in order or not; undefined of none. */
export const middleOf = (times: readonly number[]): Middle | undefined => {
  const sorted = [...times].sort((one, other) => one - other)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]]
  if (low === undefined || high === undefined) return undefined
  const rank = rankFor(sorted.length)
  const [from, until] = [sorted[rank - 1], sorted[sorted.length - rank]]
  const interval = rank > 0 && from !== undefined && until !== undefined ? { low: from, high: until } : undefined
  return { median: (low + high) / 2, ...(interval && { interval }) }
}

/** The largest k for which the k-th from below and the k-th from above hold the middle between them often enough; zero when none does. */
export const rankFor = (count: number): number => {
  let tail = 0.5 ** count
  let term = tail
  let rank = 0
  while (2 * tail <= 1 - CONFIDENCE && rank < count / 2) {
    rank += 1
    term = (term * (count - rank + 1)) / rank
    tail += term
  }
  return rank
}
