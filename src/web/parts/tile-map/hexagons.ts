/** The measures of a map of hexagons with a point upwards; odd rows lie half a tile further to the right. In units of the drawing. */
type Spot = { readonly column: number; readonly row: number }

const WIDTH = 20
const SIDE = WIDTH / Math.sqrt(3)
const ROW = SIDE * 1.5
const EDGE = 0.5

export const middleOf = ({ column, row }: Spot): { readonly x: number; readonly y: number } => ({
  x: round(EDGE + WIDTH / 2 + column * WIDTH + (row & 1 ? WIDTH / 2 : 0)),
  y: round(EDGE + SIDE + row * ROW),
})

/** The six corners, clockwise from the top. */
const cornersOf = (spot: Spot): readonly (readonly [number, number])[] => {
  const { x, y } = middleOf(spot)
  return [
    [x, y - SIDE],
    [x + WIDTH / 2, y - SIDE / 2],
    [x + WIDTH / 2, y + SIDE / 2],
    [x, y + SIDE],
    [x - WIDTH / 2, y + SIDE / 2],
    [x - WIDTH / 2, y - SIDE / 2],
  ]
}

/** The tile beyond each side, in the order of the corners: right above, right, right below, left below, left, left above. */
const beyond = ({ column, row }: Spot): readonly Spot[] => {
  const shift = row & 1
  return [
    { column: column + shift, row: row - 1 },
    { column: column + 1, row },
    { column: column + shift, row: row + 1 },
    { column: column - 1 + shift, row: row + 1 },
    { column: column - 1, row },
    { column: column - 1 + shift, row: row - 1 },
  ]
}

export const hexagon = (spot: Spot): string =>
  cornersOf(spot)
    .map(([x, y]) => `${round(x)},${round(y)}`)
    .join(' ')

/** One path of all sides at which another area, or nothing, begins. */
export const edgesBetween = (tiles: readonly (Spot & { readonly area: string })[]): string => {
  const areas = new Map(tiles.map(({ column, row, area }) => [`${column} ${row}`, area]))
  return tiles
    .flatMap((tile) => {
      const corners = cornersOf(tile)
      return beyond(tile).flatMap(({ column, row }, side) => {
        const [from, to] = [corners[side], corners[(side + 1) % 6]]
        if (areas.get(`${column} ${row}`) === tile.area || !from || !to) return []
        return [`M${round(from[0])} ${round(from[1])}L${round(to[0])} ${round(to[1])}`]
      })
    })
    .join('')
}

export const sizeOf = (tiles: readonly Spot[]): { readonly width: number; readonly height: number } => ({
  width: round(Math.max(0, ...tiles.map((each) => middleOf(each).x)) + WIDTH / 2 + EDGE),
  height: round(Math.max(0, ...tiles.map((each) => middleOf(each).y)) + SIDE + EDGE),
})

const round = (value: number): number => Math.round(value * 100) / 100
