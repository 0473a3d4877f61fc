/**
 * Which model to believe. Stepwise (Chan, Silverman, Vincent 2021): from no interactions, the pair of lists whose overlap is least to be expected is added
 * while its chance is below a threshold. By BIC (Silverman, Chan, Vincent 2024): all hierarchical models up to an order, the one with the lowest BIC.
 * A model that has no estimate, or more than one, is never chosen.
 */
import { bicOf, type Fit, fitModel, type Model, type Prepared, prepare } from './estimate-fit.ts'
import { setsOfSize, sizeOf } from './estimate-table.ts'
import { poissonTail } from './special-functions.ts'

export type Chosen = { readonly model: Model; readonly fit: Fit }

/** The threshold that the paper of 2021 recommends. */
export const STEPWISE_THRESHOLD = 0.02

/**
 * Stepwise. The overlap of a pair is compared with what the model so far expects: the smaller tail of Poisson. Ties go to the first pair. Undefined when not
 * even the model without interactions has an estimate. A list on which nobody was seen has its parameter at minus infinity, like any other set, so that the
 * other lists decide.
 */
export const chooseStepwise = (table: Prepared, threshold = STEPWISE_THRESHOLD): Chosen | undefined => {
  const pairs = setsOfSize(table.lists, 2)
  let model: readonly number[] = []
  let fit = fitModel(table, model)
  if (fit === undefined) return undefined
  for (;;) {
    const next = bestPair(table, pairs, model, fit, threshold)
    if (next === undefined) return { model, fit }
    model = next.model
    fit = next.fit
  }
}

const bestPair = (
  table: Prepared,
  pairs: readonly number[],
  model: Model,
  fit: Fit,
  threshold: number,
): Chosen | undefined => {
  const found: { readonly pair: number; readonly chance: number }[] = []
  for (const pair of pairs) {
    if (model.includes(pair)) continue
    const chance = poissonTail(table.totals[pair] ?? 0, fit.fittedTotals[pair] ?? 0)
    if (chance < threshold) found.push({ pair, chance })
  }
  found.sort((a, b) => a.chance - b.chance)
  for (const { pair } of found) {
    const wider = [...model, pair]
    const fitted = fitModel(table, wider, startOf(table, fit, pair))
    if (fitted !== undefined) return { model: wider, fit: fitted }
  }
  return undefined
}

/** Where the search for a model begins that has one set more than a model that was fitted. */
const startOf = (table: Prepared, fit: Fit, added: number): Float64Array => {
  const start = fit.parametersBySet.slice()
  const [total, expected] = [table.totals[added] ?? 0, fit.fittedTotals[added] ?? 0]
  if (total > 0 && expected > 0) start[added] = Math.log(total / expected)
  return start
}

/**
 * Every hierarchical model of this many lists with interactions up to this order, each once: a model is met after the one without its last set, whose
 * result it is handed.
 */
export const walkModels = <Result>(
  lists: number,
  order: number,
  visit: (model: Model, before: Result | undefined) => Result,
): void => {
  const sets = Array.from({ length: Math.max(0, order - 1) }, (_, index) => setsOfSize(lists, index + 2)).flat()
  const walk = (model: Model, from: number, before: Result | undefined): void => {
    const result = visit(model, before)
    for (let index = from; index < sets.length; index += 1) {
      const set = sets[index] ?? 0
      if (partsOf(set).every((part) => sizeOf(part) < 2 || model.includes(part)))
        walk([...model, set], index + 1, result)
    }
  }
  walk([], 0, undefined)
}

const partsOf = (set: number): readonly number[] => {
  const parts: number[] = []
  for (let bit = 1; bit <= set; bit <<= 1) if ((set & bit) !== 0) parts.push(set ^ bit)
  return parts
}

/** Interactions of three lists as long as they can be looked through: not with six lists, and never of all lists at once. */
export const orderFor = (lists: number): number => (lists >= 6 ? 2 : Math.min(3, lists - 1))

export type Ranked = { readonly model: Model; readonly bic: number; readonly estimate: number }

/** Every model up to this order that has exactly one estimate, the lowest BIC first. */
export const rankByBic = (table: Prepared, order: number): readonly Ranked[] => {
  const ranked: Ranked[] = []
  walkModels<Fit | undefined>(table.lists, order, (model, before) => {
    const start = before === undefined ? undefined : startOf(table, before, model.at(-1) ?? 0)
    const fit = fitModel(table, model, start)
    if (fit !== undefined) ranked.push({ model, bic: bicOf(table, fit), estimate: fit.estimate })
    return fit
  })
  return ranked.sort((a, b) => a.bic - b.bic || a.model.length - b.model.length)
}

/** The lowest BIC among a few models: how replicates choose. */
export const chooseByBic = (table: Prepared, models: readonly Model[]): Chosen | undefined => {
  let best: (Chosen & { readonly bic: number }) | undefined
  for (const model of models) {
    const fit = fitModel(table, model)
    if (fit === undefined) continue
    const bic = bicOf(table, fit)
    if (best === undefined || bic < best.bic) best = { model, fit, bic }
  }
  return best
}

/** What an estimator is to a bootstrap: counts in, all persons out; Infinity where no model has an estimate. */
export type Estimator = (counts: Float64Array) => number

export const stepwiseEstimator =
  (lists: number, threshold = STEPWISE_THRESHOLD): Estimator =>
  (counts) =>
    chooseStepwise(prepare(lists, counts), threshold)?.fit.estimate ?? Number.POSITIVE_INFINITY

export const bicEstimator =
  (lists: number, models: readonly Model[]): Estimator =>
  (counts) =>
    chooseByBic(prepare(lists, counts), models)?.fit.estimate ?? Number.POSITIVE_INFINITY
