/** What the privacy officer sees of those who look, and what (s)he says about it. Acts and reasons; never whom was looked for. */
import { sql } from 'kysely'
import type { Outcome } from '../kernel/index.ts'
import { accept, refuse } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import {
  type ActOn,
  countReviews,
  FOLLOW_UP_ACTS,
  type LookedUp,
  mayJudge,
  type ReviewFigures,
  type ReviewOutcome,
  TERMS,
  type ToReview,
  toReview,
} from './oversight.ts'

/** What oversight asks of higher slices and of the installation; bound in wiring.ts. */
export type OversightPorts = {
  /** Acts of these kinds on these signals, and on the files that were opened from them. */
  readonly actsOn: (work: Work, subjects: readonly string[], acts: readonly string[]) => Promise<readonly ActOn[]>
  /** Is this look-up one of those that are drawn? Nobody outside can tell beforehand. */
  readonly isDrawn: (lookupId: string) => boolean
  readonly isOwnSignal: (work: Work, signalId: string) => Promise<boolean>
}

const LOOKED_UP_MAX = 10_000
const SHOWN_MAX = 100

type LookedUpRow = {
  readonly id: string
  readonly actor_id: string
  readonly actor_name: string | null
  readonly second_name: string | null
  readonly second_id: string | null
  readonly subject: string
  readonly purpose: string
  readonly case_reference: string
  readonly ground_kind: string
  readonly own_ground: boolean
  readonly ground_withdrawn: boolean
  readonly asked_at: Date
  readonly hits_arrived: readonly Date[] | null
  readonly hits_answered: readonly Date[] | null
  readonly review_outcome: string | null
  readonly review_reason: string | null
  readonly reviewed_at: Date | null
}
export type ReviewRow = { readonly row: LookedUpRow; readonly entry: ToReview }

/** The list of look-ups to judge with its figures. Two queries and one of the files, however many there are. */
export const readReviews = async (
  work: Work,
  ports: OversightPorts,
): Promise<{ readonly shown: readonly ReviewRow[]; readonly figures: ReviewFigures }> => {
  const rows = await readLookedUp(work)
  const acts = await ports.actsOn(work, [...new Set(rows.map((row) => row.subject))], FOLLOW_UP_ACTS)
  const list = toReview(rows.map(lookedUpOf), acts, work.now, ports.isDrawn)
  const byId = new Map(rows.map((row) => [row.id, row]))
  const shown = list.slice(0, SHOWN_MAX).flatMap((entry) => {
    const row = byId.get(entry.lookupId)
    return row ? [{ row, entry }] : []
  })
  return { shown, figures: countReviews(list) }
}

const readLookedUp = async (work: Work): Promise<readonly LookedUpRow[]> => {
  const { organisation } = work.claim
  const since = new Date(work.now.getTime() - TERMS.windowDays * 86_400_000)
  const { rows } = await sql<LookedUpRow>`
    select l.id, l.actor_id, a.display_name as actor_name, b.display_name as second_name, s.actor_id as second_id,
      l.subject, l.purpose, l.case_reference, g.kind as ground_kind, g.recorded_by = l.actor_id as own_ground,
      g.withdrawn_at is not null as ground_withdrawn, l.asked_at, h.hits_arrived, h.hits_answered,
      r.outcome as review_outcome, r.reason as review_reason, r.reviewed_at
    from linkage.lookup l
    join access.ground g on g.id = l.ground_id
    left join access.account a on a.actor_id = l.actor_id
    left join linkage.second_person s on s.lookup_id = l.id
    left join access.account b on b.actor_id = s.actor_id
    left join (select handle, array_agg(arrived_at) as hits_arrived, array_agg(contacted_at) filter (where contacted_at is not null) as hits_answered
      from linkage.hit where organisation_id = ${organisation} group by handle) h on h.handle = l.handle
    left join lateral (select outcome, reason, reviewed_at from linkage.lookup_review v
      where v.organisation_id = l.organisation_id and v.lookup_id = l.id order by v.reviewed_at desc, v.id limit 1) r on true
    where l.organisation_id = ${organisation} and l.asked_at > ${since}
    order by l.asked_at desc limit ${LOOKED_UP_MAX}`.execute(work.trx)
  return rows
}

const lookedUpOf = (row: LookedUpRow): LookedUp => ({
  lookupId: row.id,
  subject: row.subject,
  askedAt: row.asked_at,
  hitsArrived: row.hits_arrived ?? [],
  hitsAnswered: row.hits_answered ?? [],
  // Safe: the constraint review_outcome allows these three only.
  ...(row.review_outcome && row.reviewed_at
    ? { review: { outcome: row.review_outcome as ReviewOutcome, at: row.reviewed_at } }
    : {}),
})

/** Writes down what the privacy officer found. A second opinion is a second row; the newest counts. */
export const reviewLookUp = async (
  work: Work,
  lookupId: string,
  said: { readonly outcome: ReviewOutcome; readonly reason?: string },
): Promise<Outcome<{ lookupId: string; outcome: ReviewOutcome }, string>> => {
  const found = await work.trx
    .selectFrom('linkage.lookup as l')
    .leftJoin('linkage.second_person as s', 's.lookup_id', 'l.id')
    .select(['l.subject', 'l.actor_id', 's.actor_id as second_id'])
    .where('l.id', '=', lookupId)
    .where('l.organisation_id', '=', work.claim.organisation)
    .executeTakeFirst()
  if (!found) return refuse('not-found')
  if ([found.actor_id, found.second_id].includes(work.claim.actor)) return refuse('review-of-oneself')
  if (!mayJudge(said.outcome, said.reason)) return refuse('review-reason-missing')
  await work.trx
    .insertInto('linkage.lookup_review')
    .values({
      id: work.newId(),
      organisation_id: work.claim.organisation,
      lookup_id: lookupId,
      outcome: said.outcome,
      reason: said.reason ?? null,
      reviewed_by: work.claim.actor,
      reviewed_at: work.now,
    })
    .execute()
  work.concerns(found.subject, 'review-look-up')
  return accept({ lookupId, outcome: said.outcome })
}

/** Refused look-ups with who asked, newest first. */
export const listRefused = async (work: Work) => {
  const { rows } = await sql<{
    id: string
    actor_id: string
    actor_name: string | null
    code: string
    asked_at: Date
    seen_at: Date | null
  }>`
    select r.id, r.actor_id, a.display_name as actor_name, r.code, r.asked_at, r.seen_at
    from linkage.refused_lookup r left join access.account a on a.actor_id = r.actor_id
    where r.organisation_id = ${work.claim.organisation}
    order by (r.seen_at is null) desc, r.asked_at desc, r.id limit ${SHOWN_MAX}`.execute(work.trx)
  return rows
}

/** Alarms of decoys for the own organisation, newest first. Which decoy it was is told to the desk that keeps it alone. */
export const listAlarms = async (work: Work) => {
  const { rows } = await sql<{
    id: string
    actor_id: string
    actor_name: string | null
    asking_name: string | null
    purpose: string
    case_reference: string
    asked_at: Date
    seen_at: Date | null
    decoy: string | null
  }>`
    select d.id, d.actor_id, a.display_name as actor_name, o.name as asking_name, d.purpose, d.case_reference, d.asked_at, d.seen_at, d.decoy
    from linkage.decoy_alarm d
    left join access.account a on a.actor_id = d.actor_id
    left join directory.organisation o on o.id = d.asking_organisation_id
    where d.organisation_id = ${work.claim.organisation}
    order by (d.seen_at is null) desc, d.asked_at desc, d.id limit ${SHOWN_MAX}`.execute(work.trx)
  return rows
}

/** Ticks a refused look-up or an alarm off; a second tick changes nothing. One's own can be ticked off by nobody but another. */
export const tickOff = async (
  work: Work,
  table: 'linkage.refused_lookup' | 'linkage.decoy_alarm',
  id: string,
): Promise<Outcome<{ id: string }, string>> => {
  const row = await work.trx
    .selectFrom(table)
    .select(['actor_id', 'seen_at'])
    .where('id', '=', id)
    .where('organisation_id', '=', work.claim.organisation)
    .executeTakeFirst()
  if (!row) return refuse('not-found')
  if (row.actor_id === work.claim.actor) return refuse('review-of-oneself')
  if (!row.seen_at) await work.trx.updateTable(table).set({ seen_at: work.now }).where('id', '=', id).execute()
  return accept({ id })
}
