/**
 * The attacker: what anybody can tell of each number from all that is shown together. Two linear programs for each number, its smallest and its
 * largest possible value, on the part of the table that hangs together with it. It knows nothing of how a release was made and shares no
 * code with the methods that make one: it reads cells, what is shown of them, and additions.
 */
import type { Addition } from './cells.ts'
import { type OpenProgram, type Solver, withProgram } from './solver.ts'

/** What a reader knows of one number: between these, both ends included. Exactly known when they are the same. */
export type Known = { readonly least: number; readonly most: number }
/** A number that must stay hidden: at least this far down and up must remain possible. */
export type Protected = { readonly cell: number; readonly least: number; readonly most: number }
export type Bound = { readonly cell: number; readonly least: number; readonly most: number }
export type Audit = {
  /** What is known closer than it may be. */
  readonly told: readonly Bound[]
  /** Of these, what is known exactly (as a whole number). */
  readonly exact: readonly Bound[]
  readonly programs: number
  /** What is shown contradicts itself: no table of counts fits. */
  readonly contradiction: boolean
}

const NEAR = 1e-6
// Own readers: an element that must be there.
const at = (items: ArrayLike<number>, index: number): number => items[index] ?? Number.NaN
const pick = <T>(items: readonly T[], index: number): T => {
  const item = items[index]
  if (item === undefined) throw new RangeError('outside the list')
  return item
}
const FAR = 1e9

type Shown = { readonly known: readonly Known[]; readonly additions: readonly Addition[] }

/**
 * Attacks what is shown. `hidden` gives each number to protect with the values that must stay possible; wider is safe and not looked at further.
 * A witness is a whole table that somebody says fits: it is held against everything that is shown, and counts for what it shows only when it fits.
 */
export const auditShown = (
  solver: Solver,
  shown: Shown,
  hidden: readonly Protected[],
  witnesses: readonly (readonly number[])[] = [],
): Audit => {
  let programs = 0
  const told: Bound[] = []
  const fitting = witnesses.filter((witness) => fits(shown, witness))
  for (const part of partsThatHang(shown, hidden)) {
    const looked = attackPart(solver, shown.known, part, fitting)
    programs += looked.programs
    if (looked.contradiction) return { told: [], exact: [], programs, contradiction: true }
    told.push(...looked.told)
  }
  return { told, exact: told.filter(isExact), programs, contradiction: !knownAddsUp(shown) }
}
/** Whether this table is one that could stand behind what is shown. */
const fits = ({ known, additions }: Shown, table: readonly number[]): boolean =>
  table.length === known.length &&
  known.every(({ least, most }, cell) => pick(table, cell) >= least - NEAR && pick(table, cell) <= most + NEAR) &&
  additions.every(
    ({ total, parts }) => Math.abs(pick(table, total) - parts.reduce((sum, part) => sum + pick(table, part), 0)) < 0.01,
  )
const isExact = ({ least, most }: Bound): boolean => Math.ceil(least - NEAR) >= Math.floor(most + NEAR)

// What is known exactly on all sides must add up too; no program holds it, as nothing in it can move.
const knownAddsUp = ({ known, additions }: { known: readonly Known[]; additions: readonly Addition[] }): boolean =>
  additions.every(({ total, parts }) => {
    const all = pick(known, total)
    const least = parts.reduce((sum, part) => sum + pick(known, part).least, 0)
    const most = parts.reduce((sum, part) => sum + pick(known, part).most, 0)
    return least <= all.most + 0.01 && most >= all.least - 0.01
  })

type Part = {
  readonly cells: readonly number[]
  readonly rows: readonly {
    readonly cells: readonly number[]
    readonly signs: readonly number[]
    readonly sum: number
  }[]
  readonly hidden: readonly Protected[]
}
const isOpen = (known: readonly Known[], cell: number): boolean => {
  const { least, most } = pick(known, cell)
  return most - least > NEAR
}

/** The open cells that hang together by additions, each group with its own rows; what holds no hidden number is left out. */
const partsThatHang = (
  { known, additions }: { readonly known: readonly Known[]; readonly additions: readonly Addition[] },
  hidden: readonly Protected[],
): readonly Part[] => {
  const rows = additions.map(({ total, parts }) => rowOf(known, total, parts)).filter((row) => row.cells.length > 0)
  const leader = Int32Array.from(known, (_, index) => index)
  const find = (cell: number): number => {
    let top = cell
    while (at(leader, top) !== top) top = at(leader, top)
    while (at(leader, cell) !== top) {
      const next = at(leader, cell)
      leader[cell] = top
      cell = next
    }
    return top
  }
  for (const { cells } of rows) for (const cell of cells) leader[find(cell)] = find(pick(cells, 0))
  const groups = Map.groupBy(
    known.flatMap((_, cell) => (isOpen(known, cell) ? [cell] : [])),
    find,
  )
  const rowsOf = Map.groupBy(rows, ({ cells }) => find(pick(cells, 0)))
  const hiddenOf = Map.groupBy(hidden, ({ cell }) => find(cell))
  const open = [...groups].flatMap(([top, cells]) => {
    const wanted = hiddenOf.get(top) ?? []
    return wanted.length === 0 ? [] : [{ cells, rows: rowsOf.get(top) ?? [], hidden: wanted }]
  })
  // A hidden number that is shown outright hangs together with nothing.
  const outright = hidden.filter(({ cell }) => !isOpen(known, cell))
  return [...open, ...outright.map((each) => ({ cells: [each.cell], rows: [], hidden: [each] }))]
}

const rowOf = (known: readonly Known[], total: number, parts: readonly number[]) => {
  const all = [...parts.map((cell) => ({ cell, sign: 1 })), { cell: total, sign: -1 }]
  const open = all.filter(({ cell }) => isOpen(known, cell))
  const fixed = all.reduce(
    (sum, { cell, sign }) => (isOpen(known, cell) ? sum : sum + sign * pick(known, cell).least),
    0,
  )
  return { cells: open.map((each) => each.cell), signs: open.map((each) => each.sign), sum: -fixed }
}

const attackPart = (
  solver: Solver,
  known: readonly Known[],
  { cells, rows, hidden }: Part,
  fitting: readonly (readonly number[])[],
): { readonly told: readonly Bound[]; readonly programs: number; readonly contradiction: boolean } => {
  const place = new Map(cells.map((cell, index) => [cell, index]))
  const column = (cell: number): number => place.get(cell) ?? -1
  const wanted = hidden.map((each) => ({ ...each, column: column(each.cell) }))
  // Every table that fits shows values for all hidden numbers at once, so most programs are never run.
  const seen = wanted.map(() => ({ least: Number.POSITIVE_INFINITY, most: Number.NEGATIVE_INFINITY }))
  const look = (worth: (each: { readonly cell: number; readonly column: number }) => number): void => {
    for (const [index, each] of wanted.entries()) {
      const [range, value] = [pick(seen, index), worth(each)]
      range.least = Math.min(range.least, value)
      range.most = Math.max(range.most, value)
    }
  }
  const safe = (index: number): boolean => {
    const [{ least, most }, range] = [pick(wanted, index), pick(seen, index)]
    return range.least <= least + NEAR && range.most >= most - NEAR
  }
  for (const witness of fitting) look(({ cell }) => pick(witness, cell))
  if (wanted.every((_, index) => safe(index))) return { told: [], programs: 0, contradiction: false }
  const program = {
    cost: new Float64Array(cells.length),
    lower: Float64Array.from(cells, (cell) => pick(known, cell).least),
    upper: Float64Array.from(cells, (cell) => Math.min(pick(known, cell).most, FAR)),
    rows: rows.map((row) => ({ lower: row.sum, upper: row.sum, indices: row.cells.map(column), values: row.signs })),
  }
  return withProgram(solver, program, (open) => {
    let programs = 1
    const first = open.solve()
    if (!('values' in first)) return { told: [], programs, contradiction: true }
    look((each) => at(first.values, each.column))
    for (const [index, each] of wanted.entries())
      for (const sign of [1, -1]) {
        const range = pick(seen, index)
        const enough = sign === 1 ? range.least <= each.least + NEAR : range.most >= each.most - NEAR
        if (enough) continue
        programs += 1
        const values = extreme(open, each.column, sign)
        if (values) look((each) => at(values, each.column))
      }
    const told = wanted.flatMap(({ cell }, index) => {
      const range = pick(seen, index)
      return safe(index) ? [] : [{ cell, ...range }]
    })
    return { told, programs, contradiction: false }
  })
}

const extreme = (open: OpenProgram, column: number, sign: number): Float64Array | undefined => {
  open.setCost(column, sign)
  const solved = open.solve()
  open.setCost(column, 0)
  return 'values' in solved ? solved.values : undefined
}

/** Between which values each of these numbers lies, to the end: what an attacker prints. Slower than asking whether they are safe. */
export const boundsOf = (
  solver: Solver,
  shown: Shown,
  cells: readonly number[],
): { readonly bounds: readonly Bound[]; readonly contradiction: boolean } => {
  const hidden = cells.map((cell) => ({ cell, least: Number.NEGATIVE_INFINITY, most: Number.POSITIVE_INFINITY }))
  const { told, contradiction } = auditShown(solver, shown, hidden)
  return { bounds: told, contradiction }
}
