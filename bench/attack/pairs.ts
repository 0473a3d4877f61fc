/** From evidence for every pair of a record and a person to names: pairs that are each other's best, well ahead of the next. */
import type { Assertions } from './scene.ts'

type Best = { readonly at: number; readonly first: number; readonly second: number }

/** `scores[record][person]` in bits. Nobody is named with less than `least`, nor with less than `margin` ahead of the next on either side. */
export const bestPairs = (scores: readonly Float32Array[], margin: number, least: number): Assertions => {
  const people = scores[0]?.length ?? 0
  const back: Best[] = Array.from({ length: people }, () => NOBODY)
  const forth = scores.map((row, record) => {
    let best = NOBODY
    row.forEach((score, person) => {
      best = taken(best, person, score)
      back[person] = taken(back[person] ?? NOBODY, record, score)
    })
    return best
  })
  return Int32Array.from(forth, ({ at, first, second }, record) => {
    const other = back[at]
    if (at < 0 || !other || other.at !== record || first < least) return -1
    return first - second >= margin && first - other.second >= margin ? at : -1
  })
}

const NOBODY: Best = { at: -1, first: Number.NEGATIVE_INFINITY, second: Number.NEGATIVE_INFINITY }

const taken = (best: Best, at: number, score: number): Best => {
  if (score > best.first) return { at, first: score, second: best.first }
  return score > best.second ? { ...best, second: score } : best
}
