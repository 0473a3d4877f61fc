/**
 * The network without handles, for who counts: kinds of things, regions and months. Made as coarse as needed before anybody sees it:
 * small clusters are left out, and a region or month that too few share is not said.
 */
import type { LinkagePlane } from './messages.ts'
import type { ThingKind } from './thing.ts'
import type { NetworkEdge } from './thing-clusters.ts'

export type ViewedSignal = { readonly month?: string; readonly region?: string }
export type ViewedLink = { readonly one: number; readonly other: number; readonly kinds: readonly ThingKind[] }
export type ViewedCluster = {
  readonly plane: LinkagePlane
  readonly signals: readonly ViewedSignal[]
  readonly links: readonly ViewedLink[]
}
export type NetworkView = {
  readonly clusters: readonly ViewedCluster[]
  /** There are clusters that are too small to be shown, or more than are drawn; not how many. */
  readonly withheld: boolean
}
export type NodeFacts = ViewedSignal & { readonly handle: string }

/** Proposed by us, signed by nobody: the least that share a month and region, and the least signals of a cluster. */
export const DISCLOSED = { least: 3, signalsMost: 300 } as const
export const EMPTY_VIEW: NetworkView = { clusters: [], withheld: false }

/** Draws the view from clusters, facts of their signals and the edges between them. */
export const viewNetwork = (
  clusters: readonly (readonly string[])[],
  nodes: ReadonlyMap<string, NodeFacts>,
  edges: readonly NetworkEdge[],
): NetworkView => {
  const shown = chooseClusters(clusters)
  const facts = coarsen(shown.flatMap((cluster) => cluster.flatMap((handle) => nodes.get(handle) ?? { handle })))
  const standing = edges.filter(({ review }) => review !== 'rejected')
  return {
    clusters: shown.flatMap((cluster) => {
      const plane = standing.find(({ one }) => cluster.includes(one))?.plane
      return plane ? [viewCluster(plane, cluster, facts, standing)] : []
    }),
    withheld: shown.length < clusters.length,
  }
}

const chooseClusters = (clusters: readonly (readonly string[])[]): readonly (readonly string[])[] => {
  let room: number = DISCLOSED.signalsMost
  return [...clusters]
    .sort((a, b) => b.length - a.length || ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1))
    .filter(({ length }) => {
      if (length < DISCLOSED.least || length > room) return false
      room -= length
      return true
    })
}

const viewCluster = (
  plane: LinkagePlane,
  cluster: readonly string[],
  facts: ReadonlyMap<string, ViewedSignal>,
  edges: readonly NetworkEdge[],
): ViewedCluster => {
  // Sorted by what is shown: a place in the row tells nothing that the words beside it do not.
  const ordered = [...cluster].sort((a, b) => {
    const [x, y] = [a, b].map(
      (handle) => `${facts.get(handle)?.month ?? '~'} ${facts.get(handle)?.region ?? '~'} ${handle}`,
    )
    return (x ?? '') < (y ?? '') ? -1 : 1
  })
  const placeOf = new Map(ordered.map((handle, place) => [handle, place]))
  const kinds = new Map<string, Set<ThingKind>>()
  for (const { one, other, kind } of edges) {
    const [a, b] = [placeOf.get(one), placeOf.get(other)]
    if (a === undefined || b === undefined) continue
    const key = `${Math.min(a, b)} ${Math.max(a, b)}`
    kinds.set(key, (kinds.get(key) ?? new Set()).add(kind))
  }
  const links = [...kinds].map(([key, all]) => {
    const [one = 0, other = 0] = key.split(' ').map(Number)
    return { one, other, kinds: [...all].sort() }
  })
  return {
    plane,
    signals: ordered.map((handle) => facts.get(handle) ?? {}),
    links: links.sort((a, b) => a.one - b.one || a.other - b.other),
  }
}

/** Month and region together where enough share both, else the region alone where enough are left with it, else neither. */
export const coarsen = (nodes: readonly NodeFacts[]): ReadonlyMap<string, ViewedSignal> => {
  const together = countBy(nodes, ({ month, region }) => (month && region ? `${month} ${region}` : undefined))
  const whole = (node: NodeFacts) => (together.get(`${node.month} ${node.region}`) ?? 0) >= DISCLOSED.least
  const rest = nodes.filter((node) => !whole(node))
  const regions = countBy(rest, ({ region }) => region)
  return new Map(
    nodes.map((node): [string, ViewedSignal] => {
      const { handle, month, region } = node
      if (month && region && whole(node)) return [handle, { month, region }]
      return [handle, region && (regions.get(region) ?? 0) >= DISCLOSED.least ? { region } : {}]
    }),
  )
}

const countBy = <T>(all: readonly T[], keyOf: (each: T) => string | undefined): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const each of all) {
    const key = keyOf(each)
    if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}
