/**
 * Reads tables and releases from files of others: JSON in the shapes that statistical tools and our own commands write, and plain CSV. Everything
 * is looked at before it is believed; what is not a table is refused with the place that is wrong.
 */
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import type { Known } from './audit.ts'
import {
  type Branch,
  CELLS_MAX,
  type CellTable,
  type Dimension,
  linkTables,
  type TableRefusal,
  tableOf,
} from './cells.ts'
import { type Contributors, type PrimaryReason, primaryOf, shortOf } from './primary.ts'
import { pick } from './solver.ts'
import type { ReleasedTable } from './together.ts'

/** A table that was read, with what its file says of protection. */
export type ReadTable = {
  readonly id: string
  /** One tree set per dimension; linked tables have several trees over one dimension. */
  readonly dimensions: readonly Dimension[]
  readonly linked: boolean
  readonly table: CellTable
  /** Hidden cells that the file names itself. */
  readonly primary?: readonly number[]
  readonly threshold?: number
  readonly contributors?: ReadonlyMap<string, Contributors>
  readonly percent?: number
  /** Share of a hidden cell that must stay possible around it, when the file says so. */
  readonly share?: number
}

type Json = Readonly<Record<string, unknown>>
const DEPTH_MAX = 20
const KEY_MAX = 300
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const text = (value: unknown, otherwise: string): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 120) : otherwise
const entriesOf = (value: unknown): readonly (readonly [string, unknown])[] | undefined =>
  isObject(value) ? Object.entries(value) : undefined

/** The tables in a JSON text: one, or all under `tables` or `instances`. */
export const readTables = (source: string, name: string): Outcome<readonly ReadTable[], TableRefusal> => {
  const parsed = parse(source)
  if (!parsed.ok) return parsed
  const list = isObject(parsed.value) ? (parsed.value['tables'] ?? parsed.value['instances']) : undefined
  const entries = Array.isArray(list) ? list : [parsed.value]
  if (entries.length === 0 || entries.length > 1_000) return refuse('table-empty')
  const read: ReadTable[] = []
  for (const [index, entry] of entries.entries()) {
    const one = readTable(entry, entries.length === 1 ? name : `${name}-${index + 1}`)
    if (!one.ok) return one
    read.push(one.value)
  }
  return accept(read)
}
const parse = (source: string): Outcome<unknown, TableRefusal> => {
  try {
    return accept(JSON.parse(source))
  } catch {
    return refuse('table-not-readable', { at: 'JSON' })
  }
}

const readTable = (entry: unknown, name: string): Outcome<ReadTable, TableRefusal> => {
  if (!isObject(entry)) return refuse('table-not-readable', { at: name })
  const id = text(entry['id'], name)
  if (isObject(entry['leaves'])) return readLinked(entry, id)
  const dimensions = readDimensions(entry['dims'])
  if (!dimensions) return refuse('table-not-readable', { at: 'dims' })
  const counts = countsOf(entry)
  if (!counts) return refuse('table-not-readable', { at: 'leaf' })
  const contributors = contributorsOf(entry['cells'])
  const table = tableOf(dimensions, counts, { fractions: contributors !== undefined })
  if (!table.ok) return table
  const named = entry['primary']
  const primary = Array.isArray(named) ? named.map((key) => table.value.keys.indexOf(String(key))) : undefined
  if (primary?.includes(-1)) return refuse('table-cell-unknown', { cell: 'primary' })
  const percent = numberIn(/p\s*=\s*(\d+(?:\.\d+)?)/, entry['rule'])
  const share = numberIn(/(\d+(?:\.\d+)?)\s*percent/, entry['protection'])
  return accept({
    ...{ id, dimensions, linked: false, table: table.value },
    ...(primary ? { primary } : {}),
    ...(contributors ? { contributors } : {}),
    ...(percent === undefined ? {} : { percent }),
    ...(share === undefined ? {} : { share: share / 100 }),
  })
}
const numberIn = (pattern: RegExp, value: unknown): number | undefined => {
  const found = typeof value === 'string' ? pattern.exec(value.slice(0, 2_000))?.[1] : undefined
  return found === undefined ? undefined : Number(found)
}

const countsOf = (entry: Json): ReadonlyMap<string, number> | undefined => {
  const named = entriesOf(entry['leaf']) ?? entriesOf(entry['inner'])
  const listed = Array.isArray(entry['cells'])
    ? entry['cells'].map((row): readonly [string, unknown] =>
        Array.isArray(row) ? [String(row[0]), row[1]] : ['', row],
      )
    : undefined
  const all = named ?? listed
  if (!all || all.length > CELLS_MAX) return undefined
  const counts = new Map<string, number>()
  for (const [key, value] of all) {
    if (key.length > KEY_MAX || typeof value !== 'number') return undefined
    counts.set(key, value)
  }
  return counts
}
const contributorsOf = (cells: unknown): ReadonlyMap<string, Contributors> | undefined => {
  if (!Array.isArray(cells)) return undefined
  const found = new Map<string, Contributors>()
  for (const row of cells) {
    if (!Array.isArray(row) || row.length < 5) return undefined
    const [key, , count, largest, second] = row
    if (typeof count !== 'number' || typeof largest !== 'number' || typeof second !== 'number') return undefined
    found.set(String(key), { count, largest, second })
  }
  return found
}

/** Dimensions as trees: `tree` with children, or a total with codes, or a total with named groups of codes. */
export const readDimensions = (value: unknown): readonly Dimension[] | undefined => {
  if (!Array.isArray(value)) return undefined
  const read = value.map((each, index): Dimension | undefined => {
    if (!isObject(each)) return undefined
    const name = text(each['name'], `d${index + 1}`)
    const tree = treeOf(each)
    return tree ? { name, tree } : undefined
  })
  return read.every((each) => each !== undefined) ? read : undefined
}
const treeOf = (dimension: Json): Branch | undefined => {
  const { tree, codes } = dimension
  if (isObject(tree) && typeof tree['code'] === 'string') return branchOf(tree, 0)
  const total = text(dimension['total'], 'total')
  const children = Array.isArray(codes) ? leaves(codes) : groupsOf(tree, 0)
  return children ? { code: total, children } : undefined
}
const branchOf = (value: unknown, depth: number): Branch | undefined => {
  if (!isObject(value) || typeof value['code'] !== 'string' || depth > DEPTH_MAX) return undefined
  const { children } = value
  if (children === undefined) return { code: value['code'] }
  if (!Array.isArray(children) || children.length > CELLS_MAX) return undefined
  const read = children.map((child) => branchOf(child, depth + 1))
  return read.every((child) => child !== undefined) ? { code: value['code'], children: read } : undefined
}
const leaves = (codes: readonly unknown[]): readonly Branch[] | undefined =>
  codes.length <= CELLS_MAX && codes.every((code) => typeof code === 'string' || typeof code === 'number')
    ? codes.map((code) => ({ code: String(code) }))
    : undefined
const groupsOf = (value: unknown, depth: number): readonly Branch[] | undefined => {
  if (depth > DEPTH_MAX) return undefined
  if (Array.isArray(value)) return leaves(value)
  const groups = entriesOf(value)?.map(([code, inside]): Branch | undefined => {
    const children = groupsOf(inside, depth + 1)
    return children ? { code, children } : undefined
  })
  return groups?.every((group) => group !== undefined) ? groups : undefined
}

/** Finest cells with two or more ways of adding them up (`table1`, `table2`, …): a code names what it is made of. */
const readLinked = (entry: Json, id: string): Outcome<ReadTable, TableRefusal> => {
  const counts = new Map<string, number>()
  for (const [key, value] of entriesOf(entry['leaves']) ?? []) {
    if (typeof value !== 'number') return refuse('table-count-wrong', { cell: key.slice(0, 80) })
    counts.set(key, value)
  }
  const sources = Object.entries(entry).filter(([key]) => /^table\d+$/.test(key))
  const trees = sources.map(([, value]) => madeOf(value))
  if (counts.size === 0 || trees.length === 0 || !trees.every((tree) => tree !== undefined))
    return refuse('table-not-readable', { at: 'table1' })
  const table = linkTables(counts, trees)
  if (!table.ok) return table
  const highest = numberIn(/count 1 to (\d+)/, entry['primary'])
  return accept({
    ...{ id, dimensions: trees.map((tree) => ({ name: 'cell', tree })), linked: true, table: table.value },
    ...(highest === undefined ? {} : { threshold: highest + 1 }),
  })
}
const madeOf = (value: unknown): Branch | undefined => {
  const entries = entriesOf(value)
  if (!entries) return undefined
  const parts = new Map(entries)
  const inside = new Set(entries.flatMap(([, codes]) => (Array.isArray(codes) ? codes.map(String) : [])))
  const [top, ...more] = entries.map(([code]) => code).filter((code) => !inside.has(code))
  const grow = (code: string, depth: number): Branch | undefined => {
    const codes = parts.get(code)
    if (depth > DEPTH_MAX) return undefined
    if (codes === undefined) return { code }
    const children = Array.isArray(codes) ? codes.map((each) => grow(String(each), depth + 1)) : [undefined]
    return children.every((child) => child !== undefined) ? { code, children } : undefined
  }
  return top === undefined || more.length > 0 ? undefined : grow(top, 0)
}

/** Rows of codes with a count at the end, of which the first row names the columns. Without dimensions every column has one total. */
export const readRows = (
  rows: readonly (readonly string[])[],
  name: string,
  given?: readonly Dimension[],
): Outcome<ReadTable, TableRefusal> => {
  const read = rowsOf(rows, given)
  if (!read.ok) return read
  const counts = new Map<string, number>()
  for (const [key, shown] of read.value.cells) {
    if (!/^-?\d+$/.test(shown)) return refuse('table-count-wrong', { cell: key.slice(0, 80) })
    counts.set(key, Number(shown))
  }
  const table = tableOf(read.value.dimensions, counts)
  if (!table.ok) return table
  return accept({ id: name, dimensions: read.value.dimensions, linked: false, table: table.value })
}
const TOTALS = ['total', 'totaal', 'alle', 't']
const rowsOf = (
  rows: readonly (readonly string[])[],
  given?: readonly Dimension[],
): Outcome<{ dimensions: readonly Dimension[]; cells: readonly (readonly [string, string])[] }, TableRefusal> => {
  const [head, ...body] = rows
  if (!head || head.length < 2 || body.length === 0) return refuse('table-empty')
  if (body.length > CELLS_MAX) return refuse('table-too-big', { most: CELLS_MAX })
  if (given && given.length !== head.length - 1) return refuse('table-not-readable', { at: 'dims' })
  const dimensions =
    given ??
    head.slice(0, -1).map((name, column): Dimension => {
      const codes = [...new Set(body.map((row) => row[column] ?? ''))]
      const total = codes.find((code) => TOTALS.includes(code.toLowerCase())) ?? 'total'
      return { name, tree: { code: total, children: codes.filter((code) => code !== total).map((code) => ({ code })) } }
    })
  const cells = body.map((row) => [row.slice(0, head.length - 1).join('|'), row[head.length - 1] ?? ''] as const)
  const twice = cells.find(([key], index) => cells.findIndex(([other]) => other === key) !== index)
  return twice ? refuse('table-code-twice', { dimension: twice[0].slice(0, 60) }) : accept({ dimensions, cells })
}

/** Which cells of a table are hidden, by its own file or by the rules, and how far around each must stay possible. */
export const hiddenOf = (
  { table, primary, contributors, percent, threshold, share }: ReadTable,
  rules: {
    readonly threshold?: number
    readonly complements?: boolean
    readonly groups?: boolean
    readonly below?: boolean
  },
): {
  readonly reasons: ReadonlyMap<number, PrimaryReason | 'named'>
  readonly needs: readonly { readonly cell: number; readonly down: number; readonly up: number }[]
} => {
  const least = rules.threshold ?? threshold ?? 5
  const dominance = contributors ? { dominance: { percent: percent ?? 15, contributors } } : {}
  const reasons = primary
    ? new Map(primary.map((cell) => [cell, 'named'] as const))
    : primaryOf(table, { threshold: least, ...rules, ...dominance })
  const needs = [...reasons.keys()].map((cell) => {
    const value = pick(table.values, cell)
    const of = contributors?.get(pick(table.keys, cell))
    const around = of ? shortOf(value, of, percent ?? 15) : share === undefined ? 1 : share * value
    // Not told to be below the threshold: for small counts alone.
    const up = rules.below && value < least ? least - value : around
    return { cell, down: around, up }
  })
  return { reasons, needs }
}

/** Releases in a JSON text: `shown` over `dims`; or a table with what was withheld of it. Several under `tables` stand apart from each other. */
export const readReleases = (
  source: string,
  name: string,
): Outcome<readonly (readonly ReleasedTable[])[], TableRefusal> => {
  const parsed = parse(source)
  if (!parsed.ok) return parsed
  const list = isObject(parsed.value) ? (parsed.value['tables'] ?? parsed.value['instances']) : undefined
  const groups: (readonly ReleasedTable[])[] = []
  for (const [index, entry] of (Array.isArray(list) ? list : [parsed.value]).entries()) {
    const one = readRelease(entry, Array.isArray(list) ? `${name}-${index + 1}` : name)
    if (!one.ok) return one
    groups.push(one.value)
  }
  return accept(groups)
}

const readRelease = (entry: unknown, name: string): Outcome<readonly ReleasedTable[], TableRefusal> => {
  if (!isObject(entry)) return refuse('table-not-readable', { at: name })
  if (!isObject(entry['shown'])) return readWithheld(entry, name)
  const dimensions = readDimensions(entry['dims'])
  if (!dimensions || dimensions.length === 0) return refuse('table-not-readable', { at: 'dims' })
  const reach = typeof entry['reach'] === 'number' && entry['reach'] >= 0 ? entry['reach'] : 0
  const shown = new Map<string, Known>()
  for (const [key, value] of entriesOf(entry['shown']) ?? []) {
    const known = knownOf(value, reach)
    if (known === 'wrong') return refuse('table-count-wrong', { cell: key.slice(0, 80) })
    if (known) shown.set(key, known)
  }
  const id = text(entry['id'], name)
  if (entry['linked'] === true)
    return accept(
      dimensions.map((dimension) => ({ id: `${id}/${dimension.tree.code}`, dimensions: [dimension], shown })),
    )
  return accept([{ id, dimensions, shown }])
}
/** What a shown value tells: a number within reach, less than something, between two, or nothing. */
const knownOf = (value: unknown, reach: number): Known | undefined | 'wrong' => {
  if (value === null) return undefined
  if (typeof value === 'number')
    return Number.isFinite(value) && value >= 0 ? { least: Math.max(0, value - reach), most: value + reach } : 'wrong'
  const below = typeof value === 'string' ? /^<\s*(\d{1,6})$/.exec(value.slice(0, 20))?.[1] : undefined
  if (below !== undefined && Number(below) > 1) return { least: 1, most: Number(below) - 1 }
  if (!isObject(value)) return 'wrong'
  const { least, most } = value
  if (typeof least !== 'number' || typeof most !== 'number') return 'wrong'
  return least >= 0 && most >= least && Number.isFinite(most) ? { least, most } : 'wrong'
}
const readWithheld = (entry: Json, name: string): Outcome<readonly ReleasedTable[], TableRefusal> => {
  const read = readTable(entry, name)
  if (!read.ok) return read
  const { table, dimensions, linked, id } = read.value
  const named = [entry['suppressed'], entry['secondary']].flatMap((list) =>
    Array.isArray(list) ? list.map(String) : [],
  )
  const { reasons } = hiddenOf(read.value, {})
  // A table that names what it withholds withholds that; one that does not withholds its small numbers.
  const hidden = Array.isArray(entry['suppressed']) ? [] : [...reasons.keys()].map((cell) => pick(table.keys, cell))
  const withheld = new Set([...named, ...hidden])
  const shown = new Map(
    table.keys.flatMap((key, cell): readonly (readonly [string, Known])[] => {
      const value = pick(table.values, cell)
      return withheld.has(key) ? [] : [[key, { least: value, most: value }]]
    }),
  )
  if (!linked) return accept([{ id, dimensions, shown }])
  return accept(dimensions.map((dimension, index) => ({ id: `${id}/${index + 1}`, dimensions: [dimension], shown })))
}

/** A release as rows: codes and what is shown at the end; nothing, a dot or an x is withheld. */
export const readReleaseRows = (
  rows: readonly (readonly string[])[],
  name: string,
  given?: readonly Dimension[],
): Outcome<ReleasedTable, TableRefusal> => {
  const read = rowsOf(rows, given)
  if (!read.ok) return read
  const shown = new Map<string, Known>()
  for (const [key, value] of read.value.cells) {
    if (['', '.', 'x'].includes(value.trim().toLowerCase())) continue
    const known = knownOf(/^\d+$/.test(value) ? Number(value) : value, 0)
    if (known === 'wrong' || known === undefined) return refuse('table-count-wrong', { cell: key.slice(0, 80) })
    shown.set(key, known)
  }
  return accept({ id: name, dimensions: read.value.dimensions, shown })
}
