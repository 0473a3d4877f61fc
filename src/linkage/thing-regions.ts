/**
 * Of kept edges what the picture may learn: that a signal of one region and a signal of another hold the same thing. A pair has one side,
 * because an edge has one plane. Pure.
 */
import type { Day } from '../kernel/index.ts'
import type { LinkagePlane } from './messages.ts'
import type { ThingKind } from './thing.ts'
import type { NetworkEdge } from './thing-clusters.ts'

/** A document is somebody's own: that two regions know it is about a person, and not about a thing. */
export type SharedKind = Exclude<ThingKind, 'document'>
export type SharedThing = {
  /** By which the row of this link is found again. Whoever takes it in makes a number of it from which it cannot be found. */
  readonly link: string
  readonly happened: Day
  readonly side: LinkagePlane
  readonly kind: SharedKind
  /** Two regions or 'unknown', the lower code first: who was earlier is not told. */
  readonly one: string
  readonly other: string
}
export type KeptEdge = NetworkEdge & { readonly id: string; readonly since: Day }

/** Links between two regions that stand: of the same thing, or of one that a person confirmed. */
export const sharedThings = (
  edges: readonly KeptEdge[],
  regionOf: (node: string) => string | undefined,
): readonly SharedThing[] =>
  edges.flatMap((edge) => {
    const { id: link, since: happened, plane: side, kind, review } = edge
    if (kind === 'document' || review === 'rejected') return []
    if (edge.grade !== 'exact' && review !== 'confirmed') return []
    const [one = '', other = ''] = [edge.one, edge.other].map((node) => regionOf(node) ?? 'unknown').sort()
    return one === other ? [] : [{ link, happened, side, kind, one, other }]
  })
