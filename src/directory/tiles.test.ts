import { expect, test } from 'vitest'
import { randomFrom } from '../kernel/index.ts'
import { readReferenceTables } from './reference.store.ts'
import { computeTiles, readReference, tilesText } from './reference.ts'
import { type PlacedTile, placeTiles, stepsBetween } from './tiles.ts'

const tables = await readReferenceTables()
const read = readReference(tables)
if (!read.ok) throw new Error('refused')
const { municipalities, neighbours, tiles } = read.value
const tileOf = new Map(tiles.map((each) => [each.municipality, each]))
const stepsOf = (one: string, other: string): number => {
  const [a, b] = [tiles, tiles].map((all, at) => all.find((each) => each.municipality === (at === 0 ? one : other)))
  return a && b ? stepsBetween(a, b) : Number.POSITIVE_INFINITY
}

/** In how many pieces these tiles lie. */
const pieces = (all: readonly PlacedTile[]): number => {
  const left = new Set(all)
  let found = 0
  for (const start of all) {
    if (!left.delete(start)) continue
    found += 1
    const edge = [start]
    for (let at = edge.pop(); at; at = edge.pop())
      for (const other of left)
        if (stepsBetween(at, other) === 1) {
          left.delete(other)
          edge.push(other)
        }
  }
  return found
}

test('P6 every municipality has one tile, of the same size as every other, and no two share one', () => {
  expect(tileOf.size).toBe(342)
  expect(new Set(tiles.map(({ column, row }) => `${column} ${row}`)).size).toBe(342)
  expect(new Set(municipalities.map(({ code }) => code))).toEqual(new Set(tileOf.keys()))
})

test('P7 of those who border on each other at least 85 in 100 lie within two tiles, 75 in 100 side by side', () => {
  const borders = neighbours.filter(({ kind }) => kind === 'land')
  const within = (steps: number) =>
    borders.filter(({ one, other }) => stepsOf(one, other) <= steps).length / borders.length
  expect(borders.length).toBeGreaterThan(850)
  expect(within(2)).toBeGreaterThanOrEqual(0.85)
  expect(within(1)).toBeGreaterThanOrEqual(0.75)
})

test('P7 every province lies in one piece', () => {
  const provinces = new Set(municipalities.map(({ province }) => province))
  const inPieces = [...provinces].map((province) => [
    province,
    pieces(municipalities.filter((each) => each.province === province).flatMap(({ code }) => tileOf.get(code) ?? [])),
  ])
  expect(inPieces).toEqual([...provinces].map((province) => [province, 1]))
})

test('the north lies above the south and the west left of the east', () => {
  const at = (name: string) => {
    const tile = tileOf.get(municipalities.find((each) => each.name === name)?.code ?? ('' as never))
    if (!tile) throw new Error(name)
    return tile
  }
  expect(at('Groningen').row).toBeLessThan(at('Utrecht').row)
  expect(at('Utrecht').row).toBeLessThan(at('Maastricht').row)
  expect(at('Rotterdam').column).toBeLessThan(at('Enschede').column)
})

test('the same tables give the same map, and the stored one is that map', () => {
  expect(tilesText(computeTiles(tables))).toBe(tables.tiles)
}, 60_000)

test('the order of the rows does not change the map', () => {
  const some = municipalities.filter(({ province }) => province === 'PV24')
  const mixed = randomFrom(1)
  const order = some.map((each) => ({ each, at: mixed.next() })).sort((a, b) => a.at - b.at)
  expect(
    placeTiles(
      order.map(({ each }) => each),
      [...neighbours].reverse(),
    ),
  ).toEqual(placeTiles(some, neighbours))
})

test('nobody gives an empty map', () => {
  expect(placeTiles([], [])).toEqual([])
})
