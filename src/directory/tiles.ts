/**
 * A map on which every municipality is one tile of the same size, so that a small one is seen as well as Amsterdam: a cartogram of hexagons,
 * computed from the middles of the municipalities and from who borders on whom. Neighbours stay near each other and a province stays in
 * one piece. Pure and without chance: the order of the moves comes from a fixed seed, so the same tables give the same map.
 */
import { randomFrom } from '../kernel/index.ts'
import type { MunicipalityCode, ProvinceCode } from './municipality.ts'

/** Where a tile lies: rows of hexagons with a point upwards, every odd row half a tile further to the right. */
export type Tile = { readonly column: number; readonly row: number }
export type PlacedTile = Tile & { readonly municipality: MunicipalityCode }

/** What the map is computed from. */
export type TileInput = {
  readonly code: MunicipalityCode
  readonly province: ProvinceCode
  /** Degrees, WGS 84. */
  readonly longitude: number
  readonly latitude: number
}
/** Two municipalities that border on each other by land, or that a ferry joins. */
export type Neighbours = {
  readonly one: MunicipalityCode
  readonly other: MunicipalityCode
  readonly kind: 'land' | 'ferry'
}

/** How many steps from tile to tile; 1 for two that touch. */
export const stepsBetween = (a: Tile, b: Tile): number => {
  const along = diagonal(a) - diagonal(b)
  const down = a.row - b.row
  return Math.max(Math.abs(along), Math.abs(down), Math.abs(along + down))
}
const diagonal = ({ column, row }: Tile): number => column - ((row - (row & 1)) >> 1)

const SEED = 342
const MOVES = 1_500_000
const RELAXATIONS = 600
const ROW_HEIGHT = Math.sqrt(3) / 2
/** Kilometres a degree; one length of a degree of longitude for the whole country, at its middle. */
const KM_LATITUDE = 111.2
const KM_LONGITUDE = KM_LATITUDE * Math.cos((52.1 * Math.PI) / 180)
/** The share of the box around the country that is land. */
const LAND_SHARE = 0.55
/** Empty tiles around the country. */
const MARGIN = 2

/** Gives every municipality a tile of its own, in the order of their codes. */
export const placeTiles = (
  municipalities: readonly TileInput[],
  neighbours: readonly Neighbours[],
): readonly PlacedTile[] => {
  if (municipalities.length === 0) return []
  const ordered = [...municipalities].sort((a, b) => (a.code < b.code ? -1 : 1))
  const index = new Map(ordered.map(({ code }, at) => [code, at]))
  const pairs = neighbours
    .map(({ one, other }) => [index.get(one), index.get(other)] as const)
    .filter((pair): pair is readonly [number, number] => pair[0] !== undefined && pair[1] !== undefined)
    .sort(([a, b], [c, d]) => a - c || b - d)
  const spots = relax(project(ordered), pairs)
  const grid = gridAround(spots)
  const cells = improve(grid, spots, {
    at: assign(grid, spots),
    near: nearOf(ordered.length, pairs),
    provinces: ordered.map(({ province }) => province),
  })
  return trim(ordered.map(({ code }, at) => ({ municipality: code, ...grid.tile(cells[at] ?? 0) })))
}

type Spot = { x: number; y: number }
type Pair = readonly [number, number]

/** Degrees to a plane on which one municipality has, on average, one unit of land. */
const project = (all: readonly TileInput[]): Spot[] => {
  const flat = all.map(({ longitude, latitude }) => ({ x: longitude * KM_LONGITUDE, y: -latitude * KM_LATITUDE }))
  const size = Math.sqrt((spread(flat, 'x') * spread(flat, 'y') * LAND_SHARE) / flat.length) || 1
  return flat.map(({ x, y }) => ({ x: x / size, y: y / size }))
}
const spread = (spots: readonly Spot[], axis: 'x' | 'y'): number =>
  Math.max(...spots.map((each) => each[axis])) - Math.min(...spots.map((each) => each[axis]))

/** Circles of one size push each other apart, neighbours pull each other closer: small municipalities get room, large ones give it. */
const relax = (spots: Spot[], pairs: readonly Pair[]): readonly Spot[] => {
  for (let round = 0; round < RELAXATIONS; round += 1) {
    const pushed = spots.map(() => ({ x: 0, y: 0 }))
    const between = (a: number, b: number, force: (distance: number) => number): void => {
      const [one, other, pushedOne, pushedOther] = [spots[a], spots[b], pushed[a], pushed[b]]
      if (!(one && other && pushedOne && pushedOther)) return
      const [dx, dy] = [other.x - one.x, other.y - one.y]
      const distance = Math.hypot(dx, dy)
      const strength = distance > 0 ? force(distance) / distance : 0
      pushedOne.x += dx * strength
      pushedOne.y += dy * strength
      pushedOther.x -= dx * strength
      pushedOther.y -= dy * strength
    }
    for (let a = 0; a < spots.length; a += 1)
      for (let b = a + 1; b < spots.length; b += 1) between(a, b, (distance) => Math.min(0, distance - 1) * 0.5)
    for (const [a, b] of pairs) between(a, b, (distance) => Math.max(0, distance - 1.05) * 0.12)
    for (const [at, spot] of spots.entries()) {
      spot.x += within((pushed[at]?.x ?? 0) / 2)
      spot.y += within((pushed[at]?.y ?? 0) / 2)
    }
  }
  return spots
}
const within = (step: number): number => Math.max(-0.3, Math.min(0.3, step))

type Grid = {
  readonly cells: number
  readonly tile: (cell: number) => Tile
  readonly middle: (cell: number) => Spot
  readonly around: readonly (readonly number[])[]
}

const gridAround = (spots: readonly Spot[]): Grid => {
  const [left, top] = [Math.min(...spots.map(({ x }) => x)) - MARGIN, Math.min(...spots.map(({ y }) => y)) - MARGIN]
  const columns = Math.ceil(spread(spots, 'x') + 2 * MARGIN)
  const rows = Math.ceil((spread(spots, 'y') + 2 * MARGIN) / ROW_HEIGHT)
  const tile = (cell: number): Tile => ({ column: cell % columns, row: Math.floor(cell / columns) })
  const cells = columns * rows
  const all = Array.from({ length: cells }, (_, cell) => cell)
  const around = all.map((cell) => {
    const { column, row } = tile(cell)
    return [-1, 0, 1]
      .flatMap((down) => [-1, 0, 1].map((along) => ({ column: column + along, row: row + down })))
      .filter((each) => each.column >= 0 && each.column < columns && each.row >= 0 && each.row < rows)
      .filter((each) => stepsBetween(each, { column, row }) === 1)
      .map((each) => each.row * columns + each.column)
  })
  const middle = (cell: number): Spot => {
    const { column, row } = tile(cell)
    return { x: left + column + (row & 1 ? 0.5 : 0), y: top + row * ROW_HEIGHT }
  }
  return { cells, tile, middle, around }
}

/** The assignment of spots to tiles with the least sum of squared distances (Kuhn 1955, in the form with potentials). */
const assign = (grid: Grid, spots: readonly Spot[]): Int32Array => {
  const [n, m] = [spots.length, grid.cells]
  const middles = Array.from({ length: m }, (_, cell) => grid.middle(cell))
  const cost = (spot: number, cell: number): number => squared(spots[spot], middles[cell])
  const [potential, price] = [new Float64Array(n + 1), new Float64Array(m + 1)]
  const [holder, way] = [new Int32Array(m + 1), new Int32Array(m + 1)]
  for (let spot = 1; spot <= n; spot += 1) {
    holder[0] = spot
    let cell = 0
    const least = new Float64Array(m + 1).fill(Number.POSITIVE_INFINITY)
    const used = new Uint8Array(m + 1)
    do {
      used[cell] = 1
      const held = holder[cell] ?? 0
      let [step, next] = [Number.POSITIVE_INFINITY, 0]
      for (let j = 1; j <= m; j += 1) {
        if (used[j]) continue
        const reduced = cost(held - 1, j - 1) - (potential[held] ?? 0) - (price[j] ?? 0)
        if (reduced < (least[j] ?? 0)) {
          least[j] = reduced
          way[j] = cell
        }
        if ((least[j] ?? 0) < step) [step, next] = [least[j] ?? 0, j]
      }
      for (let j = 0; j <= m; j += 1) {
        if (used[j]) {
          potential[holder[j] ?? 0] = (potential[holder[j] ?? 0] ?? 0) + step
          price[j] = (price[j] ?? 0) - step
        } else least[j] = (least[j] ?? 0) - step
      }
      cell = next
    } while (holder[cell] !== 0)
    do {
      const before = way[cell] ?? 0
      holder[cell] = holder[before] ?? 0
      cell = before
    } while (cell !== 0)
  }
  const at = new Int32Array(n)
  for (let j = 1; j <= m; j += 1) if (holder[j]) at[(holder[j] ?? 0) - 1] = j - 1
  return at
}
const squared = (a: Spot | undefined, b: Spot | undefined): number => (a && b ? (a.x - b.x) ** 2 + (a.y - b.y) ** 2 : 0)

type Start = {
  readonly at: Int32Array
  readonly near: readonly (readonly number[])[]
  readonly provinces: readonly ProvinceCode[]
}

/** What a distance between neighbours costs; one step costs nothing. */
const STRETCH = [0, 0, 1]
const stretch = (steps: number): number => STRETCH[steps] ?? 1.5 + 1.2 * (steps - 2) ** 2
const ACROSS_PROVINCE = 1
const WITHIN_PROVINCE = 1.3
const FROM_ITS_SPOT = 0.1
/** A tile without another of its province beside it, and one with a single one: pieces that break off. */
const ALONE = 6
const NEARLY_ALONE = 1

/** Swaps tiles, or moves one to an empty place, as long as neighbours come nearer: annealing with a fixed row of chances. */
const improve = (grid: Grid, spots: readonly Spot[], { at, near, provinces }: Start): Int32Array => {
  const random = randomFrom(SEED)
  const on = new Int32Array(grid.cells).fill(-1)
  at.forEach((cell, one) => {
    on[cell] = one
  })
  const tiles = Array.from({ length: grid.cells }, (_, cell) => grid.tile(cell))
  const middles = Array.from({ length: grid.cells }, (_, cell) => grid.middle(cell))
  const costOf = (one: number, cell: number): number => {
    let cost = FROM_ITS_SPOT * squared(spots[one], middles[cell])
    const here = tiles[cell]
    for (const other of near[one] ?? []) {
      const there = tiles[at[other] ?? 0]
      if (here && there)
        cost +=
          stretch(stepsBetween(here, there)) * (provinces[one] === provinces[other] ? WITHIN_PROVINCE : ACROSS_PROVINCE)
    }
    let same = 0
    for (const beside of grid.around[cell] ?? []) {
      const other = on[beside] ?? -1
      if (other >= 0 && other !== one && provinces[other] === provinces[one]) same += 1
    }
    return cost + (same === 0 ? ALONE : same === 1 ? NEARLY_ALONE : 0)
  }
  const put = (one: number, cell: number): void => {
    on[cell] = one
    if (one >= 0) at[one] = cell
  }
  for (let move = 0; move < MOVES && at.length > 0; move += 1) {
    const heat = 1.2 * (0.02 / 1.2) ** (move / MOVES)
    const one = random.below(at.length)
    const from = at[one] ?? 0
    let to = from
    for (let step = 0, steps = 1 + random.below(3); step < steps; step += 1) {
      const beside = grid.around[to] ?? []
      to = beside[random.below(beside.length)] ?? to
    }
    if (to === from) continue
    const other = on[to] ?? -1
    const before = costOf(one, from) + (other >= 0 ? costOf(other, to) : 0)
    put(other, from)
    put(one, to)
    const after = costOf(one, to) + (other >= 0 ? costOf(other, from) : 0)
    if (after <= before || random.chance(Math.exp((before - after) / heat))) continue
    put(one, from)
    put(other, to)
  }
  return at
}

const nearOf = (count: number, pairs: readonly Pair[]): readonly (readonly number[])[] => {
  const near: number[][] = Array.from({ length: count }, () => [])
  for (const [a, b] of pairs) {
    near[a]?.push(b)
    near[b]?.push(a)
  }
  return near
}

/** Without empty columns and rows before the first tile; an even number of rows, so that half steps stay where they are. */
const trim = (tiles: readonly PlacedTile[]): readonly PlacedTile[] => {
  const left = Math.min(...tiles.map(({ column }) => column))
  const top = Math.min(...tiles.map(({ row }) => row))
  const up = top - (top & 1)
  return tiles.map((each) => ({ ...each, column: each.column - left, row: each.row - up }))
}
