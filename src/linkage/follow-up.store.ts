/** Hits as tasks of one party: read, answered after the call, and answered again with a reason. A hit opens nothing by itself. */
import { sql } from 'kysely'
import type { Outcome } from '../kernel/index.ts'
import { accept, dayAt, refuse } from '../kernel/index.ts'
import { takeTurn } from '../platform/database.ts'
import type { Work } from '../platform/work.ts'
import { OUTBOX_CHANNEL } from './courier.job.ts'
import { checkAnswer, type HitAnswer, type HitOutcome, type HitRoute } from './follow-up.ts'
import type { HitCursor } from './hit-cursor.ts'

export type HitRow = {
  readonly id: string
  readonly grade: 'hit' | 'look-closer'
  readonly route: HitRoute
  readonly arrived_at: Date
  readonly due_on: string
  readonly closed_at: Date | null
  readonly call_organisation_id: string | null
  readonly call_organisation_name: string | null
  readonly party_names: readonly string[] | null
  readonly subject: string | null
  readonly outcome: HitOutcome | null
  readonly contacted_on: string | null
}
export type HitPage = { readonly openFirst: boolean; readonly limit: number; readonly after?: HitCursor }

/** True for a hit that somebody must still do something with. */
export const isOpen = (row: Pick<HitRow, 'outcome' | 'closed_at'>): boolean =>
  row.outcome === null && row.closed_at === null

/** A page of the hits of one's own organisation, newest first, or the open ones before. One query, however many hits. */
export const listHits = async (work: Work, { openFirst, limit, after }: HitPage): Promise<readonly HitRow[]> => {
  const open = sql`(h.outcome is null and h.closed_at is null)`
  const behind = !after
    ? sql`true`
    : openFirst
      ? sql`(${open} < ${after.open} or (${open} = ${after.open}
          and (h.arrived_at < ${after.at} or (h.arrived_at = ${after.at} and h.id > ${after.id}))))`
      : sql`(h.arrived_at < ${after.at} or (h.arrived_at = ${after.at} and h.id > ${after.id}))`
  const { rows } = await sql<HitRow>`
    select h.id, h.grade, h.route, h.arrived_at, h.due_on, h.closed_at, h.call_organisation_id, o.name as call_organisation_name,
      h.outcome, h.contacted_on, e.subject, case when h.route = 'desk' then linkage.party_names(h.id) end as party_names
    from linkage.hit h
    left join directory.organisation o on o.id = h.call_organisation_id
    left join linkage.entry e on e.handle = h.handle and e.organisation_id = h.organisation_id
    where h.organisation_id = ${work.claim.organisation} and ${behind}
    order by ${openFirst ? sql`${open} desc, ` : sql``}h.arrived_at desc, h.id
    limit ${limit}`.execute(work.trx)
  for (const subject of new Set(rows.flatMap((row) => (row.subject ? [row.subject] : []))))
    work.concerns(subject, 'read-hit', ['identity'])
  return rows
}

/** A hit about one of these own subjects that still stands, as the own desk has it. */
export type HitOnSubject = {
  readonly hitId: string
  readonly arrivedAt: Date
  readonly grade: 'hit' | 'look-closer'
  /** The own desk called, and it is the same person. */
  readonly confirmed: boolean
}
const HITS_OF_SUBJECT_MAX = 50

/** The own hits about these own subjects, newest first; one that is closed, or that said another person, is not among them. */
export const hitsOnSubjects = async (work: Work, subjects: readonly string[]): Promise<readonly HitOnSubject[]> => {
  if (subjects.length === 0) return []
  const { rows } = await sql<{
    id: string
    arrived_at: Date
    grade: 'hit' | 'look-closer'
    outcome: HitOutcome | null
  }>`
    select h.id, h.arrived_at, h.grade, h.outcome from linkage.hit h
    join linkage.entry e on e.handle = h.handle and e.organisation_id = h.organisation_id
    where h.organisation_id = ${work.claim.organisation} and e.subject = any (${[...subjects]}::uuid[]) and h.route <> 'desk'
      and (h.outcome = 'same-person' or (h.outcome is null and h.closed_at is null))
    order by h.arrived_at desc, h.id limit ${HITS_OF_SUBJECT_MAX}`.execute(work.trx)
  return rows.map(({ id, arrived_at, grade, outcome }) => ({
    ...{ hitId: id, arrivedAt: arrived_at, grade, confirmed: outcome === 'same-person' },
  }))
}

type Answerable = {
  readonly id: string
  readonly pair_id: string
  readonly handle: string
  readonly route: HitRoute
  readonly arrived_at: Date
  readonly closed_at: Date | null
  readonly outcome: HitOutcome | null
  readonly outcome_version: number
}

/** Records what the call told: a new row each time, and the newest shown with the hit. A second thought needs its reason. */
export const answerHit = async (
  work: Work,
  hitId: string,
  answer: HitAnswer,
): Promise<Outcome<{ hitId: string; outcome: string }, string>> => {
  const hit = await lockHit(work, hitId)
  if (!hit) return refuse('not-found')
  const may = checkAnswer(
    {
      route: hit.route,
      arrivedOn: dayAt(hit.arrived_at),
      closed: hit.closed_at !== null,
      ...(hit.outcome === null ? {} : { outcome: hit.outcome }),
    },
    answer,
    work.today,
  )
  if (!may.ok) return may
  await writeOutcome(work, hit, answer, may.value.contactedOn)
  const entry = await work.trx
    .selectFrom('linkage.entry')
    .select('subject')
    .where('handle', '=', hit.handle)
    .executeTakeFirst()
  if (entry) work.concerns(entry.subject, hit.outcome === null ? 'answered-hit' : 'corrected-hit', ['identity'])
  work.wakes(OUTBOX_CHANNEL)
  return accept({ hitId, outcome: answer.outcome })
}

// Two answers to one hit wait for each other: the second sees what the first said. Row security shows a closed hit and locks an open one.
const lockHit = async (work: Work, hitId: string): Promise<Answerable | undefined> => {
  await takeTurn(work.trx, `hit ${hitId}`)
  const { rows } = await sql<Answerable>`
    select id, pair_id, handle, route, arrived_at, closed_at, outcome, outcome_version
    from linkage.hit where id = ${hitId} and organisation_id = ${work.claim.organisation}`.execute(work.trx)
  return rows[0]
}

const writeOutcome = async (work: Work, hit: Answerable, answer: HitAnswer, contactedOn: string): Promise<void> => {
  const version = hit.outcome_version + 1
  await work.trx
    .insertInto('linkage.hit_outcome')
    .values({
      id: work.newId(),
      organisation_id: work.claim.organisation,
      hit_id: hit.id,
      pair_id: hit.pair_id,
      version,
      actor_id: work.claim.actor,
      purpose: work.claim.purpose,
      outcome: answer.outcome,
      contacted_on: contactedOn,
      refused_because: answer.refusedBecause ?? null,
      corrected_because: answer.correctedBecause ?? null,
      recorded_at: work.now,
    })
    .execute()
  const first = version === 1 ? { contacted_on: contactedOn, contacted_at: work.now } : {}
  await work.trx
    .updateTable('linkage.hit')
    .set({ outcome: answer.outcome, outcome_version: version, ...first })
    .where('id', '=', hit.id)
    .execute()
}

export type OutcomeRow = {
  readonly version: number
  readonly outcome: string
  readonly contacted_on: string
  readonly refused_because: string | null
  readonly corrected_because: string | null
  readonly recorded_at: Date
}
const OUTCOMES_MAX = 50

/** What was said of one own hit, the first time first; undefined when there is no such hit for this reader. */
export const listOutcomes = async (work: Work, hitId: string): Promise<readonly OutcomeRow[] | undefined> => {
  const { rows: hits } = await sql<{ subject: string | null }>`
    select e.subject from linkage.hit h left join linkage.entry e on e.handle = h.handle and e.organisation_id = h.organisation_id
    where h.id = ${hitId} and h.organisation_id = ${work.claim.organisation}`.execute(work.trx)
  const hit = hits[0]
  if (!hit) return undefined
  if (hit.subject) work.concerns(hit.subject, 'read-hit', ['identity'])
  return work.trx
    .selectFrom('linkage.hit_outcome')
    .select(['version', 'outcome', 'contacted_on', 'refused_because', 'corrected_because', 'recorded_at'])
    .where('hit_id', '=', hitId)
    .orderBy('version')
    .limit(OUTCOMES_MAX)
    .execute()
}
