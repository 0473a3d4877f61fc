/**
 * What is released of a year: persons by region and form, rounded so that everything adds up; regions with few persons not by form. The whole is
 * attacked together with everything that was released of that year before, and is not made when anything small follows from it.
 */
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import type { Known } from './audit.ts'
import { type CellTable, type Dimension, tableOf } from './cells.ts'
import { METHODS, type Method, type ProtectedTable, protectTable } from './protect.ts'
import { pick, type Solver } from './solver.ts'
import { attackMade, type MadeTable } from './together.ts'

/** The usual Dutch choice for small numbers; nobody is told apart among fewer than five. */
export const BASE = 5
/** A region with fewer persons than this is not shown by form at all. */
export const REGION_MIN = 10
/** Limits: more rows or columns is not a table that a person reads. */
export const ROWS_MAX = 60
export const COLUMNS_MAX = 20
/** Of the thirty that an open transaction may wait. */
const SECONDS_MAX = 8

/** Persons by region (rows) and form (columns); each person counts in one cell, so that rows and columns add up. */
export type Table = {
  readonly regions: readonly string[]
  readonly forms: readonly string[]
  readonly cells: readonly (readonly number[])[]
}
/** A number as shown, or nothing at all. Releases from before the ledger also hold "<5". */
export type Shown = number | '<5' | null
export type SafeTable = {
  readonly regions: readonly string[]
  readonly forms: readonly string[]
  readonly cells: readonly (readonly Shown[])[]
  readonly regionTotals: readonly Shown[]
  readonly formTotals: readonly Shown[]
  readonly total: Shown
}
/** A row of the ledger: no region or no form is the total. */
export type LedgerCell = {
  readonly region: string | null
  readonly form: string | null
  readonly shown: number | null
  readonly reach: number
  readonly persons: number
}
export type EarlierRelease = { readonly id: string; readonly cells: readonly LedgerCell[] }
export type MadeRelease = {
  readonly method: Method
  readonly numbers: SafeTable
  readonly ledger: readonly LedgerCell[]
  readonly attack: { readonly releases: number; readonly cells: number; readonly recovered: 0; readonly differences: 0 }
}
export type ReleaseRefusal = 'release-can-be-undone' | 'release-not-found' | 'table-too-large'

/** The safe numbers of a year. Refuses when no safe table was found, and when it tells something small together with what was released before. */
export const makeRelease = (
  solver: Solver,
  table: Table,
  {
    earlier,
    methods = METHODS,
    now,
  }: { readonly earlier: readonly EarlierRelease[]; readonly methods?: readonly Method[]; readonly now: () => number },
): Outcome<MadeRelease, ReleaseRefusal> => {
  const dimensions = dimensionsOf(table.regions, table.forms)
  const made = tableOf(dimensions, truthOf(table))
  if (!made.ok) return refuse('table-too-large')
  const protectedTable = protectedOf(solver, made.value, { before: shownBefore(made.value, earlier), methods, now })
  if (!protectedTable) return refuse('release-not-found')
  const ledger = ledgerOf(made.value, protectedTable)
  const attacked = attackMade(solver, allMade(earlier, { id: 'new', cells: ledger }), { threshold: BASE })
  if (!attacked.ok) return refuse('table-too-large')
  const { releases, cells, recovered, differences, contradiction } = attacked.value
  const found = recovered.length + differences.length
  if (found > 0 || contradiction) return refuse('release-can-be-undone', { numbers: found })
  const numbers = numbersOf(table, ledger)
  return accept({
    ...{ method: protectedTable.method, numbers, ledger, attack: { releases, cells, recovered: 0, differences: 0 } },
  })
}

const TOTAL = '*'
const dimensionsOf = (regions: readonly string[], forms: readonly string[]): readonly Dimension[] =>
  [
    { name: 'region', codes: regions },
    { name: 'form', codes: forms },
  ].map(({ name, codes }) => ({ name, tree: { code: TOTAL, children: codes.map((code) => ({ code })) } }))
const truthOf = ({ regions, forms, cells }: Table): ReadonlyMap<string, number> =>
  new Map(
    regions.flatMap((region, row) =>
      forms.map((form, column) => [`${region}|${form}`, pick(pick(cells, row), column)] as const),
    ),
  )

/**
 * By which methods a release may be made. Norms that one fact starts are of the same persons, so their totals are the same, and each norm is attacked apart:
 * a total that one shows exactly would tell what another withholds beside it. So a norm is rounded or not released.
 */
export const methodsOf = (norm: string | undefined): readonly Method[] => (norm === undefined ? METHODS : ['round'])

// Rounding first; what cannot be rounded in time is withheld instead, where it may be.
const protectedOf = (
  solver: Solver,
  table: CellTable,
  {
    before,
    methods,
    now,
  }: { readonly before: ReadonlyMap<number, number>; readonly methods: readonly Method[]; readonly now: () => number },
): ProtectedTable | undefined => {
  const needs = table.values.flatMap((value, cell) =>
    value > 0 && value < BASE ? [{ cell, down: 1, up: BASE - value }] : [],
  )
  for (const method of methods) {
    const made = protectTable(solver, table, { method, base: BASE, needs, before, secondsMax: SECONDS_MAX, now })
    if (made.ok) return made.value
  }
  return undefined
}

/** What a number was shown as last, where it is still the same number: it is not told in a second way. */
const shownBefore = (table: CellTable, earlier: readonly EarlierRelease[]): ReadonlyMap<number, number> => {
  const last = new Map(earlier.flatMap(({ cells }) => cells.map((cell) => [keyOf(cell), cell] as const)))
  return new Map(
    table.keys.flatMap((key, index) => {
      const cell = last.get(key)
      const same = cell?.shown !== null && cell !== undefined && cell.reach > 0 && cell.persons === table.values[index]
      return same ? [[index, cell.shown] as const] : []
    }),
  )
}
const keyOf = ({ region, form }: Pick<LedgerCell, 'region' | 'form'>): string => `${region ?? TOTAL}|${form ?? TOTAL}`

const ledgerOf = ({ keys, values }: CellTable, made: ProtectedTable): readonly LedgerCell[] => {
  const persons = new Map(keys.map((key, index) => [key, pick(values, index)]))
  return keys.map((key, index) => {
    const [region = TOTAL, form = TOTAL] = key.split('|')
    const few = region !== TOTAL && form !== TOTAL && (persons.get(`${region}|${TOTAL}`) ?? 0) < REGION_MIN
    return {
      region: region === TOTAL ? null : region,
      form: form === TOTAL ? null : form,
      shown: few ? null : pick(made.shown, index),
      ...{ reach: made.reach, persons: pick(values, index) },
    }
  })
}

const numbersOf = ({ regions, forms }: Table, ledger: readonly LedgerCell[]): SafeTable => {
  const shown = new Map(ledger.map((cell) => [keyOf(cell), cell.shown]))
  const of = (region: string, form: string): Shown => shown.get(`${region}|${form}`) ?? null
  return {
    ...{ regions, forms },
    cells: regions.map((region) => forms.map((form) => of(region, form))),
    regionTotals: regions.map((region) => of(region, TOTAL)),
    formTotals: forms.map((form) => of(TOTAL, form)),
    total: of(TOTAL, TOTAL),
  }
}

/** All releases over the same regions and forms: what a release did not name held nobody, and everybody knows. */
const allMade = (earlier: readonly EarlierRelease[], last: EarlierRelease): readonly MadeTable[] => {
  const all = [...earlier, last]
  const named = (part: 'region' | 'form'): readonly string[] =>
    [...new Set(all.flatMap(({ cells }) => cells.flatMap((cell) => cell[part] ?? [])))].sort()
  const [regions, forms] = [named('region'), named('form')]
  return all.map(({ id, cells }) => {
    const byKey = new Map(cells.map((cell) => [keyOf(cell), cell]))
    const shown = new Map<string, Known>()
    for (const region of [TOTAL, ...regions])
      for (const form of [TOTAL, ...forms]) {
        const cell = byKey.get(`${region}|${form}`)
        if (cell && cell.shown === null) continue
        const [value, reach] = [cell?.shown ?? 0, cell?.reach ?? 0]
        shown.set(`${region}|${form}`, { least: Math.max(0, value - reach), most: value + reach })
      }
    // Finest cells of the layout come by the names of the dimensions, in their order: form before region.
    const truth = new Map(
      cells.flatMap(({ region, form, persons }) =>
        region === null || form === null ? [] : [[`${form}|${region}`, persons] as const],
      ),
    )
    return { id, dimensions: dimensionsOf(regions, forms), shown, truth }
  })
}
