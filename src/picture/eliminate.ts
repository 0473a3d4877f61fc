/**
 * Secondary suppression by elimination (Langsrud 2024): cells are offered from the most to the least wanted, and one is published unless a hidden
 * cell then follows from all that is published. Exact, because it counts modulo a prime; checked once more modulo another one, so that
 * a chance of one prime hides nothing. It stops exact recovery and nothing else: how close one can come is asked by the audit.
 */
import { asFinest, type CellTable } from './cells.ts'

/** Below 2 to the power 26, so that a product of two rests is exact in a number. */
export const PRIMES = [67_108_859, 67_108_837] as const
/** Hidden cells times finest cells: the memory of one run, 8 bytes each. */
const SIZE_MAX = 60_000_000

// Own readers: an element that must be there. In the inner loops a call to another file would be felt.
const at = (items: Float64Array, index: number): number => items[index] ?? 0
const pick = <T>(items: readonly T[], index: number): T => {
  const item = items[index]
  if (item === undefined) throw new RangeError('outside the list')
  return item
}

type Sparse = { readonly indices: readonly number[]; readonly values: readonly number[]; readonly pivot: number }

/** The cells to withhold: the hidden ones and what must go with them. Undefined when the table is too big for it. */
export const eliminate = (
  table: CellTable,
  hidden: ReadonlySet<number>,
  wanted: (cell: number) => number = (cell) => pick(table.values, cell),
): ReadonlySet<number> | undefined => {
  const rows = finestThatCount(table)
  if (hidden.size * rows.width > SIZE_MAX) return undefined
  const order = [...table.keys.keys()].sort((one, other) => wanted(other) - wanted(one) || one - other)
  const space = openSpace(
    rows.width,
    PRIMES[0],
    [...hidden].map((cell) => pick(rows.of, cell)),
  )
  const withheld = new Set(hidden)
  for (const cell of order) if (!hidden.has(cell) && !space.publish(pick(rows.of, cell))) withheld.add(cell)
  return withheld
}

/** Which of the hidden cells follow exactly from what is not withheld, by both primes. The attacker's half of elimination. */
export const followsExactly = (
  table: CellTable,
  withheld: ReadonlySet<number>,
  hidden: readonly number[],
): readonly number[] => {
  const rows = finestThatCount(table)
  const found = new Set<number>()
  for (const prime of PRIMES) {
    const space = openSpace(
      rows.width,
      prime,
      hidden.map((cell) => pick(rows.of, cell)),
    )
    for (const cell of table.keys.keys()) if (!withheld.has(cell)) space.force(pick(rows.of, cell))
    for (const index of space.followed()) found.add(pick(hidden, index))
  }
  return [...found]
}

/** Every cell over the finest cells that hold somebody: zeros are published, so they say nothing more. */
const finestThatCount = (table: CellTable): { readonly width: number; readonly of: readonly (readonly number[])[] } => {
  const totals = new Set(table.additions.map((each) => each.total))
  const finest = table.keys.flatMap((_, index) => (totals.has(index) ? [] : [pick(table.values, index)]))
  const column = new Map<number, number>()
  for (const [row, value] of finest.entries()) if (value !== 0) column.set(row, column.size)
  const of = asFinest(table).map((rows) =>
    rows.flatMap((row) => {
      const place = column.get(row)
      return place === undefined ? [] : [place]
    }),
  )
  return { width: column.size, of }
}

type Space = {
  /** Publishes a cell unless a hidden one would follow; false when it was not. */
  publish(cell: readonly number[]): boolean
  /** Publishes whatever follows. */
  force(cell: readonly number[]): void
  /** The hidden ones (by place) that follow from what was published. */
  followed(): readonly number[]
}

// What is published spans a space. The hidden cells are kept reduced by it: one that becomes nothing follows from it.
const openSpace = (width: number, prime: number, hiddenRows: readonly (readonly number[])[]): Space => {
  const basis: Sparse[] = []
  const work = new Float64Array(width)
  const hidden = hiddenRows.map((row) => {
    const vector = new Float64Array(width)
    for (const place of row) vector[place] = 1
    return { vector, filled: row.length }
  })
  // How many hidden rows hold each place: kept along, as asking all of them each time would be most of the work.
  const held = new Int32Array(width)
  for (const row of hiddenRows) for (const place of row) held[place] = (held[place] ?? 0) + 1
  const scatter = (cell: readonly number[]): void => {
    work.fill(0)
    for (const place of cell) work[place] = 1
    for (const { indices, values, pivot } of basis) {
      const factor = at(work, pivot)
      if (factor !== 0)
        for (let each = 0; each < indices.length; each += 1) subtract(work, indices, values, each, factor)
    }
  }
  const subtract = (
    into: Float64Array,
    indices: readonly number[],
    values: readonly number[],
    each: number,
    factor: number,
  ): void => {
    const place = indices[each] ?? 0
    into[place] = ((into[place] ?? 0) + (prime - factor) * (values[each] ?? 0)) % prime
  }
  const filledOf = (): readonly number[] => {
    const places: number[] = []
    for (let place = 0; place < width; place += 1) if (work[place] !== 0) places.push(place)
    return places
  }
  const tellsOne = (places: readonly number[]): boolean => {
    const first = pick(places, 0)
    return hidden.some(({ vector, filled }) => {
      if (filled !== places.length || vector[first] === 0) return false
      const factor = (at(vector, first) * inverse(at(work, first), prime)) % prime
      return places.every((place) => at(vector, place) === (at(work, place) * factor) % prime)
    })
  }
  const add = (places: readonly number[]): void => {
    const pivot = emptiest(places, held)
    const scale = inverse(at(work, pivot), prime)
    const values = places.map((place) => (at(work, place) * scale) % prime)
    basis.push({ indices: places, values, pivot })
    for (const each of hidden) {
      const factor = at(each.vector, pivot)
      if (factor === 0) continue
      for (const [index, place] of places.entries()) {
        const before = at(each.vector, place)
        const after = (before + (prime - factor) * pick(values, index)) % prime
        each.vector[place] = after
        if ((before === 0) === (after === 0)) continue
        const more = before === 0 ? 1 : -1
        each.filled += more
        held[place] = (held[place] ?? 0) + more
      }
    }
  }
  return {
    publish: (cell) => {
      scatter(cell)
      const places = filledOf()
      if (places.length === 0) return true
      if (tellsOne(places)) return false
      add(places)
      return true
    },
    force: (cell) => {
      scatter(cell)
      const places = filledOf()
      if (places.length > 0) add(places)
    },
    followed: () => hidden.flatMap(({ filled }, index) => (filled === 0 ? [index] : [])),
  }
}

/** The place that the fewest hidden rows hold: what is subtracted from them then stays little. */
const emptiest = (places: readonly number[], held: Int32Array): number =>
  places.reduce((best, place) => ((held[place] ?? 0) < (held[best] ?? 0) ? place : best), pick(places, 0))

/** What times this number leaves 1. */
const inverse = (value: number, prime: number): number => {
  let [before, after, one, other] = [prime, value, 0, 1]
  while (after !== 0) {
    const times = Math.floor(before / after)
    ;[before, after] = [after, before - times * after]
    ;[one, other] = [other, one - times * other]
  }
  return one < 0 ? one + prime : one
}
