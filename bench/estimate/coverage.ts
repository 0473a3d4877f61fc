/** How often an interval holds the truth: tables drawn from a known country, each with its own bootstrap. */
import { type Random, randomFrom } from '../../src/kernel/index.ts'
import { bcaInterval, drawReplicate, replicate } from '../../src/picture/estimate-interval.ts'
import type { Estimator } from '../../src/picture/estimate-select.ts'

/** Persons per history, those on no list in cell 0. */
export type Country = { readonly cells: Float64Array }

export type Coverage = {
  readonly held95: number
  readonly held80: number
  readonly tables: number
  readonly median: number
}

/** Everybody of the country, each with a history drawn by its share; who is on no list is not seen. */
export const drawTable = (random: Random, { cells }: Country): Float64Array => {
  const counts = drawReplicate(random, cells.map(Math.round))
  counts[0] = 0
  return counts
}

/** Draws tables and counts how many intervals hold the number of all persons. */
export const coverageOf = (
  country: Country,
  estimatorOf: (counts: Float64Array) => Estimator,
  { tables, replicates, seed }: { readonly tables: number; readonly replicates: number; readonly seed: number },
): Coverage => {
  const truth = country.cells.map(Math.round).reduce((sum, cell) => sum + cell, 0)
  const random = randomFrom(seed)
  const estimates: number[] = []
  let held95 = 0
  let held80 = 0
  for (let table = 0; table < tables; table += 1) {
    const counts = drawTable(random, country)
    const drawn = replicate(counts, estimatorOf(counts), random, replicates)
    const holds = ([low, high]: readonly [number, number]): boolean => low <= truth && truth <= high
    if (holds(bcaInterval(drawn, 0.95))) held95 += 1
    if (holds(bcaInterval(drawn, 0.8))) held80 += 1
    estimates.push(drawn.estimate)
  }
  estimates.sort((a, b) => a - b)
  return { held95: held95 / tables, held80: held80 / tables, tables, median: estimates[tables >> 1] ?? Number.NaN }
}
