/**
 * A table of capture histories: how many persons were on exactly these lists. A history is a number of bits, bit 0 for the first list; nobody can be
 * seen on no list at all, so cell 0 holds nothing. What is no such table is refused with the reason, before anything is computed from it.
 */
import { accept, type Outcome, refuse } from '../kernel/index.ts'

/** Counts per history; the index is the history. */
export type CaptureTable = { readonly lists: readonly string[]; readonly counts: Float64Array }

/** More lists give more models than can be looked through: with seven there are two million of pairs alone. */
export const LISTS_MAX = 6
export const LISTS_MIN = 3
/** No country has more persons on its lists. */
const PERSONS_MAX = 1e9
const NAME_MAX = 200

/** Reads one entry of a collection of tables: `lists`, `rows` (a 0 or 1 per list, then the count), perhaps `observed`. Takes anything, throws never. */
export const readCaptureTable = (input: unknown): Outcome<CaptureTable> => {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return refuse('estimate-no-table')
  const lists: unknown = Object.hasOwn(input, 'lists') ? Reflect.get(input, 'lists') : undefined
  const rows: unknown = Object.hasOwn(input, 'rows') ? Reflect.get(input, 'rows') : undefined
  if (!Array.isArray(lists) || !Array.isArray(rows)) return refuse('estimate-no-table')
  const names = namesOf(lists)
  if (!names.ok) return names
  const counts = countsOf(names.value, rows)
  if (!counts.ok) return counts
  const observed: unknown = Object.hasOwn(input, 'observed') ? Reflect.get(input, 'observed') : undefined
  const found = observedIn(counts.value)
  if (observed !== undefined && observed !== found)
    return refuse('estimate-other-total', { stated: printed(observed), found })
  return checkTable({ lists: names.value, counts: counts.value })
}

const namesOf = (lists: readonly unknown[]): Outcome<readonly string[]> => {
  if (lists.length < LISTS_MIN) return refuse('estimate-too-few-lists', { lists: lists.length, least: LISTS_MIN })
  if (lists.length > LISTS_MAX) return refuse('estimate-too-many-lists', { lists: lists.length, most: LISTS_MAX })
  const names: string[] = []
  for (const name of lists) {
    if (typeof name !== 'string' || name.trim() === '' || name.length > NAME_MAX) return refuse('estimate-list-name')
    if (names.includes(name)) return refuse('estimate-list-twice', { list: name })
    names.push(name)
  }
  return accept(names)
}

const countsOf = (lists: readonly string[], rows: readonly unknown[]): Outcome<Float64Array> => {
  const counts = new Float64Array(2 ** lists.length)
  const seen = new Set<number>()
  for (const [index, row] of rows.entries()) {
    const number = index + 1
    if (!Array.isArray(row) || row.length !== lists.length + 1)
      return refuse('estimate-row-length', { row: number, length: lists.length + 1 })
    let history = 0
    for (let list = 0; list < lists.length; list += 1) {
      const on: unknown = row[list]
      if (on !== 0 && on !== 1) return refuse('estimate-row-not-binary', { row: number })
      history |= on << list
    }
    const count: unknown = row[lists.length]
    if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 0)
      return refuse('estimate-row-count', { row: number, count: printed(count) })
    if (history === 0) return refuse('estimate-row-unseen', { row: number })
    if (seen.has(history)) return refuse('estimate-row-twice', { row: number })
    seen.add(history)
    counts[history] = count
  }
  return observedIn(counts) > PERSONS_MAX ? refuse('estimate-too-many-persons') : accept(counts)
}
const printed = (value: unknown): string =>
  typeof value === 'object' && value !== null ? 'no number' : String(value).slice(0, 40)

/** What a table of lists must be before an estimate means anything: persons, lists with persons, and no list that is a part or a copy of another. */
const checkTable = (table: CaptureTable): Outcome<CaptureTable> => {
  const { lists, counts } = table
  if (observedIn(counts) === 0) return refuse('estimate-nobody')
  if (counts.filter((count) => count > 0).length === 1) return refuse('estimate-one-history')
  const empty = lists.find((_, list) => onAll(counts, 1 << list) === 0)
  if (empty !== undefined) return refuse('estimate-list-empty', { list: empty })
  for (const [inner, name] of lists.entries())
    for (const [outer, other] of lists.entries())
      if (inner !== outer && onAll(counts, 1 << inner) === onAll(counts, (1 << inner) | (1 << outer)))
        return refuse('estimate-list-contained', { list: name, other })
  return accept(table)
}

/** How many persons were seen at all. */
export const observedIn = (counts: Float64Array): number => counts.reduce((sum, count) => sum + count, 0)

/** How many persons are on all lists of this set, whatever other lists they are on. */
export const onAll = (counts: Float64Array, set: number): number =>
  counts.reduce((sum, count, history) => ((history & set) === set ? sum + count : sum), 0)

/** Replaces each cell by the sum over all cells that contain it. */
export const addSupersets = (cells: Float64Array): Float64Array => {
  for (let bit = 1; bit < cells.length; bit <<= 1)
    for (let cell = 0; cell < cells.length; cell += 1)
      if ((cell & bit) === 0) cells[cell] = (cells[cell] ?? 0) + (cells[cell | bit] ?? 0)
  return cells
}

/** Replaces each cell by the sum over all cells that it contains. */
export const addSubsets = (cells: Float64Array): Float64Array => {
  for (let bit = 1; bit < cells.length; bit <<= 1)
    for (let cell = 0; cell < cells.length; cell += 1)
      if ((cell & bit) !== 0) cells[cell] = (cells[cell] ?? 0) + (cells[cell ^ bit] ?? 0)
  return cells
}

/** How many lists are in a set. */
export const sizeOf = (set: number): number => {
  let size = 0
  for (let rest = set; rest > 0; rest &= rest - 1) size += 1
  return size
}

/** All sets of this many lists, in the order of the first list, then the second: 12, 13, 14, 23, ... */
export const setsOfSize = (lists: number, size: number): readonly number[] => {
  if (size === 0) return [0]
  const sets: number[] = []
  const grow = (set: number, from: number, left: number): void => {
    if (left === 0) sets.push(set)
    else for (let list = from; list < lists; list += 1) grow(set | (1 << list), list + 1, left - 1)
  }
  grow(0, 0, size)
  return sets
}

/** The table without one list: who was on that list alone is not seen any more. */
export const withoutList = ({ lists, counts }: CaptureTable, dropped: number): CaptureTable => {
  const left = new Float64Array(counts.length / 2)
  const low = (1 << dropped) - 1
  counts.forEach((count, history) => {
    const rest = (history & low) | ((history >> 1) & ~low)
    if (rest !== 0) left[rest] = (left[rest] ?? 0) + count
  })
  return { lists: lists.filter((_, list) => list !== dropped), counts: left }
}
