/**
 * What the estimate would be if something that it takes for granted does not hold. Missed links: a person on two lists whose two records were not joined
 * counts as two persons, each on one list; overlaps are too small then and the estimate too large. And one list left out, for each list.
 */
import { sizeOf } from './estimate-table.ts'

/**
 * The counts as they would be had no link been missed, when each link had this chance to be. A person on k lists needs k - 1 links; when one is missed,
 * one of the k records, each as likely, stands apart. Solved from the longest histories down. Counts need not be whole after it; where more would have been
 * missed than the table holds, a count is 0.
 */
export const withoutMissedLinks = (counts: Float64Array, chance: number): Float64Array => {
  const whole = counts.slice()
  const lists = Math.round(Math.log2(counts.length))
  for (let size = lists; size >= 2; size -= 1)
    for (let history = 1; history < whole.length; history += 1) {
      if (sizeOf(history) !== size) continue
      const split = Math.min(0.9, chance * (size - 1))
      const count = Math.max(0, whole[history] ?? 0) / (1 - split)
      whole[history] = count
      for (let bit = 1; bit < whole.length; bit <<= 1) {
        if ((history & bit) === 0) continue
        const apart = (count * split) / size
        whole[bit] = (whole[bit] ?? 0) - apart
        whole[history ^ bit] = (whole[history ^ bit] ?? 0) - apart
      }
    }
  return whole.map((count) => Math.max(0, count))
}

/** The opposite: what is seen of whole histories when links are missed with this chance. `pick` says how many of a count are split at one list. */
export const withMissedLinks = (
  counts: Float64Array,
  chance: number,
  pick: (count: number, share: number) => number = (count, share) => count * share,
): Float64Array => {
  const seen = counts.slice()
  counts.forEach((count, history) => {
    const size = sizeOf(history)
    if (size < 2 || count === 0) return
    let left = count
    const each = Math.min(0.9, chance * (size - 1)) / size
    let done = 0
    for (let bit = 1; bit < seen.length; bit <<= 1) {
      if ((history & bit) === 0) continue
      const apart = pick(left, each / (1 - each * done))
      done += 1
      left -= apart
      seen[history] = (seen[history] ?? 0) - apart
      seen[bit] = (seen[bit] ?? 0) + apart
      seen[history ^ bit] = (seen[history ^ bit] ?? 0) + apart
    }
  })
  return seen
}
