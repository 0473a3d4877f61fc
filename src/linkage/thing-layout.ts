/**
 * Where a network is drawn: every connected part a ring, parts beside each other in rows, in a fixed order. The same network is
 * always the same drawing, and a narrower box gives more rows instead of smaller words.
 */
export type Place = { readonly x: number; readonly y: number }
export type Drawing = { readonly width: number; readonly height: number; readonly places: ReadonlyMap<string, Place> }
export type DrawnLink = { readonly one: string; readonly other: string }

/** From the middle of one node to the next: room for a circle and the words beneath it. */
export const NODE_ROOM = 96
const EDGE_ROOM = 56

/** Places for all nodes in a box of this width. */
export const layNetwork = (nodes: readonly string[], links: readonly DrawnLink[], width: number): Drawing => {
  const places = new Map<string, Place>()
  let [x, y, rowHeight] = [0, 0, 0]
  for (const part of partsOf(nodes, links)) {
    const ring = layRing(part, links, width)
    if (x > 0 && x + ring.width > width) [x, y, rowHeight] = [0, y + rowHeight, 0]
    for (const [node, place] of ring.places) places.set(node, { x: x + place.x, y: y + place.y })
    x += ring.width
    rowHeight = Math.max(rowHeight, ring.height)
  }
  return { width, height: y + rowHeight, places }
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
  const radius = ordered.length < 2 ? 0 : Math.max(NODE_ROOM / 2, (ordered.length * NODE_ROOM) / (2 * Math.PI))
  const side = 2 * (radius + EDGE_ROOM)
  if (side > width) return layRows(ordered, width)
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

const layRows = (ordered: readonly string[], width: number): Drawing => {
  const perRow = Math.max(1, Math.floor(width / NODE_ROOM))
  const room = width / perRow
  const places = ordered.map((node, at): [string, Place] => {
    // Every other row starts half a place further: a line to the row below then passes between two nodes.
    const [row, column] = [Math.floor(at / perRow), at % perRow]
    const shift = perRow > 1 ? ((row % 2) - 0.5) * room * 0.3 : 0
    return [node, { x: round((column + 0.5) * room + shift), y: round(EDGE_ROOM + row * NODE_ROOM) }]
  })
  const rows = Math.ceil(ordered.length / perRow)
  return { width, height: 2 * EDGE_ROOM + (rows - 1) * NODE_ROOM, places: new Map(places) }
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
