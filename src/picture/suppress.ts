/**
 * Secondary suppression with the least loss (Fischetti, Salazar 2001): which cells to withhold beside the hidden ones, so that an attacker with all
 * that is published and all additions cannot come closer to any hidden cell than it needs. Small tables are solved to proven optimum by cuts that
 * the attacker's own programs give; large ones by elimination, mended where an attacker still comes too close.
 */
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import type { CellTable } from './cells.ts'
import { eliminate } from './eliminate.ts'
import { at, type OpenProgram, type ProgramRow, pick, type Solver, withProgram } from './solver.ts'

/** A hidden cell and how far down and up it must remain possible. */
export type Need = { readonly cell: number; readonly down: number; readonly up: number }
export type Suppressed = {
  readonly withheld: ReadonlySet<number>
  readonly way: 'optimal' | 'best-found' | 'elimination'
}
export type SuppressRefusal = 'suppression-not-possible' | 'table-too-big'
export type SuppressOptions = {
  /** What it costs to withhold a cell; the count of persons when absent. */
  readonly cost?: (cell: number) => number
  /** Where zeros are published and known to be so, they are never withheld. */
  readonly zerosStay?: boolean
  readonly secondsMax?: number
  readonly now: () => number
}

/** Up to here the optimum is looked for; beyond, elimination. */
export const OPTIMAL_CELLS_MAX = 400
const NEAR = 1e-6
const ROUNDS_MAX = 200

/** The cells to withhold. Refuses when not even withholding everything protects a hidden cell (it stands alone in its total). */
export const suppress = (
  solver: Solver,
  table: CellTable,
  needs: readonly Need[],
  options: SuppressOptions,
): Outcome<Suppressed, SuppressRefusal> => {
  if (needs.length === 0) return accept({ withheld: new Set(), way: 'optimal' })
  if (table.keys.length > OPTIMAL_CELLS_MAX) return byElimination(solver, table, needs, options)
  return byCuts(solver, table, needs, options)
}

/** The attacker of one table: how far each cell can move when those withheld are free. Moves add up to nothing along every addition. */
const withAttacker = <T>(solver: Solver, table: CellTable, use: (attacker: Attacker) => T): T => {
  const most = Math.max(...table.values)
  const cells = table.keys.length
  const down = table.values
  const program = {
    cost: new Float64Array(cells),
    lower: new Float64Array(cells),
    upper: new Float64Array(cells),
    rows: table.additions.map(({ total, parts }) => ({
      ...{ lower: 0, upper: 0, indices: [...parts, total] },
      values: [...parts.map(() => 1), -1],
    })),
  }
  return withProgram(solver, program, (open) => use({ open, most, down }))
}
type Attacker = { readonly open: OpenProgram; readonly most: number; readonly down: readonly number[] }

const free = ({ open, most, down }: Attacker, share: (cell: number) => number): void => {
  for (const [cell, value] of down.entries()) open.setBounds(cell, -value * share(cell), most * share(cell))
}

/** How far a cell can move in one direction, and what each withheld cell adds to that: the cut of this attack. */
const attack = (
  { open, most, down }: Attacker,
  need: Need,
  direction: 'down' | 'up',
): { readonly reached: number; readonly room: readonly number[] } => {
  open.setCost(need.cell, direction === 'up' ? -1 : 1)
  const solved = open.solve()
  open.setCost(need.cell, 0)
  if (!('values' in solved)) throw new Error('an attacker without an answer')
  const wanted = direction === 'up' ? need.up : need.down
  const room = down.map((value, cell) => {
    const reduced = at(solved.reduced, cell)
    return Math.min(reduced < 0 ? -reduced * most : reduced * value, wanted)
  })
  return { reached: Math.abs(solved.objective), room }
}

const byCuts = (
  solver: Solver,
  table: CellTable,
  needs: readonly Need[],
  { cost = (cell) => pick(table.values, cell), zerosStay = true, secondsMax = 30, now }: SuppressOptions,
): Outcome<Suppressed, SuppressRefusal> => {
  const until = now() + secondsMax * 1000
  const hidden = new Set(needs.map(({ cell }) => cell))
  const mayGo = (cell: number): boolean => hidden.has(cell) || !zerosStay || pick(table.values, cell) > 0
  const cells = table.keys.length
  return withAttacker(solver, table, (attacker) => {
    const cutsAt = (share: (cell: number) => number): readonly ProgramRow[] => {
      free(attacker, share)
      return needs.flatMap((need) =>
        (['up', 'down'] as const).flatMap((direction) => {
          const wanted = direction === 'up' ? need.up : need.down
          const { reached, room } = attack(attacker, need, direction)
          return reached >= wanted - NEAR ? [] : [cutOf(room, wanted)]
        }),
      )
    }
    if (cutsAt((cell) => (mayGo(cell) ? 1 : 0)).length > 0) return refuse('suppression-not-possible')
    const program = {
      cost: Float64Array.from(table.keys, (_, cell) => (hidden.has(cell) ? 0 : cost(cell))),
      lower: Float64Array.from(table.keys, (_, cell) => (hidden.has(cell) ? 1 : 0)),
      upper: Float64Array.from(table.keys, (_, cell) => (mayGo(cell) ? 1 : 0)),
      rows: [],
      secondsMax,
    }
    return withProgram(solver, program, (open) => {
      let whole = false
      let proven = true
      for (let round = 0; round < ROUNDS_MAX; round += 1) {
        const solved = open.solve()
        if (!('values' in solved) || now() > until) break
        proven = solved.status === 'optimal'
        const { values } = solved
        const cuts = cutsAt((cell) =>
          whole ? Math.round(at(values, cell)) : Math.min(1, Math.max(0, at(values, cell))),
        )
        for (const cut of cuts) open.addRow(cut)
        if (cuts.length > 0) continue
        if (whole) {
          const withheld = new Set(table.keys.flatMap((_, cell) => (at(values, cell) > 0.5 ? [cell] : [])))
          return accept({ withheld, way: proven ? ('optimal' as const) : ('best-found' as const) })
        }
        open.setWhole(cells)
        whole = true
      }
      const fallen = byElimination(solver, table, needs, { cost, zerosStay, now })
      return fallen
    })
  })
}

const cutOf = (room: readonly number[], wanted: number): ProgramRow => {
  const filled = room.flatMap((value, cell) => (value > NEAR ? [{ cell, value }] : []))
  return {
    lower: wanted,
    upper: Number.POSITIVE_INFINITY,
    indices: filled.map((each) => each.cell),
    values: filled.map((each) => each.value),
  }
}

const byElimination = (
  solver: Solver,
  table: CellTable,
  needs: readonly Need[],
  { cost = (cell) => pick(table.values, cell), zerosStay = true }: SuppressOptions,
): Outcome<Suppressed, SuppressRefusal> => {
  const hidden = new Set(needs.map(({ cell }) => cell))
  const withheld = eliminate(table, hidden, (cell) => cost(cell))
  if (!withheld) return refuse('table-too-big')
  return mend(solver, table, needs, { withheld: new Set(withheld), cost, zerosStay })
}

/** Where an attacker still comes too close, the cheapest cells that give room go too: one program for each such cell and direction. */
const mend = (
  solver: Solver,
  table: CellTable,
  needs: readonly Need[],
  { withheld, cost, zerosStay }: { withheld: Set<number>; cost: (cell: number) => number; zerosStay: boolean },
): Outcome<Suppressed, SuppressRefusal> =>
  withAttacker(solver, table, (attacker) => {
    const { most, down } = attacker
    const cells = table.keys.length
    const mayGo = (cell: number): boolean => withheld.has(cell) || !zerosStay || pick(table.values, cell) > 0
    // Moves up and down apart, so that what a cell costs counts whichever way it moves.
    const program = {
      cost: Float64Array.from({ length: 2 * cells }, (_, column) =>
        withheld.has(column % cells) ? 0 : cost(column % cells) + 1,
      ),
      lower: new Float64Array(2 * cells),
      upper: Float64Array.from({ length: 2 * cells }, (_, column) =>
        mayGo(column % cells) ? (column < cells ? most : pick(down, column % cells)) : 0,
      ),
      rows: table.additions.map(({ total, parts }) => {
        const all = [...parts.map((cell) => [cell, 1] as const), [total, -1] as const]
        return {
          ...{ lower: 0, upper: 0, indices: [...all.map(([cell]) => cell), ...all.map(([cell]) => cell + cells)] },
          values: [...all.map(([, sign]) => sign), ...all.map(([, sign]) => -sign)],
        }
      }),
    }
    return withProgram(solver, program, (flows) => {
      for (const need of needs)
        for (const direction of ['up', 'down'] as const) {
          const wanted = direction === 'up' ? need.up : need.down
          free(attacker, (cell) => (withheld.has(cell) ? 1 : 0))
          if (attack(attacker, need, direction).reached >= wanted - NEAR) continue
          const [to, back] = direction === 'up' ? [need.cell, need.cell + cells] : [need.cell + cells, need.cell]
          flows.setBounds(to, wanted, wanted)
          flows.setBounds(back, 0, 0)
          const solved = flows.solve()
          flows.setBounds(need.cell, 0, most)
          flows.setBounds(need.cell + cells, 0, pick(down, need.cell))
          if (!('values' in solved)) return refuse('suppression-not-possible')
          for (let cell = 0; cell < cells; cell += 1)
            if (at(solved.values, cell) + at(solved.values, cell + cells) > NEAR && !withheld.has(cell)) {
              withheld.add(cell)
              flows.setCost(cell, 0)
              flows.setCost(cell + cells, 0)
            }
        }
      return accept({ withheld, way: 'elimination' as const })
    })
  })
