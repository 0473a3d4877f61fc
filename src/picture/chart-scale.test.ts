import { expect, test } from 'vitest'
import { bowBetween, middleOfTiles, scaleOf, ticksOf } from './chart-scale.ts'

test('a number lies where its share of the range is, and what is outside lies at the edge', () => {
  const scale = scaleOf([0, 10], [40, 240])
  expect([0, 5, 10, 12, -3].map(scale)).toEqual([40, 140, 240, 240, 40])
  expect(scaleOf([3, 3], [0, 10])(3)).toBe(0)
})

test.each([
  [47, 5, [0, 10, 20, 30, 40]],
  [2, 4, [0, 0.5, 1, 1.5, 2]],
  [0.35, 4, [0, 0.1, 0.2, 0.3]],
  [1000, 4, [0, 500, 1000]],
  [0, 4, [0]],
])('round numbers up to %s', (most, about, ticks) => {
  expect(ticksOf(most, about)).toEqual(ticks)
})

test('a bow there and a bow back lie on different sides, and the middle of tiles is their mean', () => {
  expect(bowBetween({ x: 0, y: 0 }, { x: 100, y: 0 })).toBe('M0 0Q50 22 91.8 3.6')
  expect(bowBetween({ x: 100, y: 0 }, { x: 0, y: 0 })).toBe('M100 0Q50 -22 8.2 -3.6')
  expect(
    middleOfTiles([
      { x: 0, y: 4 },
      { x: 2, y: 0 },
    ]),
  ).toEqual({ x: 1, y: 2 })
})
