/**
 * Makes a set of numbers that may be shown to everybody. Each number is rounded on its own to a multiple of 5; 1 to 4 is
 * shown as "<5"; regions with few persons are withheld. Then the set is attacked: for every small number the smallest and
 * largest value that fits all that is shown is computed exactly, and numbers are withheld until no small number can be told
 * more closely than "1 to 4". The attack assumes what a reader would: that rows and columns add up, as they do here.
 */

/** The usual Dutch choice for small numbers; nobody is told apart among fewer than five. */
export const BASE = 5
/** A region with fewer persons than this is not shown by form at all. */
export const REGION_MIN = 10
/** Limits: more rows or columns is not a table that a person reads. */
export const ROWS_MAX = 60
export const COLUMNS_MAX = 20

/** Persons by region (rows) and form (columns); each person counts in one cell, so that rows and columns add up. */
export type Table = {
  readonly regions: readonly string[]
  readonly forms: readonly string[]
  readonly cells: readonly (readonly number[])[]
}
/** A number as shown: a multiple of 5, 0, "<5", or nothing at all. */
export type Shown = number | '<5' | null
export type SafeTable = {
  readonly regions: readonly string[]
  readonly forms: readonly string[]
  readonly cells: readonly (readonly Shown[])[]
  readonly regionTotals: readonly Shown[]
  readonly formTotals: readonly Shown[]
  readonly total: Shown
}

/** The safe form of a table. Throws on a table that is not one: ragged, negative, too large. That is a fault of ours. */
export const disclose = (table: Table): SafeTable => {
  checkTable(table)
  let safe = roundAll(table)
  for (;;) {
    const leak = findLeak(table, safe)
    if (!leak) return safe
    safe = withholdMore(safe, leak)
  }
}

/** One number as it is shown. */
export const roundNumber = (value: number): Shown => {
  if (value === 0) return 0
  return value < BASE ? '<5' : Math.round(value / BASE) * BASE
}

type Range = { readonly min: number; readonly max: number }
const UNBOUNDED = 1e9

/** What a reader knows of a number from how it is shown. */
export const rangeOf = (shown: Shown): Range => {
  if (shown === null) return { min: 0, max: UNBOUNDED }
  if (shown === '<5') return { min: 1, max: BASE - 1 }
  if (shown === 0) return { min: 0, max: 0 }
  const half = Math.floor(BASE / 2)
  return { min: Math.max(BASE, shown - half), max: shown + half }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)
const at = <T>(items: readonly T[], index: number): T => {
  const item = items[index]
  if (item === undefined) throw new RangeError('outside the table')
  return item
}

const checkTable = ({ regions, forms, cells }: Table): void => {
  const fits = cells.length === regions.length && cells.every((row) => row.length === forms.length)
  const counts = cells.flat().every((value) => Number.isSafeInteger(value) && value >= 0 && value < UNBOUNDED)
  if (!fits || !counts || regions.length > ROWS_MAX || forms.length > COLUMNS_MAX)
    throw new RangeError('not a table of counts')
}

const roundAll = ({ regions, forms, cells }: Table): SafeTable => {
  const withheld = cells.map((row) => sum(row) < REGION_MIN)
  return {
    regions,
    forms,
    cells: cells.map((row, region) => row.map((value) => (withheld[region] ? null : roundNumber(value)))),
    regionTotals: cells.map((row, region) => (withheld[region] ? null : roundNumber(sum(row)))),
    formTotals: forms.map((_, form) => roundNumber(sum(cells.map((row) => at(row, form))))),
    total: roundNumber(sum(cells.flat())),
  }
}

/** A small number that can be told too closely: a cell, or the total of a region or form, or of all. */
type Leak = { readonly region?: number; readonly form?: number }

// The least painful number goes first: the total of the region, of the form, of all. The total of a form can also be told by
// its cells (two of "<5" are at least 2); then these cells go. Without totals nothing ties the other cells together.
const withholdMore = (safe: SafeTable, { region, form }: Leak): SafeTable => {
  if (region !== undefined && safe.regionTotals[region] !== null)
    return { ...safe, regionTotals: without(safe.regionTotals, region) }
  if (form !== undefined && safe.formTotals[form] !== null)
    return { ...safe, formTotals: without(safe.formTotals, form) }
  if (safe.total !== null) return { ...safe, total: null }
  if (region === undefined && form !== undefined && safe.cells.some((row) => row[form] !== null)) {
    return { ...safe, cells: safe.cells.map((row) => without(row, form)) }
  }
  const otherRegion = safe.regionTotals.findIndex((shown) => shown !== null)
  if (otherRegion >= 0) return { ...safe, regionTotals: without(safe.regionTotals, otherRegion) }
  const otherForm = safe.formTotals.findIndex((shown) => shown !== null)
  if (otherForm >= 0) return { ...safe, formTotals: without(safe.formTotals, otherForm) }
  throw new Error('a small number is told by its own cell')
}
const without = (shown: readonly Shown[], index: number): readonly Shown[] =>
  shown.map((each, here) => (here === index ? null : each))

/**
 * The table as a flow: from all to regions, from regions to forms, back to all. Rows and columns add up exactly when what
 * flows in flows out, and the true table is one such flow. How far one number can move while everything stays within what
 * is shown is then a question of the largest flow around it, which has an exact answer in whole persons.
 */
type Edge = {
  readonly from: number
  readonly to: number
  readonly value: number
  readonly range: Range
  readonly where: Leak
}

const edgesOf = (table: Table, safe: SafeTable): readonly Edge[] => {
  const [regions, forms] = [table.regions.length, table.forms.length]
  const [source, sink] = [regions + forms, regions + forms + 1]
  const rows = table.cells.map((row, region) => ({
    from: source,
    to: region,
    value: sum(row),
    range: rangeOf(at(safe.regionTotals, region)),
    where: { region },
  }))
  const cells = table.cells.flatMap((row, region) =>
    row.map((value, form) => ({
      from: region,
      to: regions + form,
      value,
      range: rangeOf(at(at(safe.cells, region), form)),
      where: { region, form },
    })),
  )
  const columns = table.forms.map((_, form) => ({
    from: regions + form,
    to: sink,
    value: sum(table.cells.map((row) => at(row, form))),
    range: rangeOf(at(safe.formTotals, form)),
    where: { form },
  }))
  const all = { from: sink, to: source, value: sum(table.cells.flat()), range: rangeOf(safe.total), where: {} }
  return [...rows, ...cells, ...columns, all]
}

/** The first small number that is told more closely than from 1 to 4, if there is one. */
export const findLeak = (table: Table, safe: SafeTable): Leak | undefined => {
  const edges = edgesOf(table, safe)
  const nodes = table.regions.length + table.forms.length + 2
  return edges.find((edge, index) => {
    if (edge.value === 0 || edge.value >= BASE) return false
    const { min, max } = reachOf(edges, index, nodes)
    return min > 1 || max < BASE - 1
  })?.where
}

/** Between which values this number can lie, given all that is shown, up to what matters (1 and 4). */
const reachOf = (edges: readonly Edge[], index: number, nodes: number): Range => {
  const edge = at(edges, index)
  const others = edges.filter((_, here) => here !== index)
  const up = Math.min(edge.range.max, BASE - 1) - edge.value
  const down = edge.value - Math.max(edge.range.min, 1)
  return {
    max: edge.value + (up > 0 ? flow(others, { from: edge.to, to: edge.from, wanted: up, nodes }) : up),
    min: edge.value - (down > 0 ? flow(others, { from: edge.from, to: edge.to, wanted: down, nodes }) : down),
  }
}

/** How much of `wanted` can move from one node to another: one person at a time along a path with room. */
const flow = (edges: readonly Edge[], move: { from: number; to: number; wanted: number; nodes: number }): number => {
  const values = edges.map((edge) => edge.value)
  let moved = 0
  while (moved < move.wanted) {
    const path = findPath(edges, values, move)
    if (!path) return moved
    for (const { edge, step } of path) values[edge] = at(values, edge) + step
    moved += 1
  }
  return moved
}

type Step = { readonly edge: number; readonly step: 1 | -1; readonly before: number }

const findPath = (
  edges: readonly Edge[],
  values: readonly number[],
  { from, to, nodes }: { from: number; to: number; nodes: number },
): readonly Step[] | undefined => {
  const reached: (Step | undefined)[] = new Array(nodes).fill(undefined)
  const queue = [from]
  const visited = new Set(queue)
  for (let node = queue.shift(); node !== undefined && !visited.has(to); node = queue.shift()) {
    for (const [edge, { from: start, to: end, range }] of edges.entries()) {
      const value = at(values, edge)
      const forward = start === node && value < range.max
      const backward = end === node && value > range.min
      const next = forward ? end : start
      if ((!forward && !backward) || visited.has(next)) continue
      visited.add(next)
      reached[next] = { edge, step: forward ? 1 : -1, before: node }
      queue.push(next)
    }
  }
  return visited.has(to) ? pathBack(reached, from, to) : undefined
}

const pathBack = (reached: readonly (Step | undefined)[], from: number, to: number): readonly Step[] => {
  const path: Step[] = []
  for (let node = to; node !== from; ) {
    const step = at(reached, node)
    if (step === undefined) throw new Error('a path without a way back')
    path.push(step)
    node = step.before
  }
  return path
}
