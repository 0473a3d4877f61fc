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
const LOG_MAY_MISS = Math.log((1 - CONFIDENCE) / 2)

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
  // In logarithms: above 1,074 times one half to that power is nothing to a computer.
  let term = -count * Math.LN2
  let tail = term
  let rank = 0
  while (tail <= LOG_MAY_MISS && rank < count / 2) {
    rank += 1
    term += Math.log((count - rank + 1) / rank)
    tail = logOfSum(tail, term)
  }
  return rank
}

const logOfSum = (one: number, other: number): number =>
  Math.max(one, other) + Math.log1p(Math.exp(-Math.abs(one - other)))
