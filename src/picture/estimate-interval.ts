/**
 * How sure an estimate is, the choice of the model included: bias-corrected and accelerated bootstrap limits (Efron 1987; for these tables Chan, Silverman,
 * Vincent 2021). Every replicate chooses its own model, and draws from all persons, those on no list included (Buckland and Garthwaite 1991): how many of them
 * happened to be seen is chance too. Where most were seen that is most of the chance there is. Chance is an argument: the same seed gives the same limits.
 */
import type { Random } from '../kernel/index.ts'
import type { Estimator } from './estimate-select.ts'
import { observedIn } from './estimate-table.ts'
import { drawBinomial, normalBelow, normalQuantile } from './special-functions.ts'

/** The usual number of replicates. */
export const REPLICATES = 1_000
/** Nearer than this, a replicate is the estimate itself and not below it: floating-point noise decides nothing. */
const TIE = 1e-7

/** Draws as many persons as there are over the histories that they have, each with its share; cell 0 holds those on no list, if any. */
export const drawReplicate = (random: Random, counts: Float64Array): Float64Array => {
  let persons = counts.reduce((sum, count) => sum + count, 0)
  let left = persons
  return counts.map((count) => {
    if (count === 0 || persons <= 0) return 0
    const drawn = drawBinomial(random, persons, Math.min(1, count / left))
    left -= count
    persons -= drawn
    return drawn
  })
}

export type Replicates = {
  readonly estimate: number
  readonly values: readonly number[]
  readonly acceleration: number
}

/** The estimate, that of `size` replicates, and how it leans when one person of each history is left out. */
export const replicate = (
  counts: Float64Array,
  estimator: Estimator,
  random: Random,
  size = REPLICATES,
  progress?: (done: number) => void,
): Replicates => {
  const estimate = estimator(counts)
  const unseen = Number.isFinite(estimate) ? Math.round(estimate - observedIn(counts)) : 0
  const everybody = counts.slice()
  everybody[0] = unseen
  const values: number[] = []
  for (let done = 0; done < size; done += 1) {
    const drawn = drawReplicate(random, everybody)
    drawn[0] = 0
    values.push(estimator(drawn))
    if (done % 100 === 99) progress?.(done + 1)
  }
  return { estimate, values, acceleration: accelerationOf(counts, estimator, { persons: unseen, estimate }) }
}

/** Leaves one person out, once for each history, weighted by how many persons have it; without somebody on no list the estimate is what it was. */
export const accelerationOf = (
  counts: Float64Array,
  estimator: Estimator,
  unseen: { readonly persons: number; readonly estimate: number } = { persons: 0, estimate: 0 },
): number => {
  const left: { readonly weight: number; readonly value: number }[] = []
  if (unseen.persons > 0) left.push({ weight: unseen.persons, value: unseen.estimate })
  counts.forEach((count, history) => {
    if (count < 1) return
    const fewer = counts.slice()
    fewer[history] = count - 1
    const value = estimator(fewer)
    if (Number.isFinite(value)) left.push({ weight: count, value })
  })
  const persons = left.reduce((sum, { weight }) => sum + weight, 0)
  const mean = left.reduce((sum, { weight, value }) => sum + weight * value, 0) / persons
  const moment = (power: number): number =>
    left.reduce((sum, { weight, value }) => sum + weight * (mean - value) ** power, 0)
  const spread = moment(2)
  return spread > 0 ? moment(3) / (6 * spread ** 1.5) : 0
}

/** The limit below which this share of belief lies. Infinity where too many replicates have no estimate. */
export const bcaLimit = ({ estimate, values, acceleration }: Replicates, share: number): number => {
  const below = values.filter((value) => value < estimate * (1 - TIE)).length / values.length
  const edge = 0.5 / values.length
  const bias = normalQuantile(Math.min(1 - edge, Math.max(edge, below)))
  const z = bias + normalQuantile(share)
  return quantileOf(values, normalBelow(bias + z / (1 - acceleration * z)))
}

/** Type 8 of Hyndman and Fan (1996): about median-unbiased whatever the distribution. */
export const quantileOf = (values: readonly number[], share: number): number => {
  const sorted = Float64Array.from(values).sort()
  const position = (sorted.length + 1 / 3) * share + 1 / 3
  const low = Math.floor(position)
  const pick = (rank: number): number => sorted[Math.min(sorted.length, Math.max(1, rank)) - 1] ?? Number.NaN
  const weight = position - low
  return weight === 0 || pick(low) === pick(low + 1) ? pick(low) : pick(low) + weight * (pick(low + 1) - pick(low))
}

export type Interval = readonly [number, number]
/** Both limits that leave the same share outside on either side. */
export const bcaInterval = (replicates: Replicates, level: number): Interval => [
  bcaLimit(replicates, (1 - level) / 2),
  bcaLimit(replicates, (1 + level) / 2),
]
