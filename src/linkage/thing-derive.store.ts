/** Derives clusters from kept edges and what people said, writes down every joining and parting, and draws the coarse view anew. */
import { type Kysely, sql, type Transaction } from 'kysely'
import { dayAt, type NewId } from '../kernel/index.ts'
import { type DB, later } from '../platform/database.ts'
import { LOCKS } from './locks.ts'
import type { LinkagePlane } from './messages.ts'
import type { ThingKind } from './thing.ts'
import { type ClusterChange, changesBetween, clusterSignals, type EdgeReview } from './thing-clusters.ts'
import { type KeptEdge, type SharedThing, sharedThings } from './thing-regions.ts'
import { type NodeFacts, viewNetwork } from './thing-view.ts'

export type DeriveOptions = {
  readonly db: Kysely<DB>
  readonly clock: () => Date
  readonly newId: NewId
  /** Tells the picture all links between two regions that stand; what it does not hear any more it forgets. */
  readonly tellShared: (trx: Transaction<DB>, shared: readonly SharedThing[]) => Promise<void>
}

/** Applies judgements that wait; derives again when there were any or when `changed` says that edges came or went. */
export const deriveNetwork = async (options: DeriveOptions, changed: boolean): Promise<void> =>
  options.db.transaction().execute(async (trx) => {
    await later(trx, sql`select pg_advisory_xact_lock(${LOCKS.derive})`)
    const reviews = await applyReviews(trx, options.clock())
    if (!changed && reviews.length === 0) return
    const [edges, nodes] = [await readEdges(trx), await readNodes(trx)]
    const before = groupsOf(nodes)
    const after = clusterSignals(edges)
    const changes = changesBetween(before, after)
    await storeClusters(trx, options, nodes, after)
    await writeHistory(trx, options, { changes, nodes, reviews })
    await storeView(trx, viewNetwork(after, nodes, edges), options.clock())
    await options.tellShared(
      trx,
      sharedThings(edges, (node) => nodes.get(node)?.region),
    )
  })

type Applied = { readonly id: string; readonly node_one: string; readonly node_other: string }

// The last word of each house counts; where one house rejects, the edge counts for nothing: a wrong joining is the worst error.
const applyReviews = async (trx: Transaction<DB>, now: Date): Promise<readonly Applied[]> => {
  const { rows } = await sql<Applied>`
    update linkage.network_review r set applied_at = ${now} from linkage.network_edge e
    where r.applied_at is null and e.id = r.edge_id returning r.id, e.node_one, e.node_other`.execute(trx)
  if (rows.length === 0) return rows
  await sql`
    update linkage.network_edge e set review = case when said.rejected then 'rejected' else 'confirmed' end
    from (select last.edge_id, bool_or(last.verdict = 'rejected') as rejected from (
      select distinct on (edge_id, organisation_id) edge_id, verdict from linkage.network_review
      order by edge_id, organisation_id, reviewed_at desc, id desc) last group by last.edge_id) said
    where e.id = said.edge_id and e.id in (select edge_id from linkage.network_review where applied_at = ${now})`.execute(
    trx,
  )
  return rows
}

const readEdges = async (trx: Transaction<DB>): Promise<readonly KeptEdge[]> => {
  const { rows } = await sql<
    Record<'id' | 'plane' | 'one' | 'other' | 'kind' | 'grade' | 'spread' | 'review', string> & { since: Date }
  >`
    select e.id, e.since, e.plane, e.node_one as one, e.node_other as other, e.kind, e.grade, e.review,
      case when 'several' in (a.spread, b.spread) then 'several' else 'few' end as spread
    from linkage.network_edge e
    join linkage.thing a on a.handle = e.thing_one join linkage.thing b on b.handle = e.thing_other
    where e.until is null`.execute(trx)
  // Safe: constraints of the tables hold these words; kinds are written by askThingLookUp alone.
  return rows.map((row) => ({
    id: row.id,
    since: dayAt(row.since),
    one: row.one,
    other: row.other,
    plane: row.plane as LinkagePlane,
    kind: row.kind as ThingKind,
    grade: row.grade as 'exact' | 'near',
    spread: row.spread as 'few' | 'several',
    review: row.review as EdgeReview,
  }))
}

type Node = NodeFacts & { readonly organisation: string; readonly plane: string; readonly cluster?: string }

// Only signals that are or were in a cluster, or have an edge: a signal that nobody else knows costs nothing here.
const readNodes = async (trx: Transaction<DB>): Promise<ReadonlyMap<string, Node>> => {
  const { rows } = await sql<{
    handle: string
    organisation_id: string
    plane: string
    month: string | null
    safety_region_code: string | null
    cluster_id: string | null
  }>`
    select n.handle, n.organisation_id, n.plane, n.month, n.safety_region_code, n.cluster_id from linkage.network_node n
    where n.cluster_id is not null
      or exists (select 1 from linkage.network_edge e where e.until is null and n.handle in (e.node_one, e.node_other))`.execute(
    trx,
  )
  return new Map(
    rows.map((row) => [
      row.handle,
      {
        handle: row.handle,
        organisation: row.organisation_id,
        plane: row.plane,
        ...(row.month === null ? {} : { month: row.month }),
        ...(row.safety_region_code === null ? {} : { region: row.safety_region_code }),
        ...(row.cluster_id === null ? {} : { cluster: row.cluster_id }),
      },
    ]),
  )
}

const groupsOf = (nodes: ReadonlyMap<string, Node>): readonly (readonly string[])[] => {
  const groups = new Map<string, string[]>()
  for (const { handle, cluster } of nodes.values())
    if (cluster !== undefined) groups.set(cluster, [...(groups.get(cluster) ?? []), handle])
  return [...groups.values()].map((group) => group.sort())
}

// A cluster keeps the name that most of its signals had, so that it is still itself when one signal comes or goes.
const storeClusters = async (
  trx: Transaction<DB>,
  { newId }: DeriveOptions,
  nodes: ReadonlyMap<string, Node>,
  clusters: readonly (readonly string[])[],
): Promise<void> => {
  const next = new Map<string, string>()
  const taken = new Set<string>()
  for (const cluster of [...clusters].sort((a, b) => b.length - a.length)) {
    const name = commonest(
      cluster.flatMap((handle) => nodes.get(handle)?.cluster ?? []).filter((each) => !taken.has(each)),
    )
    const id = name ?? newId()
    taken.add(id)
    for (const handle of cluster) next.set(handle, id)
  }
  const moved = [...nodes.values()]
    .filter(({ handle, cluster }) => next.get(handle) !== cluster)
    .map(({ handle }) => ({ handle, cluster_id: next.get(handle) ?? null }))
  if (moved.length === 0) return
  await sql`
    update linkage.network_node n set cluster_id = m.cluster_id
    from jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) as m(handle uuid, cluster_id uuid) where n.handle = m.handle`.execute(
    trx,
  )
}

const commonest = (names: readonly string[]): string | undefined => {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]?.[0]
}

const writeHistory = async (
  trx: Transaction<DB>,
  { clock, newId }: DeriveOptions,
  told: {
    readonly changes: readonly ClusterChange[]
    readonly nodes: ReadonlyMap<string, Node>
    readonly reviews: readonly Applied[]
  },
): Promise<void> => {
  const rows = told.changes.flatMap(({ change, groups }) => {
    const changeId = newId()
    const touched = new Set(groups.flat())
    const both = told.reviews.find(({ node_one, node_other }) => touched.has(node_one) && touched.has(node_other))
    // A judgement may move signals that it was not about: it is still what made it so.
    const review =
      both ?? told.reviews.find(({ node_one, node_other }) => touched.has(node_one) || touched.has(node_other))
    const cause = review ? 'review' : change === 'merged' ? 'found' : 'ended'
    return groups.flatMap((group, part) =>
      group.flatMap((handle) => {
        const node = told.nodes.get(handle)
        if (!node) return []
        return [
          {
            ...{
              id: newId(),
              change_id: changeId,
              organisation_id: node.organisation,
              plane: node.plane,
              node: handle,
            },
            ...{ part, change, cause, review_id: review?.id ?? null, happened_at: clock() },
          },
        ]
      }),
    )
  })
  for (let at = 0; at < rows.length; at += 1_000)
    await trx
      .insertInto('linkage.network_history')
      .values(rows.slice(at, at + 1_000))
      .execute()
}

const storeView = async (trx: Transaction<DB>, view: unknown, now: Date): Promise<void> => {
  const row = { content: JSON.stringify(view), made_at: now }
  await trx
    .insertInto('linkage.network_view')
    .values({ id: 1, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}
