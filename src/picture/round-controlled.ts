/**
 * Controlled rounding, the first choice: every cell becomes a neighbouring multiple of the base, multiples stay, and all additions hold. One
 * program with whole numbers. When no such table exists (it can happen from three dimensions on), cells may go one more step, at a price.
 *
 * Why it is safe: what is shown is a table that adds up, and so is what is shown with any one finest cell (and all its totals) moved up or down by
 * less than the base. So from one release no number can be told closer than its own "r - base + 1 to r + base - 1", however many additions
 * there are. What several releases tell together is asked by the ledger.
 */
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import { asFinest, type CellTable, finestOf } from './cells.ts'
import { at, type ProgramRow, pick, type Solver, withProgram } from './solver.ts'

export const BASES = [3, 5, 10] as const
export type Rounded = {
  readonly shown: readonly number[]
  /** How far a true number can lie from what is shown: base - 1, or 2 base - 1 when one more step was needed. */
  readonly reach: number
  readonly proven: boolean
}
export type RoundRefusal = 'rounding-not-found'
/** What a cell was shown as before: kept where it may be, so that the same number is not told twice in two ways. */
export type ShownBefore = ReadonlyMap<number, number>

const EXTRA_STEP = 1_000
const KEEP = 10_000
/** Good enough: two hundredths from the smallest total change that can be proven. */
const GAP = 0.02

/** The rounded table. Refuses when within the time no table that adds up was found. */
export const roundControlled = (
  solver: Solver,
  table: CellTable,
  { base, before = new Map(), secondsMax = 30 }: { base: number; before?: ShownBefore; secondsMax?: number },
): Outcome<Rounded, RoundRefusal> => {
  for (const extra of [0, 1]) {
    const solved = solve(solver, table, { base, before, secondsMax, extra })
    if (solved) return accept({ ...solved, reach: base * (1 + extra) - 1 })
  }
  return refuse('rounding-not-found')
}

// A column for each cell: how many bases above the multiple below it. Finest cells and totals alike, tied by the additions.
const solve = (
  solver: Solver,
  table: CellTable,
  { base, before, secondsMax, extra }: { base: number; before: ShownBefore; secondsMax: number; extra: number },
): { readonly shown: readonly number[]; readonly proven: boolean } | undefined => {
  const floors = table.values.map((value) => Math.floor(value / base))
  const rests = table.values.map((value) => value % base)
  const zero = table.values.map((value) => value === 0)
  // Up and down columns of one more step, for each cell that may take them.
  const extras = extra === 0 ? [] : table.keys.flatMap((_, index) => (pick(zero, index) ? [] : [index]))
  const cells = table.keys.length
  const width = cells + 2 * extras.length
  const cost = new Float64Array(width).fill(EXTRA_STEP)
  const [lower, upper] = [new Float64Array(width), new Float64Array(width).fill(1)]
  for (let index = 0; index < cells; index += 1) {
    const rest = pick(rests, index)
    upper[index] = rest === 0 ? 0 : 1
    const kept = before.get(index)
    const pull = kept === undefined ? 0 : kept > base * pick(floors, index) ? -KEEP : KEEP
    cost[index] = base - 2 * rest + pull
  }
  for (const [index, cell] of extras.entries()) if (pick(floors, cell) === 0) upper[cells + 2 * index + 1] = 0
  const columnsOf = new Map(extras.map((cell, index) => [cell, cells + 2 * index]))
  const termsOf = (cell: number, sign: number): readonly (readonly [number, number])[] => {
    const more = columnsOf.get(cell)
    return [
      [cell, sign],
      ...(more === undefined
        ? []
        : ([
            [more, sign],
            [more + 1, -sign],
          ] as const)),
    ]
  }
  const rows: ProgramRow[] = table.additions.map(({ total, parts }) => {
    const terms = [...parts.flatMap((part) => termsOf(part, 1)), ...termsOf(total, -1)]
    const sum = pick(floors, total) - parts.reduce((all, part) => all + pick(floors, part), 0)
    return { lower: sum, upper: sum, indices: terms.map(([column]) => column), values: terms.map(([, sign]) => sign) }
  })
  const program = { cost, lower, upper, rows, whole: new Array<boolean>(width).fill(true), gap: GAP, secondsMax }
  return withProgram(solver, program, (open) => {
    const solved = open.solve()
    if (!('values' in solved)) return undefined
    const steps = (cell: number): number => {
      const more = columnsOf.get(cell)
      const step = (column: number): number => Math.round(at(solved.values, column))
      return step(cell) + (more === undefined ? 0 : step(more) - step(more + 1))
    }
    const finest = finestOf(table)
    // Totals are added up again from the finest cells in whole numbers: what a solver calls zero is not always zero.
    const parts = finest.map((cell) => base * (pick(floors, cell) + steps(cell)))
    const shown = asFinest(table).map((rows) => rows.reduce((sum, row) => sum + pick(parts, row), 0))
    const fits = shown.every(
      (value, cell) => value >= 0 && Math.abs(value - pick(table.values, cell)) <= base * (1 + extra) - 1e-9,
    )
    if (!fits) throw new Error('a rounded table that is not near the true one')
    return { shown, proven: solved.status === 'optimal' }
  })
}
