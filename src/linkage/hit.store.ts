/** Hits as tasks of one party: read, and answered after the call. A hit opens nothing by itself. */
import { sql } from 'kysely'
import type { Outcome } from '../kernel/index.ts'
import { accept, refuse } from '../kernel/index.ts'
import type { ActsOptions, Work } from '../platform/work.ts'
import { OUTBOX_CHANNEL } from './courier.job.ts'

export type HitRow = {
  readonly id: string
  readonly grade: 'hit' | 'look-closer'
  readonly route: 'direct' | 'desk'
  readonly arrived_at: Date
  readonly due_on: string
  readonly call_organisation_id: string | null
  readonly call_organisation_name: string | null
  readonly party_names: readonly string[] | null
  readonly subject: string | null
  readonly outcome: string | null
}
export type HitOutcome = 'same-person' | 'other-person' | 'cannot-say' | 'refused'

export const HITS_MAX = 100

/** The hits of one's own organisation, newest first, at most 100. Two queries, however many hits. */
export const listHits = async (work: Work): Promise<readonly HitRow[]> => {
  const { rows } = await sql<HitRow>`
    select h.id, h.grade, h.route, h.arrived_at, h.due_on, h.call_organisation_id, o.name as call_organisation_name, h.outcome, e.subject,
      case when h.route = 'desk' then linkage.party_names(h.id) end as party_names
    from linkage.hit h
    left join directory.organisation o on o.id = h.call_organisation_id
    left join linkage.entry e on e.handle = h.handle and e.organisation_id = h.organisation_id
    order by h.arrived_at desc, h.id
    limit ${HITS_MAX}`.execute(work.trx)
  for (const subject of new Set(rows.flatMap((row) => (row.subject ? [row.subject] : []))))
    work.concerns(subject, 'read-hit', ['identity'])
  return rows
}

/** Records what the call told. Only once: a second thought is a new call, not another outcome. */
export const answerHit = async (
  work: Work,
  hitId: string,
  outcome: HitOutcome,
): Promise<Outcome<{ hitId: string; outcome: string }, string>> => {
  const changed = await work.trx
    .updateTable('linkage.hit')
    .set({ outcome, contacted_at: work.now })
    .where('id', '=', hitId)
    .where('outcome', 'is', null)
    .returning(['id', 'handle'])
    .executeTakeFirst()
  if (!changed) {
    const present = await work.trx.selectFrom('linkage.hit').select('id').where('id', '=', hitId).executeTakeFirst()
    return refuse(present ? 'hit-already-answered' : 'not-found')
  }
  const entry = await work.trx
    .selectFrom('linkage.entry')
    .select('subject')
    .where('handle', '=', changed.handle)
    .executeTakeFirst()
  if (entry) work.concerns(entry.subject, 'answered-hit', ['identity'])
  await sql`select pg_notify(${OUTBOX_CHANNEL}, '')`.execute(work.trx)
  return accept({ hitId, outcome })
}

/** Refused look-ups of one's own organisation, for the privacy officer. */
export const listRefusedLookUps = async (work: Work) =>
  work.trx.selectFrom('linkage.refused_lookup').selectAll().orderBy('asked_at', 'desc').limit(HITS_MAX).execute()

/** Refusals of these are written down: whoever searches, or lets another search. */
const WATCHED: ReadonlySet<string> = new Set(['askLookUp', 'askThingLookUp', 'decideLookUp'])

/** Writes a refused look-up down for the privacy officer, in the transaction that logs the refusal (decision 1). */
export const tellPrivacyOfficer: NonNullable<ActsOptions['onRefusal']> = async ({
  trx,
  claim,
  operation,
  refusal,
  now,
  newId,
}) => {
  if (!WATCHED.has(operation)) return
  await trx
    .insertInto('linkage.refused_lookup')
    .values({
      id: newId(),
      organisation_id: claim.organisation,
      actor_id: claim.actor,
      code: refusal.code,
      asked_at: now,
    })
    .execute()
}
