/** The network as one party may see it: own signals and things, whom to call about which thing, and what people decided. */
import { sql } from 'kysely'
import type { Outcome } from '../kernel/index.ts'
import { accept, refuse } from '../kernel/index.ts'
import { type KeyRef, sealPersonal } from '../platform/key-store.ts'
import { openContent } from '../platform/sealed-content.ts'
import type { Work } from '../platform/work.ts'
import { OUTBOX_CHANNEL } from './courier.job.ts'
import { EMPTY_VIEW, type NetworkView } from './thing-view.ts'

export const SIGNALS_MOST = 200
const LINKS_MOST = 500
const HISTORY_MOST = 50

export type NodeRow = {
  readonly handle: string
  readonly subject: string
  readonly month: string | null
  readonly safety_region_code: string | null
  readonly cluster_id: string | null
}
export type ThingRow = {
  readonly handle: string
  readonly node: string
  readonly place: number
  readonly kind: string
  readonly spread: string
  readonly removed_at: Date | null
}
export type SideRow = {
  readonly edge_id: string
  readonly kind: string
  readonly grade: 'exact' | 'near'
  readonly since: Date
  readonly until: Date | null
  readonly until_cause: 'shared-widely' | 'ground-ended' | 'gone' | null
  readonly review: 'open' | 'confirmed' | 'rejected'
  readonly own_thing: string | null
  readonly other_thing: string | null
  readonly call_organisation_id: string | null
  readonly call_organisation_name: string | null
  readonly party_names: readonly string[] | null
}
export type ReviewRead = {
  readonly edgeId: string
  readonly actor: string
  readonly verdict: 'confirmed' | 'rejected'
  readonly basis: string
  readonly reason?: string
  readonly at: Date
}
export type HistoryRow = {
  readonly change_id: string
  readonly change: 'merged' | 'split'
  readonly cause: 'found' | 'ended' | 'review'
  readonly own_review: boolean
  readonly happened_at: Date
  readonly subjects: readonly string[]
}

/** The newest own signals in the network, with their things. */
export const listNodes = async (
  work: Work,
): Promise<{ readonly nodes: readonly NodeRow[]; readonly things: readonly ThingRow[] }> => {
  const nodes = await work.trx
    .selectFrom('linkage.network_node')
    .select(['handle', 'subject', 'month', 'safety_region_code', 'cluster_id'])
    .where('organisation_id', '=', work.claim.organisation)
    .orderBy('created_at', 'desc')
    .orderBy('handle')
    .limit(SIGNALS_MOST)
    .execute()
  for (const { subject } of nodes) work.concerns(subject, 'read-network')
  if (nodes.length === 0) return { nodes, things: [] }
  // Also things that are gone: a link that ended still says what it was about.
  const things = await work.trx
    .selectFrom('linkage.thing')
    .select(['handle', 'node', 'place', 'kind', 'spread', 'removed_at'])
    .where(
      'node',
      'in',
      nodes.map(({ handle }) => handle),
    )
    .orderBy('node')
    .orderBy('place')
    .orderBy('handle')
    .execute()
  return { nodes, things }
}

/** The own sides of edges, newest first. For the contact desk with the names of the houses. */
export const listSides = async (work: Work): Promise<readonly SideRow[]> => {
  const { rows } = await sql<SideRow>`
    select s.edge_id, e.kind, e.grade, e.since, e.until, e.until_cause, e.review, s.own_thing, s.other_thing,
      s.call_organisation_id, o.name as call_organisation_name,
      case when s.route = 'desk' then linkage.edge_party_names(s.edge_id) end as party_names
    from linkage.network_side s
    join linkage.network_edge e on e.id = s.edge_id
    left join directory.organisation o on o.id = s.call_organisation_id
    where s.organisation_id = ${work.claim.organisation}
    order by s.told_at desc, s.edge_id limit ${LINKS_MOST}`.execute(work.trx)
  return rows
}

/** How clusters of own signals joined and parted, newest first. */
export const listHistory = async (work: Work): Promise<readonly HistoryRow[]> => {
  const { rows } = await sql<HistoryRow>`
    select h.change_id, h.change, h.cause, coalesce(bool_or(r.id is not null), false) as own_review, h.happened_at,
      array_agg(n.subject order by n.subject) as subjects
    from linkage.network_history h
    join linkage.network_node n on n.handle = h.node
    left join linkage.network_review r on r.id = h.review_id
    where h.organisation_id = ${work.claim.organisation}
    group by h.change_id, h.change, h.cause, h.happened_at
    order by h.happened_at desc, h.change_id limit ${HISTORY_MOST}`.execute(work.trx)
  return rows
}

const placeOf = (id: string): string => `linkage/network-review/${id}`
const keyOf = (subject: string): KeyRef => ({ subject, chapter: 'signal' })

/** What people of the own house decided, opened where the key of the signal still is. `subjectOf` says which own signal an edge is about. */
export const listReviews = async (
  work: Work,
  subjectOf: ReadonlyMap<string, string>,
): Promise<readonly ReviewRead[]> => {
  if (subjectOf.size === 0) return []
  const rows = await work.trx
    .selectFrom('linkage.network_review')
    .selectAll()
    .where('organisation_id', '=', work.claim.organisation)
    .where('edge_id', 'in', [...subjectOf.keys()])
    .orderBy('reviewed_at')
    .orderBy('id')
    .execute()
  const refs = new Map(
    rows.flatMap(({ edge_id }) => {
      const subject = subjectOf.get(edge_id)
      return subject === undefined ? [] : [[subject, keyOf(subject)] as const]
    }),
  )
  const keys = await work.keys.find(work.claim.organisation, [...refs.values()])
  return rows.map((row) => {
    // Safe: reviewEdges alone seals these, with a text.
    const reason = row.sealed
      ? (openContent(keys, placeOf(row.id), row.sealed) as string | null | undefined)
      : undefined
    return {
      edgeId: row.edge_id,
      actor: row.actor_id,
      // Safe: the constraint network_review_verdict allows these two only.
      verdict: row.verdict as ReviewRead['verdict'],
      basis: row.basis,
      at: row.reviewed_at,
      ...(typeof reason === 'string' ? { reason } : {}),
    }
  })
}

export type Judgement = {
  readonly verdict: 'confirmed' | 'rejected'
  readonly basis: string
  readonly reason?: string
}

/**
 * Writes down what a person decides about a link. Between two houses that is every edge of this thing to that house: how many there
 * are is not told, so nobody can judge one of them alone.
 */
export const reviewEdges = async (
  work: Work,
  linkId: string,
  judgement: Judgement,
): Promise<Outcome<{ linkId: string; verdict: string }, 'not-found' | 'network-link-ended'>> => {
  const { rows } = await sql<{ edge_id: string; subject: string; until: Date | null }>`
    select s.edge_id, n.subject, e.until from linkage.network_side asked
    join linkage.network_side s on s.organisation_id = asked.organisation_id and s.own_thing = asked.own_thing
      and (s.edge_id = asked.edge_id or s.call_organisation_id = asked.call_organisation_id)
    join linkage.network_edge e on e.id = s.edge_id
    join linkage.thing t on t.handle = s.own_thing join linkage.network_node n on n.handle = t.node
    where asked.edge_id = ${linkId} and asked.organisation_id = ${work.claim.organisation}
    order by s.edge_id`.execute(work.trx)
  const [first] = rows
  if (!first) return refuse('not-found')
  const standing = rows.filter(({ until }) => until === null)
  if (standing.length === 0) return refuse('network-link-ended')
  const ref = keyOf(first.subject)
  for (const { edge_id } of standing) {
    const id = work.newId()
    await work.trx
      .insertInto('linkage.network_review')
      .values({
        id,
        edge_id,
        organisation_id: work.claim.organisation,
        actor_id: work.claim.actor,
        verdict: judgement.verdict,
        basis: judgement.basis,
        sealed:
          judgement.reason === undefined
            ? null
            : await sealPersonal(work.keys, work.claim.organisation, { ...ref, place: placeOf(id) }, judgement.reason),
        reviewed_at: work.now,
      })
      .execute()
  }
  work.concerns(first.subject, 'reviewed-network-link')
  work.wakes(OUTBOX_CHANNEL)
  return accept({ linkId, verdict: judgement.verdict })
}

/** The coarse view, for who counts; empty when none was drawn yet. */
export const readView = async (work: Work): Promise<{ readonly view: NetworkView; readonly madeAt?: Date }> => {
  const row = await work.trx.selectFrom('linkage.network_view').select(['content', 'made_at']).executeTakeFirst()
  // Safe: deriveNetwork alone writes this row, with a NetworkView.
  return row ? { view: row.content as unknown as NetworkView, madeAt: row.made_at } : { view: EMPTY_VIEW }
}
