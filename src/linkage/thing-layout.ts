/**
 * Where a network is drawn: every connected part a ring, parts beside each other in rows, in a fixed order. The same network is
 * always the same drawing, and a narrower box gives more rows instead of smaller words.
 */
export type Place = { readonly x: number; readonly y: number }
export type Drawing = { readonly width: number; readonly height: number; readonly places: ReadonlyMap<string, Place> }
export type DrawnLink = { readonly one: string; readonly other: string }

/** From the middle of one node to the next: room for a circle and the words beneath it; more where the box is wide. */
const ROOM_LEAST = 96
const ROOM_MOST = 180
const EDGE_ROOM = 56

/** Places for all nodes in a box of this width. */
export const layNetwork = (nodes: readonly string[], links: readonly DrawnLink[], width: number): Drawing => {
  const places = new Map<string, Place>()
  let y = 0
  for (const row of rowsOf(nodes, links, width)) {
    const height = Math.max(0, ...row.map((part) => part.height))
    // In the middle, across and down.
    let x = (width - row.reduce((sum, part) => sum + part.width, 0)) / 2
    for (const part of row) {
      const down = y + (height - part.height) / 2
      for (const [node, place] of part.places) places.set(node, { x: round(x + place.x), y: round(down + place.y) })
      x += part.width
    }
    y += height
  }
  return { width, height: round(y), places }
}

const rowsOf = (
  nodes: readonly string[],
  links: readonly DrawnLink[],
  width: number,
): readonly (readonly Drawing[])[] => {
  const rows: Drawing[][] = []
  let left = 0
  for (const part of partsOf(nodes, links)) {
    const ring = layRing(part, links, width)
    if (ring.width > left) {
      rows.push([])
      left = width
    }
    rows.at(-1)?.push(ring)
    left -= ring.width
  }
  return rows
}

/** Connected parts, large ones first. */
const partsOf = (nodes: readonly string[], links: readonly DrawnLink[]): readonly (readonly string[])[] => {
  const known = new Set(nodes)
  const beside = neighboursOf(links.filter(({ one, other }) => known.has(one) && known.has(other)))
  const seen = new Set<string>()
  const parts: string[][] = []
  for (const start of [...known].sort()) {
    if (seen.has(start)) continue
    const part = [start]
    seen.add(start)
    for (let at = 0; at < part.length; at += 1)
      for (const next of beside.get(part[at] ?? '') ?? [])
        if (!seen.has(next)) {
          seen.add(next)
          part.push(next)
        }
    parts.push(part)
  }
  return parts.sort((a, b) => b.length - a.length || ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1))
}

const neighboursOf = (links: readonly DrawnLink[]): ReadonlyMap<string, readonly string[]> => {
  const beside = new Map<string, string[]>()
  const add = (a: string, b: string) => beside.set(a, [...(beside.get(a) ?? []), b].sort())
  for (const { one, other } of links) {
    add(one, other)
    add(other, one)
  }
  return beside
}

/** In the order of walking from neighbour to neighbour, so that few lines cross; a ring too wide for the box becomes rows. */
const layRing = (part: readonly string[], links: readonly DrawnLink[], width: number): Drawing => {
  const ordered = walkOrder(part, links)
  const radius = fittingRadius(ordered.length, width)
  if (radius === undefined) return layRows(ordered, width)
  const side = 2 * (radius + EDGE_ROOM)
  const flat = ordered.length === 2
  const places = ordered.map((node, at): [string, Place] => {
    const turn = (2 * Math.PI * at) / ordered.length + (flat ? Math.PI : -Math.PI / 2)
    const height = flat ? EDGE_ROOM : side / 2
    return [
      node,
      { x: round(side / 2 + radius * Math.cos(turn)), y: round(height + (flat ? 0 : radius * Math.sin(turn))) },
    ]
  })
  return { width: side, height: flat ? 2 * EDGE_ROOM : side, places: new Map(places) }
}

/** The widest spacing that fits; undefined when not even the narrowest does. */
const fittingRadius = (count: number, width: number): number | undefined => {
  if (count < 2) return 0
  const most = width / 2 - EDGE_ROOM
  const [least, best] = [ROOM_LEAST, ROOM_MOST].map((room) => Math.max(room * 0.7, (count * room) / (2 * Math.PI)))
  return least === undefined || best === undefined || least > most ? undefined : Math.min(best, most)
}

const layRows = (ordered: readonly string[], width: number): Drawing => {
  const perRow = Math.max(1, Math.floor(width / ROOM_LEAST))
  const room = width / perRow
  const places = ordered.map((node, at): [string, Place] => {
    // Every other row starts half a place further: a line to the row below then passes between two nodes.
    const [row, column] = [Math.floor(at / perRow), at % perRow]
    const shift = perRow > 1 ? ((row % 2) - 0.5) * room * 0.3 : 0
    return [node, { x: round((column + 0.5) * room + shift), y: round(EDGE_ROOM + row * ROOM_LEAST) }]
  })
  const rows = Math.ceil(ordered.length / perRow)
  return { width, height: 2 * EDGE_ROOM + (rows - 1) * ROOM_LEAST, places: new Map(places) }
}

const walkOrder = (part: readonly string[], links: readonly DrawnLink[]): readonly string[] => {
  const beside = neighboursOf(links)
  const inside = new Set(part)
  const order: string[] = []
  const waiting = [[...part].sort()[0] ?? '']
  while (waiting.length > 0) {
    const node = waiting.pop() ?? ''
    if (!inside.delete(node)) continue
    order.push(node)
    waiting.push(...[...(beside.get(node) ?? [])].reverse().filter((each) => inside.has(each)))
  }
  return [...order, ...[...inside].sort()]
}

const round = (value: number): number => Math.round(value * 10) / 10
