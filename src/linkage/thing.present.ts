/** What an answer shows of the network: own signals and things in full, of others whom to call and no more, not even how many. */
import type { Static } from 'typebox'
import type { NetworkLink, NetworkLinkList } from './thing.schema.ts'
import type { SignalThings } from './thing-lookup.store.ts'
import type { HistoryRow, NodeRow, ReviewRead, SideRow, ThingRow } from './thing-network.store.ts'

export type CallDesk = { readonly phone: string; readonly holder: { readonly nl: string; readonly en: string } }
export type NetworkRead = {
  readonly nodes: readonly NodeRow[]
  readonly things: readonly ThingRow[]
  readonly sides: readonly SideRow[]
  readonly reviews: readonly ReviewRead[]
  readonly history: readonly HistoryRow[]
  readonly texts: ReadonlyMap<string, SignalThings>
  readonly deskOf: (organisationId: string) => CallDesk | undefined
  readonly mayReview: boolean
}
type Link = Static<typeof NetworkLink>

export const presentNetwork = (read: NetworkRead): Static<typeof NetworkLinkList> => {
  const subjectOf = new Map(read.nodes.map(({ handle, subject }) => [handle, subject]))
  const numbers = clusterNumbers(read.nodes)
  return {
    signals: read.nodes.map((node) => ({
      signalId: node.subject,
      ...(node.month === null ? {} : { month: node.month }),
      ...(node.safety_region_code === null ? {} : { safetyRegionCode: node.safety_region_code }),
      ...(node.cluster_id === null ? {} : { cluster: numbers.get(node.cluster_id) ?? 0 }),
    })),
    things: [...standingThings(read.things).values()].flatMap((thing) => {
      const signalId = subjectOf.get(thing.node)
      const text = signalId === undefined ? undefined : read.texts.get(signalId)?.things[thing.place]?.text
      return signalId === undefined
        ? []
        : [
            {
              ...{ thingId: thing.handle, signalId, kind: thing.kind, sharedWidely: thing.spread === 'wide' },
              ...(text === undefined ? {} : { text }),
            },
          ]
    }),
    links: groupSides(read.sides).map((group) => presentLink(group, read, subjectOf)),
    history: read.history.map((row) => ({
      changedAt: row.happened_at.toISOString(),
      change: row.change,
      cause: row.cause,
      byOwnReview: row.own_review,
      signalIds: [...row.subjects],
    })),
    abilities: [],
  }
}

const spotOf = (thing: ThingRow): string => `${thing.node} ${thing.place}`

/** A thing that was let go and asked again has two handles and is one thing: the one that stands, else the last. */
const standingThings = (things: readonly ThingRow[]): ReadonlyMap<string, ThingRow> => {
  const standing = new Map<string, ThingRow>()
  for (const thing of things) {
    const known = standing.get(spotOf(thing))
    if (!known || known.removed_at !== null) standing.set(spotOf(thing), thing)
  }
  return standing
}

/** Numbers in the order of the list: a name of a cluster that crosses houses would tell who shares it. */
const clusterNumbers = (nodes: readonly NodeRow[]): ReadonlyMap<string, number> => {
  const numbers = new Map<string, number>()
  for (const { cluster_id } of nodes)
    if (cluster_id !== null && !numbers.has(cluster_id)) numbers.set(cluster_id, numbers.size + 1)
  return numbers
}

/** Edges of one thing to one house are one link: how many signals that house has is its own business. */
const groupSides = (sides: readonly SideRow[]): readonly (readonly SideRow[])[] => {
  const groups = new Map<string, SideRow[]>()
  for (const side of sides) {
    const key = side.call_organisation_id === null ? side.edge_id : `${side.own_thing} ${side.call_organisation_id}`
    groups.set(key, [...(groups.get(key) ?? []), side])
  }
  return [...groups.values()]
}

const presentLink = (group: readonly SideRow[], read: NetworkRead, subjectOf: ReadonlyMap<string, string>): Link => {
  const standing = group.filter(({ until }) => until === null)
  const of = standing.length > 0 ? standing : group
  const side = [...of].sort((a, b) => (a.edge_id < b.edge_id ? -1 : 1))[0] ?? group[0]
  if (!side) throw new Error('a link without an edge')
  const thingOf = (handle: string | null) => read.things.find((each) => each.handle === handle)
  const [own, other] = [thingOf(side.own_thing), thingOf(side.other_thing)]
  const [signalId, otherSignalId] = [subjectOf.get(own?.node ?? ''), subjectOf.get(other?.node ?? '')]
  const thingId = own && standingThings(read.things).get(spotOf(own))?.handle
  const desk = side.call_organisation_id === null ? undefined : read.deskOf(side.call_organisation_id)
  return {
    linkId: side.edge_id,
    kind: side.kind,
    grade: of.some(({ grade }) => grade === 'exact') ? 'exact' : 'near',
    since: firstOf(of.map(({ since }) => since)).toISOString(),
    ...(side.until === null ? {} : { until: side.until.toISOString() }),
    ...(side.until_cause === null ? {} : { untilCause: side.until_cause }),
    review: side.review,
    ...(thingId === undefined ? {} : { thingId }),
    ...(signalId === undefined ? {} : { signalId }),
    ...(otherSignalId === undefined ? {} : { otherSignalId }),
    ...(side.call_organisation_id === null ? {} : { callOrganisationId: side.call_organisation_id }),
    ...(side.call_organisation_name === null ? {} : { callOrganisationName: side.call_organisation_name }),
    ...(desk ? { callPhone: desk.phone, callHolder: { ...desk.holder } } : {}),
    ...(side.party_names === null ? {} : { partyNames: [...side.party_names] }),
    reviews: reviewsOf(new Set(group.map(({ edge_id }) => edge_id)), read.reviews),
    abilities: read.mayReview && side.until === null && side.own_thing !== null ? ['review-link'] : [],
  }
}

const firstOf = (moments: readonly Date[]): Date => moments.reduce((first, each) => (each < first ? each : first))

/** One judgement is a row for each edge that stood then. An edge that joined later takes none of it away. */
const reviewsOf = (edges: ReadonlySet<string>, reviews: readonly ReviewRead[]): Link['reviews'] => {
  const judged = reviews.filter(({ edgeId }) => edges.has(edgeId))
  const once = new Map(
    judged.map((each) => [`${each.at.toISOString()} ${each.actor} ${each.verdict} ${each.basis}`, each]),
  )
  return [...once.values()].map((each) => ({
    verdict: each.verdict,
    // Safe: the constraint network_review_basis allows the words of the schema only.
    basis: each.basis as Link['reviews'][number]['basis'],
    reviewedAt: each.at.toISOString(),
    actorId: each.actor,
    ...(each.reason === undefined ? {} : { reason: each.reason }),
  }))
}
