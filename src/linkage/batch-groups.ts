/**
 * From pairs to groups of reports of one person, by the rule of clusters.ts. Reports that no pair joins need no rule: the rule is
 * asked per heap of joined reports, which gives the same answer with a fraction of the memory.
 */
import { CLUSTER_RULE, type ClusterRule, clusterLinks } from './clusters.ts'

type Columns = {
  readonly a: ArrayLike<number>
  readonly b: ArrayLike<number>
  readonly chances: ArrayLike<number>
}
export type ScoredPairs = {
  readonly a: ArrayLike<number>
  readonly b: ArrayLike<number>
  readonly chances: ArrayLike<number>
  /** Of each crowd of equal rows its first, with each of the others. */
  readonly equal: Columns
  /** Record numbers in the order that settles ties. */
  readonly order: Uint32Array
}

/** For each record the first record of its group, in the order of keys. */
export const groupPairs = (
  { a, b, chances, equal, order }: ScoredPairs,
  rule: ClusterRule = CLUSTER_RULE,
): Uint32Array => {
  const size = order.length
  const rank = new Uint32Array(size)
  order.forEach((record, place) => {
    rank[record] = place
  })
  const joined = Array.from({ length: a.length }, (_, i) => i).filter((i) => (chances[i] ?? 0) >= rule.chanceLeast)
  const heapOf = heaps(size, joined, a, b, rank)
  const byHeap = new Map<number, number[]>()
  for (const i of joined) {
    const heap = heapOf[rank[a[i] ?? 0] ?? 0] ?? 0
    const links = byHeap.get(heap)
    if (links) links.push(i)
    else byHeap.set(heap, [i])
  }
  const group = order.slice()
  const firsts = Uint32Array.from({ length: size }, (_, place) => place)
  for (const links of byHeap.values()) settleHeap(links, { a, b, chances }, rank, rule, firsts)
  // Equal rows need no rule of density: each says of the others all that can be said of itself.
  for (let i = 0; i < equal.a.length; i += 1)
    if ((equal.chances[i] ?? 0) >= rule.chanceLeast)
      firsts[rank[equal.b[i] ?? 0] ?? 0] = firsts[rank[equal.a[i] ?? 0] ?? 0] ?? 0
  for (let record = 0; record < size; record += 1) group[record] = order[firsts[rank[record] ?? 0] ?? 0] ?? record
  return group
}

/** Which ranks hang together through any of the links. */
const heaps = (
  size: number,
  joined: readonly number[],
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  rank: Uint32Array,
): Uint32Array => {
  const parent = Uint32Array.from({ length: size }, (_, place) => place)
  const root = (place: number): number => {
    let at = place
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] ?? at] ?? at
      at = parent[at] ?? at
    }
    return at
  }
  for (const i of joined) {
    const [one, other] = [root(rank[a[i] ?? 0] ?? 0), root(rank[b[i] ?? 0] ?? 0)]
    if (one !== other) parent[Math.max(one, other)] = Math.min(one, other)
  }
  return Uint32Array.from({ length: size }, (_, place) => root(place))
}

const settleHeap = (
  links: readonly number[],
  { a, b, chances }: Columns,
  rank: Uint32Array,
  rule: ClusterRule,
  firsts: Uint32Array,
): void => {
  const places = [...new Set(links.flatMap((i) => [rank[a[i] ?? 0] ?? 0, rank[b[i] ?? 0] ?? 0]))].sort((x, y) => x - y)
  const local = new Map(places.map((place, i) => [place, i]))
  const at = (record: number): number => local.get(rank[record] ?? 0) ?? 0
  const clusters = clusterLinks(
    links.map((i) => {
      const [one, other] = [at(a[i] ?? 0), at(b[i] ?? 0)]
      return { a: Math.min(one, other), b: Math.max(one, other), chance: chances[i] ?? 0 }
    }),
    places.length,
    rule,
  )
  const first = new Map<number, number>()
  clusters.forEach((cluster, i) => {
    const place = places[i] ?? 0
    if (!first.has(cluster)) first.set(cluster, place)
    firsts[place] = first.get(cluster) ?? place
  })
}
