/** One table made safe by one method, and attacked before anybody gets it: rounding as the first choice, withholding as the second. */
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import { type Audit, auditShown, type Known } from './audit.ts'
import type { CellTable } from './cells.ts'
import { type RoundRefusal, roundControlled, type ShownBefore } from './round-controlled.ts'
import { pick, type Solver } from './solver.ts'
import { type Need, type SuppressRefusal, suppress } from './suppress.ts'

export const METHODS = ['round', 'suppress'] as const
export type Method = (typeof METHODS)[number]
export type ProtectOptions = {
  readonly method: Method
  readonly base: number
  readonly needs: readonly Need[]
  /** For withholding: whether a cell costs its count or one. */
  readonly cost?: 'value' | 'count'
  readonly before?: ShownBefore
  readonly secondsMax?: number
  readonly now: () => number
}
export type ProtectedTable = {
  readonly method: Method
  readonly way: 'rounded' | 'optimal' | 'best-found' | 'elimination'
  /** What is shown of each cell; null is withheld. */
  readonly shown: readonly (number | null)[]
  /** How far from what is shown the true number can lie; 0 when shown as it is. */
  readonly reach: number
  readonly known: readonly Known[]
  readonly audit: Audit
}
export type ProtectRefusal = RoundRefusal | SuppressRefusal | 'release-can-be-undone'

/** The safe table. Refuses when the method finds none, and when the attacker comes too close to what it made. */
export const protectTable = (
  solver: Solver,
  table: CellTable,
  options: ProtectOptions,
): Outcome<ProtectedTable, ProtectRefusal> =>
  options.method === 'round' ? byRounding(solver, table, options) : byWithholding(solver, table, options)

const byRounding = (
  solver: Solver,
  table: CellTable,
  { base, needs, before, secondsMax }: ProtectOptions,
): Outcome<ProtectedTable, ProtectRefusal> => {
  const rounded = roundControlled(solver, table, {
    base,
    ...(before ? { before } : {}),
    ...(secondsMax === undefined ? {} : { secondsMax }),
  })
  if (!rounded.ok) return rounded
  const { shown, reach } = rounded.value
  const known = shown.map((value) => ({ least: Math.max(0, value - reach), most: value + reach }))
  // What is shown and what is true must both remain possible for each hidden number, and be two numbers.
  const hidden = needs.map(({ cell }) => {
    const both = [pick(shown, cell), pick(table.values, cell)]
    const [least, most] = [Math.min(...both), Math.max(...both)]
    return { cell, least: least === most ? most - 1 : least, most }
  })
  const audit = auditShown(solver, { known, additions: table.additions }, hidden, [shown, table.values])
  if (audit.told.length > 0 || audit.contradiction)
    return refuse('release-can-be-undone', { numbers: audit.told.length })
  return accept({ method: 'round', way: 'rounded', shown, reach, known, audit })
}

const byWithholding = (
  solver: Solver,
  table: CellTable,
  { needs, cost = 'value', secondsMax, now }: ProtectOptions,
): Outcome<ProtectedTable, ProtectRefusal> => {
  const made = suppress(solver, table, needs, {
    ...{ cost: cost === 'count' ? () => 1 : (cell: number) => pick(table.values, cell), now },
    ...(secondsMax === undefined ? {} : { secondsMax }),
  })
  if (!made.ok) return made
  const { withheld, way } = made.value
  const most = Math.max(0, ...table.values)
  const known = table.values.map((value, cell) =>
    withheld.has(cell) ? { least: 0, most: value + most } : { least: value, most: value },
  )
  const hidden = needs.map(({ cell, down, up }) => {
    const value = pick(table.values, cell)
    return { cell, least: value - down, most: value + up }
  })
  const audit = auditShown(solver, { known, additions: table.additions }, hidden, [table.values])
  if (audit.told.length > 0 || audit.contradiction)
    return refuse('release-can-be-undone', { numbers: audit.told.length })
  const shown = table.values.map((value, cell) => (withheld.has(cell) ? null : value))
  return accept({ method: 'suppress', way, shown, reach: 0, known, audit })
}
