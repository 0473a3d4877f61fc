/** Where a number lies on a drawing, and at which numbers a line is drawn. Pure. */
export type Scale = (value: number) => number

/** From a range of numbers to a range of places; what lies outside is drawn at the edge. */
export const scaleOf = ([from, until]: readonly [number, number], [start, end]: readonly [number, number]): Scale => {
  const span = until === from ? 1 : until - from
  return (value) => {
    const share = Math.min(1, Math.max(0, (value - from) / span))
    return Math.round((start + share * (end - start)) * 10) / 10
  }
}

/** About so many round numbers from zero to the most: `ticksOf(47, 5)` is 0, 10, 20, 30, 40. */
export const ticksOf = (most: number, about: number): readonly number[] => {
  if (!(most > 0)) return [0]
  const rough = most / about
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough * 0.999_999) ?? rough
  const count = Math.floor(most / step + 1e-9)
  return Array.from({ length: count + 1 }, (_, place) => Math.round(place * step * 1e6) / 1e6)
}

/** The middle of the tiles of an area. */
export const middleOfTiles = (
  spots: readonly { readonly x: number; readonly y: number }[],
): { readonly x: number; readonly y: number } => ({
  x: spots.reduce((sum, { x }) => sum + x, 0) / Math.max(1, spots.length),
  y: spots.reduce((sum, { y }) => sum + y, 0) / Math.max(1, spots.length),
})

type Spot = { readonly x: number; readonly y: number }
/** A bow from one place to the other, to the right of who goes: there and back do not lie on each other. Ends before the middle of the place. */
export const bowBetween = (from: Spot, to: Spot, short = 9): string => {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const length = Math.hypot(dx, dy) || 1
  const bend = Math.min(26, length * 0.22)
  const round = (value: number) => Math.round(value * 10) / 10
  const control = { x: (from.x + to.x) / 2 - (dy / length) * bend, y: (from.y + to.y) / 2 + (dx / length) * bend }
  const last = Math.hypot(to.x - control.x, to.y - control.y) || 1
  const end = {
    x: to.x - ((to.x - control.x) / last) * short,
    y: to.y - ((to.y - control.y) / last) * short,
  }
  return `M${round(from.x)} ${round(from.y)}Q${round(control.x)} ${round(control.y)} ${round(end.x)} ${round(end.y)}`
}
