/**
 * A table of counts with its additions: any number of dimensions, each with levels, and tables that share their finest cells. Everything
 * of disclosure control works on this one shape: cells, and which cell is the sum of which.
 */
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import { pick } from './solver.ts'

export type Addition = { readonly total: number; readonly parts: readonly number[] }
export type CellTable = {
  /** One key per cell: the codes of its dimensions joined with a bar. */
  readonly keys: readonly string[]
  readonly values: readonly number[]
  readonly additions: readonly Addition[]
}
/** A code with the codes that add up to it. */
export type Branch = { readonly code: string; readonly children?: readonly Branch[] }
export type Dimension = { readonly name: string; readonly tree: Branch }

/** More is not a table that this process protects in a minute. */
export const CELLS_MAX = 20_000
export const DIMENSIONS_MAX = 6
export const COUNT_MAX = 1e9

export type TableRefusal =
  | 'table-not-readable'
  | 'table-too-big'
  | 'table-count-wrong'
  | 'table-does-not-add-up'
  | 'table-cell-unknown'
  | 'table-code-twice'
  | 'table-empty'

/** Every code of a tree, the whole first. */
export const codesOf = (branch: Branch): readonly string[] => [
  branch.code,
  ...(branch.children ?? []).flatMap((child) => codesOf(child)),
]
const leavesOf = (branch: Branch): readonly string[] =>
  branch.children?.length ? branch.children.flatMap((child) => leavesOf(child)) : [branch.code]
/** Every sum within one dimension: a code and its children. */
const sumsOf = (branch: Branch): readonly { readonly total: string; readonly parts: readonly string[] }[] =>
  branch.children?.length
    ? [
        { total: branch.code, parts: branch.children.map((child) => child.code) },
        ...branch.children.flatMap((child) => sumsOf(child)),
      ]
    : []

const across = (lists: readonly (readonly string[])[]): readonly string[] =>
  lists.reduce<readonly string[]>(
    (keys, codes, index) => (index === 0 ? codes : keys.flatMap((key) => codes.map((code) => `${key}|${code}`))),
    [],
  )
const product = (numbers: readonly number[]): number => numbers.reduce((all, each) => all * each, 1)

/**
 * The whole table from the counts of its finest cells; what is not named is 0. Counts of totals may be given too: they must be the sums.
 * Refuses what is too big, negative, not whole (unless `fractions`), not a cell of these dimensions, or does not add up.
 */
export const tableOf = (
  dimensions: readonly Dimension[],
  given: ReadonlyMap<string, number>,
  { fractions = false } = {},
): Outcome<CellTable, TableRefusal> => {
  const codes = dimensions.map(({ tree }) => codesOf(tree))
  if (dimensions.length === 0 || dimensions.length > DIMENSIONS_MAX)
    return refuse('table-too-big', { most: DIMENSIONS_MAX })
  for (const [index, each] of codes.entries())
    if (new Set(each).size !== each.length || each.some((code) => code === '' || code.includes('|')))
      return refuse('table-code-twice', { dimension: pick(dimensions, index).name.slice(0, 60) })
  if (product(codes.map((each) => each.length)) > CELLS_MAX) return refuse('table-too-big', { most: CELLS_MAX })
  const keys = across(codes)
  const place = new Map(keys.map((key, index) => [key, index]))
  for (const [key, count] of given) {
    if (!place.has(key)) return refuse('table-cell-unknown', { cell: key.slice(0, 80) })
    if (!isCount(count, fractions)) return refuse('table-count-wrong', { cell: key.slice(0, 80) })
  }
  const additions = dimensions.flatMap(({ tree }, dimension) => additionsAlong(tree, dimension, codes, place))
  const values = addUp(keys, leafKeys(dimensions), given, additions, place)
  const wrong = [...given].find(([key, count]) => Math.abs((values[place.get(key) ?? -1] ?? 0) - count) > 0.01)
  if (wrong) return refuse('table-does-not-add-up', { cell: wrong[0].slice(0, 80) })
  return accept({ keys, values, additions })
}
const isCount = (count: number, fractions: boolean): boolean =>
  Number.isFinite(count) && count >= 0 && count <= COUNT_MAX && (fractions || Number.isInteger(count))
const leafKeys = (dimensions: readonly Dimension[]): readonly string[] =>
  across(dimensions.map(({ tree }) => leavesOf(tree)))

const additionsAlong = (
  tree: Branch,
  dimension: number,
  codes: readonly (readonly string[])[],
  place: ReadonlyMap<string, number>,
): readonly Addition[] => {
  const others = codes.filter((_, index) => index !== dimension)
  const rest = others.length === 0 ? [''] : across(others)
  const key = (code: string, other: string): number => {
    const parts = other === '' ? [] : other.split('|')
    return place.get([...parts.slice(0, dimension), code, ...parts.slice(dimension)].join('|')) ?? -1
  }
  return sumsOf(tree).flatMap(({ total, parts }) =>
    rest.map((other) => ({ total: key(total, other), parts: parts.map((code) => key(code, other)) })),
  )
}

const addUp = (
  keys: readonly string[],
  finest: readonly string[],
  given: ReadonlyMap<string, number>,
  additions: readonly Addition[],
  place: ReadonlyMap<string, number>,
): readonly number[] => {
  const values: (number | undefined)[] = keys.map(() => undefined)
  for (const key of finest) values[place.get(key) ?? -1] = given.get(key) ?? 0
  return fill(values, additions)
}

/** Totals from their parts until nothing is open; an addition in a circle leaves a cell open and is a fault of ours. */
const fill = (values: (number | undefined)[], additions: readonly Addition[]): readonly number[] => {
  for (let open = additions; open.length > 0; ) {
    const later: Addition[] = []
    for (const addition of open) {
      if (values[addition.total] !== undefined) continue
      const parts = addition.parts.map((part) => values[part])
      if (parts.some((part) => part === undefined)) later.push(addition)
      else values[addition.total] = parts.reduce<number>((sum, part) => sum + (part ?? 0), 0)
    }
    if (later.length === open.length) throw new RangeError('an addition that never ends')
    open = later
  }
  return values.map((value) => value ?? 0)
}

/** Two tables over the same finest cells as one: cells that stand for the same people are one cell, and both additions hold. */
export const linkTables = (
  leaves: ReadonlyMap<string, number>,
  trees: readonly Branch[],
): Outcome<CellTable, TableRefusal> => {
  const sums = trees.flatMap((tree) => sumsOf(tree))
  const keys = [...new Set([...leaves.keys(), ...sums.flatMap(({ total, parts }) => [total, ...parts])])]
  if (keys.length > CELLS_MAX) return refuse('table-too-big', { most: CELLS_MAX })
  const place = new Map(keys.map((key, index) => [key, index]))
  const index = (key: string): number => place.get(key) ?? -1
  const additions = sums.map(({ total, parts }) => ({ total: index(total), parts: parts.map(index) }))
  for (const [key, count] of leaves)
    if (!isCount(count, false)) return refuse('table-count-wrong', { cell: key.slice(0, 80) })
  const totals = new Set(additions.map((each) => each.total))
  const stray = keys.find((key) => !leaves.has(key) && !totals.has(index(key)))
  if (stray !== undefined) return refuse('table-cell-unknown', { cell: stray.slice(0, 80) })
  const values = fill(
    keys.map((key) => leaves.get(key)),
    additions,
  )
  const wrong = additions.find(
    ({ total, parts }) =>
      Math.abs(pick(values, total) - parts.reduce((sum, part) => sum + pick(values, part), 0)) > 0.01,
  )
  if (wrong) return refuse('table-does-not-add-up', { cell: pick(keys, wrong.total).slice(0, 80) })
  return accept({ keys, values, additions })
}

/** The finest cells: what is not the sum of others. */
export const finestOf = ({ keys, additions }: Pick<CellTable, 'keys' | 'additions'>): readonly number[] => {
  const totals = new Set(additions.map((each) => each.total))
  return keys.flatMap((_, index) => (totals.has(index) ? [] : [index]))
}

/** Every cell as the finest cells that it is the sum of. */
export const asFinest = (table: Pick<CellTable, 'keys' | 'additions'>): readonly (readonly number[])[] => {
  const made: (readonly number[] | undefined)[] = table.keys.map(() => undefined)
  for (const [row, index] of finestOf(table).entries()) made[index] = [row]
  const firstOf = new Map<number, Addition>()
  for (const addition of table.additions) if (!firstOf.has(addition.total)) firstOf.set(addition.total, addition)
  const open = (index: number): readonly number[] => {
    const known = made[index]
    if (known) return known
    const parts = firstOf.get(index)?.parts ?? []
    const all = [...new Set(parts.flatMap((part) => open(part)))].sort((one, other) => one - other)
    made[index] = all
    return all
  }
  return table.keys.map((_, index) => open(index))
}
