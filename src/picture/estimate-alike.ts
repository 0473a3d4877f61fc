/**
 * What the estimate would be if people differ in how easily anybody sees them (the model of Darroch, Fienberg, Glonek and Junker 1993): one more parameter, with
 * which every further list on which somebody stands counts for as much as every other. It is no candidate for the estimate; it shows whether the lists look
 * as they do when this is so. By Newton's method on a handful of columns.
 */
import { type Model, type Prepared, setsOf } from './estimate-fit.ts'
import { sizeOf } from './estimate-table.ts'

export type Alike = {
  /** All persons, if people differ so. */
  readonly estimate: number
  readonly bic: number
  /** Above 0: who is on one list is on others more often than these models say. */
  readonly leaning: number
}

const ROUNDS = 60
const NEAR = 1e-9

/** The model with that parameter added; undefined when it has no estimate of its own. Sets on which nobody was seen leave the fit, with their cells. */
export const fitWithDifference = (table: Prepared, model: Model): Alike | undefined => {
  const all = setsOf(table.lists, model)
  const alive = all.filter((set) => (table.totals[set] ?? 0) > 0)
  const dead = all.filter((set) => (table.totals[set] ?? 0) === 0)
  const cells = Array.from(table.counts.keys()).filter((cell) => cell > 0 && !dead.some((set) => (cell & set) === set))
  if (cells.length < alive.length + 1) return undefined
  const columns = cells.map((cell) => {
    const size = sizeOf(cell)
    return Float64Array.from([...alive.map((set) => Number((cell & set) === set)), (size * (size - 1)) / 2])
  })
  const counts = cells.map((cell) => table.counts[cell] ?? 0)
  const found = maximise(columns, counts)
  if (found === undefined) return undefined
  const { values, likelihood } = found
  const logLikelihood = likelihood - table.lnFactorials
  return {
    estimate: (table.totals[0] ?? 0) + Math.exp(values[0] ?? 0),
    bic: (all.length + 1) * Math.log(table.totals[0] ?? 1) - 2 * logLikelihood,
    leaning: values.at(-1) ?? 0,
  }
}

type Columns = readonly Float64Array[]
const meansOf = (columns: Columns, values: Float64Array): Float64Array =>
  Float64Array.from(columns, (column) => Math.exp(column.reduce((sum, x, at) => sum + x * (values[at] ?? 0), 0)))
const likelihoodOf = (means: Float64Array, counts: readonly number[]): number =>
  means.reduce(
    (sum, mean, cell) => sum + ((counts[cell] ?? 0) > 0 ? (counts[cell] ?? 0) * Math.log(mean) : 0) - mean,
    0,
  )

const maximise = (columns: Columns, counts: readonly number[]) => {
  const size = columns[0]?.length ?? 0
  const observed = counts.reduce((sum, count) => sum + count, 0)
  let values = new Float64Array(size)
  values[0] = Math.log(observed / columns.length)
  let likelihood = likelihoodOf(meansOf(columns, values), counts)
  for (let round = 0; round < ROUNDS; round += 1) {
    const step = stepOf(columns, counts, meansOf(columns, values))
    if (step === undefined) return undefined
    let length = 1
    let [tried, gained] = [values, Number.NaN]
    while (!(gained >= likelihood - 1e-9 * Math.abs(likelihood))) {
      if (length < 1e-6) return undefined
      tried = values.map((value, at) => value + length * (step[at] ?? 0))
      gained = likelihoodOf(meansOf(columns, tried), counts)
      length /= 2
    }
    ;[values, likelihood] = [tried, gained]
    if (step.every((each) => Math.abs(each) < NEAR)) return { values, likelihood }
  }
  return undefined
}

/** Newton's step, by elimination; undefined when the columns depend on each other. */
const stepOf = (columns: Columns, counts: readonly number[], means: Float64Array): Float64Array | undefined => {
  const size = columns[0]?.length ?? 0
  const rows = Array.from({ length: size }, (_, i) => {
    const row = new Float64Array(size + 1)
    columns.forEach((column, cell) => {
      const x = column[i] ?? 0
      if (x === 0) return
      const mean = means[cell] ?? 0
      for (let j = 0; j < size; j += 1) row[j] = (row[j] ?? 0) + x * mean * (column[j] ?? 0)
      row[size] = (row[size] ?? 0) + x * ((counts[cell] ?? 0) - mean)
    })
    return row
  })
  // Symmetric and positive as long as there is one answer: no rows need to change places.
  for (const [at, own] of rows.entries()) {
    const pivot = own[at] ?? 0
    if (!(pivot > 1e-9)) return undefined
    for (const [other, row] of rows.entries()) {
      if (other === at) continue
      const share = (row[at] ?? 0) / pivot
      for (let j = at; j <= size; j += 1) row[j] = (row[j] ?? 0) - share * (own[j] ?? 0)
    }
  }
  return Float64Array.from(rows, (row, at) => (row[size] ?? 0) / (row[at] ?? 1))
}
