import { expect, test } from 'vitest'
import { edgesBetween, hexagon, middleOf, sizeOf } from './hexagons.ts'

const distance = (a: { column: number; row: number }, b: { column: number; row: number }): number => {
  const [one, other] = [middleOf(a), middleOf(b)]
  return Math.hypot(one.x - other.x, one.y - other.y)
}

test.each([
  ['right', { column: 3, row: 4 }, { column: 4, row: 4 }],
  ['right below an even row', { column: 3, row: 4 }, { column: 3, row: 5 }],
  ['left below an even row', { column: 3, row: 4 }, { column: 2, row: 5 }],
  ['right above an odd row', { column: 3, row: 5 }, { column: 4, row: 4 }],
  ['left above an odd row', { column: 3, row: 5 }, { column: 3, row: 4 }],
])('the tile %s lies at the width of one tile', (_where, one, other) => {
  expect(distance(one, other)).toBeCloseTo(20, 1)
})

test('a tile alone is outlined on six sides, two of one area on ten, two of other areas on twelve', () => {
  const sides = (...areas: readonly string[]) =>
    edgesBetween(areas.map((area, column) => ({ column, row: 1, area }))).split('M').length - 1
  expect(sides('a')).toBe(6)
  expect(sides('a', 'a')).toBe(10)
  expect(sides('a', 'b')).toBe(12)
})

test('the drawing is as large as its tiles, and nothing lies outside it', () => {
  const tiles = [
    { column: 0, row: 0 },
    { column: 4, row: 3 },
  ]
  const { width, height } = sizeOf(tiles)
  const points = tiles.flatMap((each) =>
    hexagon(each)
      .split(' ')
      .map((pair) => pair.split(',').map(Number)),
  )
  for (const [x = -1, y = -1] of points) {
    expect(x).toBeGreaterThanOrEqual(0)
    expect(x).toBeLessThanOrEqual(width)
    expect(y).toBeGreaterThanOrEqual(0)
    expect(y).toBeLessThanOrEqual(height)
  }
  expect(sizeOf([])).toEqual({ width: 10.5, height: expect.any(Number) })
})
