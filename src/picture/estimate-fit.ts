/**
 * Fits one log-linear model to a table of capture histories: the count of a history is Poisson, its logarithm a sum of one parameter for every set of
 * lists of the model that the history contains. A set on which nobody was seen has its parameter at minus infinity: it and all cells that contain it leave
 * the fit (Chan, Silverman, Vincent 2021). By Newton's method; sums over cells that contain a set are made for all sets at once, so a fit of six lists takes
 * microseconds.
 */
import { largestFloor, rankOf, type TotalRow } from './estimate-exists.ts'
import { addSubsets, addSupersets, sizeOf } from './estimate-table.ts'
import { lnGamma } from './special-functions.ts'

/** Counts per history, with what every model of the same table needs of them. */
export type Prepared = {
  readonly lists: number
  readonly counts: Float64Array
  /** For every set of lists: how many persons are on all of them; for the empty set all who were seen. */
  readonly totals: Float64Array
  /** Sum of ln(count!) over all cells. */
  readonly lnFactorials: number
}

/** The interactions of a model: sets of two lists and more, each with all its parts. The empty set and single lists always belong to it. */
export type Model = readonly number[]

export type Fit = {
  /** All persons: those seen, and those on no list. */
  readonly estimate: number
  readonly logLikelihood: number
  readonly deviance: number
  /** All parameters of the model, those at minus infinity too. */
  readonly parameters: number
  /** Sets of the model on which nobody was seen. */
  readonly atMinusInfinity: readonly number[]
  /** Fitted counts per history, summed over all histories that contain it: index 0 for all. */
  readonly fittedTotals: Float64Array
  readonly fitted: Float64Array
  /** A parameter for every set of lists; 0 where the model has none. */
  readonly parametersBySet: Float64Array
  /** Standard error of the logarithm of those on no list, as if the model had been known. */
  readonly standardError: number
}

/** 0: one estimate. 1: no estimate. 2: more than one. 3: both. The numbers are those of Chan, Silverman, Vincent (2021). */
export type Verdict = 0 | 1 | 2 | 3

export const prepare = (lists: number, counts: Float64Array): Prepared => ({
  lists,
  counts,
  totals: addSupersets(counts.slice()),
  lnFactorials: counts.reduce((sum, count) => (count > 1 ? sum + lnGamma(count + 1) : sum), 0),
})

/** Sets of a model in a fixed order: nothing, single lists, then its interactions. */
export const setsOf = (lists: number, model: Model): readonly number[] => [
  0,
  ...Array.from({ length: lists }, (_, list) => 1 << list),
  ...model,
]

/** What of a model can be fitted: its sets with persons, and the cells that contain none of the other sets. */
const aliveOf = (table: Prepared, model: Model) => {
  const alive: number[] = []
  const dead: number[] = []
  for (const set of setsOf(table.lists, model)) {
    if ((table.totals[set] ?? 0) > 0) alive.push(set)
    else dead.push(set)
  }
  const cells: number[] = []
  for (let cell = 1; cell < table.counts.length; cell += 1)
    if (dead.length === 0 || !dead.some((set) => (cell & set) === set)) cells.push(cell)
  return { alive, dead, cells }
}
type Alive = ReturnType<typeof aliveOf>

/** A share that is left of a column after the others are taken from it: above this it does not depend on them, whatever rounding did. */
const SURE_PIVOT = 1e-7

/**
 * The fit of a model, when it has exactly one; undefined otherwise. Newton's last step is itself the proof that there is one: with step d, the table
 * fitted * (1 + sum of d over the sets in the cell) has exactly the totals that were seen, and it is positive when no sum reaches -1. In a model without an
 * estimate some sum stays near -1 for ever, however small its cell has become. Only without that proof is the linear programme asked.
 * `start` may be the parameters of a model nearby.
 */
export const fitModel = (table: Prepared, model: Model, start?: Float64Array): Fit | undefined => {
  const alive = aliveOf(table, model)
  if (alive.cells.length < alive.alive.length) return undefined
  const solved = solve(table, alive, HURRIED, start)
  if (solved !== undefined && solved.pivot >= SURE_PIVOT) return fitOf(table, alive, solved)
  if (verdictOf(table, alive) !== 0) return undefined
  const patient = solved ?? solve(table, alive, PATIENT)
  return patient === undefined ? undefined : fitOf(table, alive, patient)
}

/** Whether a model has an estimate and only one, by the linear programme and the rank alone. */
export const checkModel = (table: Prepared, model: Model): Verdict => verdictOf(table, aliveOf(table, model))

const EXISTS_ABOVE = 1e-7

const verdictOf = (table: Prepared, { alive, cells }: Alive): Verdict => {
  const rows: readonly TotalRow[] = alive.map((set) => ({
    cells: cells.map((cell) => (cell & set) === set),
    total: table.totals[set] ?? 0,
  }))
  const exists = largestFloor(rows) > EXISTS_ABOVE
  const one = rankOf(rows) === alive.length
  if (exists) return one ? 0 : 2
  return one ? 1 : 3
}

type Solved = {
  readonly bySet: Float64Array
  readonly fitted: Float64Array
  readonly fittedTotals: Float64Array
  readonly standardError: number
  readonly pivot: number
}

const HURRIED = 40
const PATIENT = 400
/** The largest change of a logarithm in the last step; the error that is left is its square. */
const NEAR = 1e-7
/** So many steps, so little gain, and still a logarithm that falls by one in each: this one never stops. */
const FALLING = { rounds: 8, gain: 1e-4, change: 0.9 }

const solve = (table: Prepared, alive: Alive, rounds: number, start?: Float64Array): Solved | undefined => {
  const { alive: sets, cells } = alive
  const system = new NormalEquations(sets, table.counts.length)
  let bySet = start === undefined ? firstGuess(table, alive, system) : startFrom(table, sets, start)
  if (bySet === undefined) return undefined
  let fitted = fittedBy(bySet, cells)
  let likelihood = kernelOf(table, bySet, fitted, cells)
  for (let round = 0; round < rounds; round += 1) {
    const fittedTotals = addSupersets(fitted.slice())
    if (!system.factor(fittedTotals)) return undefined
    const step = system.step(table.totals, fittedTotals)
    const change = largestChange(step, cells)
    if (rounds === HURRIED && round > FALLING.rounds && change > FALLING.change) {
      if (gainOf(table, fittedTotals, sets, step) < FALLING.gain) return undefined
    }
    let size = 1
    for (;;) {
      const tried = moved(bySet, step, size)
      const triedFit = fittedBy(tried, cells)
      const triedLikelihood = kernelOf(table, tried, triedFit, cells)
      if (change < NEAR || triedLikelihood >= likelihood - 1e-9 * Math.abs(likelihood)) {
        bySet = tried
        fitted = triedFit
        likelihood = triedLikelihood
        break
      }
      size /= 2
      if (size < 1e-6) return undefined
    }
    if (change < NEAR)
      return {
        bySet,
        fitted,
        fittedTotals: addSupersets(fitted.slice()),
        standardError: system.standardErrorOfFirst(),
        pivot: system.leastPivot,
      }
  }
  return undefined
}

const largestChange = (step: Float64Array, cells: readonly number[]): number => {
  const changes = addSubsets(step.slice())
  let largest = 0
  for (let i = 0; i < cells.length; i += 1) largest = Math.max(largest, Math.abs(changes[cells[i] ?? 0] ?? 0))
  return largest
}

const gainOf = (table: Prepared, fittedTotals: Float64Array, sets: readonly number[], step: Float64Array): number =>
  sets.reduce((sum, set) => sum + (step[set] ?? 0) * gapOf(table.totals, fittedTotals, set), 0)

const gapOf = (totals: Float64Array, fittedTotals: Float64Array, set: number): number =>
  (totals[set] ?? 0) - (fittedTotals[set] ?? 0)

const moved = (bySet: Float64Array, step: Float64Array, size: number): Float64Array => {
  const next = bySet.slice()
  for (let set = 0; set < next.length; set += 1) next[set] = (next[set] ?? 0) + size * (step[set] ?? 0)
  return next
}

const fittedBy = (bySet: Float64Array, cells: readonly number[]): Float64Array => {
  const logs = addSubsets(bySet.slice())
  const fitted = new Float64Array(bySet.length)
  for (let i = 0; i < cells.length; i += 1) {
    const cell = cells[i] ?? 0
    fitted[cell] = Math.exp(logs[cell] ?? 0)
  }
  return fitted
}

/** The part of the log-likelihood that moves with the parameters. */
const kernelOf = (table: Prepared, bySet: Float64Array, fitted: Float64Array, cells: readonly number[]): number => {
  let sum = 0
  for (let set = 0; set < bySet.length; set += 1) {
    const value = bySet[set] ?? 0
    if (value !== 0) sum += value * (table.totals[set] ?? 0)
  }
  for (let i = 0; i < cells.length; i += 1) sum -= fitted[cells[i] ?? 0] ?? 0
  return sum
}

/** One weighted least-squares step from the counts themselves. */
const firstGuess = (table: Prepared, { cells }: Alive, system: NormalEquations): Float64Array | undefined => {
  const weights = new Float64Array(table.counts.length)
  const targets = new Float64Array(table.counts.length)
  for (let i = 0; i < cells.length; i += 1) {
    const cell = cells[i] ?? 0
    const count = table.counts[cell] ?? 0
    const near = count + 0.5
    weights[cell] = near
    targets[cell] = near * Math.log(near) + count - near
  }
  if (!system.factor(addSupersets(weights))) return undefined
  addSupersets(targets)
  return system.solve((set) => targets[set] ?? 0)
}

const startFrom = (table: Prepared, sets: readonly number[], start: Float64Array): Float64Array => {
  const bySet = new Float64Array(table.counts.length)
  for (let i = 0; i < sets.length; i += 1) bySet[sets[i] ?? 0] = start[sets[i] ?? 0] ?? 0
  return bySet
}

/** The matrix of second derivatives of one set of parameters, factored (Cholesky); its entries are sums over cells that contain both sets. */
class NormalEquations {
  readonly #sets: readonly number[]
  readonly #size: number
  readonly #cells: number
  readonly #factor: Float64Array
  readonly #solution: Float64Array
  leastPivot = 0

  constructor(sets: readonly number[], cells: number) {
    this.#sets = sets
    this.#cells = cells
    this.#solution = new Float64Array(sets.length)
    this.#size = sets.length
    this.#factor = new Float64Array(sets.length * sets.length)
  }

  /** False when the columns depend on each other, as far as numbers can tell. */
  factor(sums: Float64Array): boolean {
    const size = this.#size
    const factor = this.#factor
    this.leastPivot = 1
    for (let i = 0; i < size; i += 1) {
      const set = this.#sets[i] ?? 0
      const row = i * size
      for (let j = 0; j <= i; j += 1) {
        let sum = sums[set | (this.#sets[j] ?? 0)] ?? 0
        const other = j * size
        for (let k = 0; k < j; k += 1) sum -= (factor[row + k] ?? 0) * (factor[other + k] ?? 0)
        if (i !== j) factor[row + j] = sum / (factor[other + j] ?? 1)
        else {
          const share = sum / (sums[set] ?? 1)
          if (!(share > 1e-13)) return false
          this.leastPivot = Math.min(this.leastPivot, share)
          factor[row + i] = Math.sqrt(sum)
        }
      }
    }
    return true
  }

  /** Newton's step, by set. */
  step(totals: Float64Array, fittedTotals: Float64Array): Float64Array {
    return this.solve((set) => gapOf(totals, fittedTotals, set))
  }

  /** The solution by set, for a right-hand side by set. */
  solve(right: (set: number) => number): Float64Array {
    const size = this.#size
    const factor = this.#factor
    const x = this.#solution
    for (let i = 0; i < size; i += 1) {
      let sum = right(this.#sets[i] ?? 0)
      for (let k = 0; k < i; k += 1) sum -= (factor[i * size + k] ?? 0) * (x[k] ?? 0)
      x[i] = sum / (factor[i * size + i] ?? 1)
    }
    const bySet = new Float64Array(this.#cells)
    for (let i = size - 1; i >= 0; i -= 1) {
      let sum = x[i] ?? 0
      for (let k = i + 1; k < size; k += 1) sum -= (factor[k * size + i] ?? 0) * (x[k] ?? 0)
      x[i] = sum / (factor[i * size + i] ?? 1)
      bySet[this.#sets[i] ?? 0] = x[i] ?? 0
    }
    return bySet
  }

  standardErrorOfFirst(): number {
    return Math.sqrt(this.solve((set) => (set === 0 ? 1 : 0))[0] ?? 0)
  }
}

const fitOf = (table: Prepared, { alive, dead, cells }: Alive, solved: Solved): Fit => {
  let logLikelihood = -table.lnFactorials
  let deviance = 0
  for (const cell of cells) {
    const count = table.counts[cell] ?? 0
    const mean = solved.fitted[cell] ?? 0
    if (count > 0) {
      logLikelihood += count * Math.log(mean)
      deviance += 2 * count * Math.log(count / mean)
    }
    logLikelihood -= mean
    deviance -= 2 * (count - mean)
  }
  return {
    estimate: (table.totals[0] ?? 0) + Math.exp(solved.bySet[0] ?? 0),
    logLikelihood,
    deviance,
    parameters: alive.length + dead.length,
    atMinusInfinity: dead,
    fittedTotals: solved.fittedTotals,
    fitted: solved.fitted,
    parametersBySet: solved.bySet,
    standardError: solved.standardError,
  }
}

/** k ln(observed) - 2 ln likelihood; lower is better. */
export const bicOf = (table: Prepared, fit: Fit): number =>
  fit.parameters * Math.log(table.totals[0] ?? 1) - 2 * fit.logLikelihood

/** The model by its largest interactions, lists numbered from 1: `[123,14,34]`, larger first; a list without interactions stands alone. */
export const nameOf = (lists: number, model: Model): string => {
  const all = [...model, ...Array.from({ length: lists }, (_, list) => 1 << list)]
  const largest = all.filter((set) => !all.some((other) => other !== set && (other & set) === set))
  const spelled = (set: number): string =>
    Array.from({ length: lists }, (_, list) => ((set >> list) & 1 ? String(list + 1) : '')).join('')
  const ordered = largest.map((set) => ({ size: sizeOf(set), spelled: spelled(set) }))
  ordered.sort((a, b) => b.size - a.size || (a.spelled < b.spelled ? -1 : 1))
  return `[${ordered.map((each) => each.spelled).join(',')}]`
}
