/**
 * From kept edges to groups of signals that seem to belong to one network. Clusters are derived, never stored as truth, and never the
 * plain transitive closure of edges: two signals need enough in common, two groups need most of their pairs, and people have the last word.
 */
import type { LinkagePlane } from './messages.ts'
import type { ThingKind } from './thing.ts'

export type EdgeReview = 'open' | 'confirmed' | 'rejected'
/** Two signals that hold the same thing, or nearly. One plane: there is no edge between two. */
export type NetworkEdge = {
  readonly plane: LinkagePlane
  readonly one: string
  readonly other: string
  readonly kind: ThingKind
  readonly grade: 'exact' | 'near'
  readonly spread: 'few' | 'several'
  readonly review: EdgeReview
}
export type SignalLink = {
  readonly plane: LinkagePlane
  readonly one: string
  readonly other: string
  readonly weight: number
}

/** What one thing in common weighs; two points link two signals. Proposed by us, signed by nobody. */
const WEIGHTS: Readonly<Record<ThingKind, number>> = {
  phone: 2,
  email: 2,
  handle: 2,
  plate: 2,
  account: 2,
  document: 2,
  advert: 2,
  address: 1,
  company: 1,
}
export const NETWORK_RULE = { weightLeast: 2, densityLeast: 0.6 } as const
/** What a person confirmed weighs more than anything that is computed. */
const CONFIRMED = 1_000

const edgeWeight = ({ kind, grade, spread, review }: NetworkEdge): number => {
  if (review === 'rejected') return 0
  if (review === 'confirmed') return CONFIRMED
  return WEIGHTS[kind] * (grade === 'exact' ? 1 : 0.5) * (spread === 'few' ? 1 : 0.5)
}

/** Pairs of signals with what all their things in common weigh. Of one kind near things count once, and only when none is the same. */
export const linkSignals = (edges: readonly NetworkEdge[]): readonly SignalLink[] => {
  const pairs = new Map<string, NetworkEdge[]>()
  for (const edge of edges) {
    if (edge.one === edge.other) continue
    const [one, other] = edge.one < edge.other ? [edge.one, edge.other] : [edge.other, edge.one]
    const key = `${edge.plane} ${one} ${other}`
    pairs.set(key, [...(pairs.get(key) ?? []), { ...edge, one, other }])
  }
  return [...pairs.values()].flatMap((all) => {
    const first = all[0]
    return first ? [{ plane: first.plane, one: first.one, other: first.other, weight: weightOf(all) }] : []
  })
}

const weightOf = (all: readonly NetworkEdge[]): number => {
  const kinds = new Set(all.map(({ kind }) => kind))
  let weight = 0
  for (const kind of kinds) {
    const [same, near] = (['exact', 'near'] as const).map((grade) =>
      all.filter((edge) => edge.kind === kind && edge.grade === grade).map(edgeWeight),
    )
    const sure = (same ?? []).reduce((sum, each) => sum + each, 0)
    weight += sure > 0 ? sure : Math.max(0, ...(near ?? []))
  }
  return weight
}

/** Groups of two and more, each sorted, in the order of their first member: the same for the same edges in any order. */
export const clusterSignals = (
  edges: readonly NetworkEdge[],
  rule: Rule = NETWORK_RULE,
): readonly (readonly string[])[] =>
  (['care', 'enforcement'] as const)
    .flatMap((plane) => clusterPlane(linkSignals(edges.filter((edge) => edge.plane === plane)), rule))
    .sort((one, other) => ((one[0] ?? '') < (other[0] ?? '') ? -1 : 1))

type Rule = { readonly weightLeast: number; readonly densityLeast: number }

// What a person joined counts as one from then on: a confirmed pair must not push the others of its network out.
const clusterPlane = (all: readonly SignalLink[], rule: Rule): readonly (readonly string[])[] => {
  const links = all.filter(({ weight }) => weight >= rule.weightLeast)
  const unitOf = confirmedUnits(links)
  const groups = joinUnits(linksBetween(links, unitOf), rule)
  const members = new Map<string, string[]>()
  for (const [node, unit] of unitOf) {
    const name = groups.get(unit) ?? unit
    members.set(name, [...(members.get(name) ?? []), node])
  }
  return [...members.values()].filter(({ length }) => length > 1).map((group) => group.sort())
}

/** For each linked signal the first of all signals that people joined with it. */
const confirmedUnits = (links: readonly SignalLink[]): ReadonlyMap<string, string> => {
  const sets = new Map(links.flatMap(({ one, other }) => [one, other]).map((node) => [node, new Set([node])]))
  for (const { one, other, weight } of links) {
    const [a, b] = [sets.get(one), sets.get(other)]
    if (weight < CONFIRMED || !a || !b || a === b) continue
    for (const node of b) sets.set(node, a.add(node))
  }
  return new Map([...sets].map(([node, set]) => [node, [...set].sort()[0] ?? node]))
}

/** The strongest link between each two units. */
const linksBetween = (links: readonly SignalLink[], unitOf: ReadonlyMap<string, string>): readonly SignalLink[] => {
  const best = new Map<string, SignalLink>()
  for (const link of links) {
    const [one = '', other = ''] = [unitOf.get(link.one) ?? '', unitOf.get(link.other) ?? ''].sort()
    if (one === other) continue
    const key = `${one} ${other}`
    if ((best.get(key)?.weight ?? 0) < link.weight) best.set(key, { ...link, one, other })
  }
  return [...best.values()]
}

/** Strongest links first; two groups become one when most of the pairs between them are linked. Gives the group of each unit. */
const joinUnits = (links: readonly SignalLink[], rule: Rule): ReadonlyMap<string, string> => {
  const neighbours = new Map<string, Set<string>>()
  const know = (a: string, b: string) => neighbours.set(a, (neighbours.get(a) ?? new Set()).add(b))
  for (const { one, other } of links) {
    know(one, other)
    know(other, one)
  }
  const groups = new Map([...neighbours.keys()].map((unit) => [unit, new Set([unit])]))
  for (const { one, other } of strongestFirst(links)) {
    const [a, b] = [groups.get(one), groups.get(other)]
    if (!a || !b || a === b) continue
    let known = 0
    for (const unit of a) for (const each of neighbours.get(unit) ?? []) if (b.has(each)) known += 1
    if (known < rule.densityLeast * a.size * b.size) continue
    for (const unit of b) groups.set(unit, a.add(unit))
  }
  return new Map([...groups].map(([unit, group]) => [unit, [...group].sort()[0] ?? unit]))
}

const strongestFirst = (links: readonly SignalLink[]): readonly SignalLink[] =>
  [...links].sort((x, y) => y.weight - x.weight || compare(x.one, y.one) || compare(x.other, y.other))
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

export type ClusterChange = {
  readonly change: 'merged' | 'split'
  /** What was apart and is one now, or was one and is apart now; each group sorted. */
  readonly groups: readonly (readonly string[])[]
}

/** What happened between two states: the history of a network is the row of these. */
export const changesBetween = (
  before: readonly (readonly string[])[],
  after: readonly (readonly string[])[],
): readonly ClusterChange[] => [
  ...partsOf(after, before).map((groups) => ({ change: 'merged' as const, groups })),
  ...partsOf(before, after).map((groups) => ({ change: 'split' as const, groups })),
]

/** Of each whole the parts that it has in the other state, where there is more than one. */
const partsOf = (
  wholes: readonly (readonly string[])[],
  others: readonly (readonly string[])[],
): readonly (readonly (readonly string[])[])[] => {
  const nameOf = new Map(others.flatMap((group) => group.map((node) => [node, group[0] ?? node] as const)))
  return wholes.flatMap((whole) => {
    const parts = new Map<string, string[]>()
    for (const node of whole) {
      const name = nameOf.get(node) ?? node
      parts.set(name, [...(parts.get(name) ?? []), node])
    }
    return parts.size > 1 ? [[...parts.values()]] : []
  })
}
