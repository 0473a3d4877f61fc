/** How sure a share of few is: the exact interval of Clopper and Pearson (1934), 95 in 100. No approximation, so it holds for five as for five hundred. Pure. */

export type Interval = { readonly from: number; readonly to: number }

/** The interval of `hits` of `of`; refuses nothing: of none it is everything. */
export const exactInterval = (hits: number, of: number, sure = 0.95): Interval => {
  if (!Number.isInteger(hits) || !Number.isInteger(of) || hits < 0 || hits > of) throw new RangeError('hits of')
  if (of === 0) return { from: 0, to: 1 }
  const tail = (1 - sure) / 2
  return {
    from: hits === 0 ? 0 : solve((share) => 1 - atMost(hits - 1, of, share) - tail),
    to: hits === of ? 1 : solve((share) => tail - atMost(hits, of, share)),
  }
}

/** The chance of at most so many, in logarithms so that nothing overflows. */
const atMost = (hits: number, of: number, share: number): number => {
  let log = of * Math.log1p(-share)
  let sum = Math.exp(log)
  for (let at = 1; at <= hits; at += 1) {
    log += Math.log((of - at + 1) / at) + Math.log(share) - Math.log1p(-share)
    sum += Math.exp(log)
  }
  return Math.min(1, sum)
}

// Both tails grow with the share, so halving finds where they cross.
const solve = (above: (share: number) => number): number => {
  let [low, high] = [0, 1]
  for (let round = 0; round < 60; round += 1) {
    const middle = (low + high) / 2
    if (above(middle) > 0) high = middle
    else low = middle
  }
  return (low + high) / 2
}
