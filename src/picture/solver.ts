/** What disclosure control asks of a solver of linear programs: a small type, so that the rules need no library. Bound in `solver.job.ts`. */

/** Minimise cost over columns within bounds, with each row between its bounds. `whole` marks columns that take whole numbers only. */
export type Program = {
  readonly cost: Float64Array
  readonly lower: Float64Array
  readonly upper: Float64Array
  readonly rows: readonly ProgramRow[]
  readonly whole?: readonly boolean[]
  /** Relative gap at which a whole-number program is good enough; 0 is proven optimal. */
  readonly gap?: number
  readonly secondsMax?: number
}
export type ProgramRow = {
  readonly lower: number
  readonly upper: number
  readonly indices: readonly number[]
  readonly values: readonly number[]
}
/** `best` holds what was found before the time was up; `none` means that nothing was. */
export type Solved =
  | {
      readonly status: 'optimal' | 'best'
      readonly objective: number
      readonly values: Float64Array
      readonly reduced: Float64Array
    }
  | { readonly status: 'infeasible' | 'unbounded' | 'none' }

/** A program that stays open: costs and bounds may change and it is solved again from where it was. Close it, or its memory stays. */
export type OpenProgram = {
  solve(): Solved
  setCost(column: number, cost: number): void
  setBounds(column: number, lower: number, upper: number): void
  addRow(row: ProgramRow): void
  setWhole(columns: number): void
  close(): void
}
export type Solver = { open(program: Program): OpenProgram }

/** Opens, uses and closes. */
export const withProgram = <T>(solver: Solver, program: Program, use: (open: OpenProgram) => T): T => {
  const open = solver.open(program)
  try {
    return use(open)
  } finally {
    open.close()
  }
}

/** Reads an element that must be there; outside the list is a fault of ours. */
export const at = (items: ArrayLike<number>, index: number): number => {
  const item = items[index]
  if (item === undefined) throw new RangeError('outside the list')
  return item
}
/** The same for lists of anything. */
export const pick = <T>(items: readonly T[], index: number): T => {
  const item = items[index]
  if (item === undefined) throw new RangeError('outside the list')
  return item
}
