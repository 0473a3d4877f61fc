/** The waiting list: an entry of one's own with what stands before it, and the reasons why others had their turn. The order of all is known to the database alone. */
import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'
import type { Work } from '../platform/work.ts'
import { known } from './care.store.ts'
import type { MatchWord } from './needs.ts'
import { PASSES, type Pass, PROFILES, type Profile } from './waiting-order.ts'

export type OwnEntry = {
  readonly id: string
  readonly request: string
  readonly profile: Profile
  readonly urgency: string
  readonly since: Date
  readonly ahead: { readonly moreUrgent: number; readonly longer: number }
  readonly passes: readonly { readonly reason: Pass; readonly offer?: string; readonly at: Date }[]
}
const PASSES_MAX = 20

type Joining = {
  readonly dossier: string
  readonly request: string
  readonly profile: Profile
  readonly urgency: string
  readonly rank: number
  readonly must: readonly MatchWord[]
  readonly area?: string
}

/** Joins the list; who stands there already says anew how urgent it is and keeps the moment since when. Gives the entry, and whether it was new. */
export const joinWaiting = async (
  work: Work,
  join: Joining,
): Promise<{ readonly id: string; readonly isNew: boolean }> => {
  const { trx, claim, now } = work
  const id = work.newId()
  const made = await trx
    .insertInto('care.waiting')
    .values({
      ...{ id, organisation_id: claim.organisation, dossier_id: join.dossier, request_id: join.request },
      ...{ profile: join.profile, urgency: join.urgency, rank: join.rank, must: [...join.must] },
      ...{ area_code: join.area ?? null, since: now },
    })
    .onConflict((conflict) => conflict.column('request_id').doNothing())
    .executeTakeFirst()
  if (made.numInsertedOrUpdatedRows === 1n) return { id, isNew: true }
  const row = await trx
    .updateTable('care.waiting')
    .set({ urgency: join.urgency, rank: join.rank })
    .where('request_id', '=', join.request)
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id: row.id, isNew: false }
}

/** The entries of these requests, with what stands before them and why others were before. */
export const ownEntries = async (
  { trx }: Work,
  requests: readonly string[],
): Promise<ReadonlyMap<string, OwnEntry>> => {
  if (requests.length === 0) return new Map()
  const rows = await trx
    .selectFrom('care.waiting')
    .selectAll()
    .where(sql<boolean>`request_id = any(${[...requests]}::uuid[])`)
    .execute()
  const entries = await Promise.all(
    rows.map(async (row): Promise<OwnEntry> => {
      const ahead = await sql<{ more_urgent: number; longer: number }>`
        select * from care.waiting_ahead(${row.id}::uuid)`.execute(trx)
      const passes = await trx
        .selectFrom('care.waiting_pass')
        .select(['reason', 'offer_id', 'passed_at'])
        .where('waiting_id', '=', row.id)
        .orderBy('passed_at', 'desc')
        .orderBy('id')
        .limit(PASSES_MAX)
        .execute()
      return {
        ...{ id: row.id, request: row.request_id, profile: known(PROFILES, row.profile) },
        ...{ urgency: row.urgency, since: row.since },
        ahead: { moreUrgent: ahead.rows[0]?.more_urgent ?? 0, longer: ahead.rows[0]?.longer ?? 0 },
        passes: passes.map(({ reason, offer_id, passed_at }) => ({
          ...{ reason: known(PASSES, reason), at: passed_at },
          ...(offer_id && { offer: offer_id }),
        })),
      }
    }),
  )
  return new Map(entries.map((entry) => [entry.request, entry]))
}

/** Writes down why a bed of the list was not taken; her place in the list stays. */
export const insertPass = async (
  { trx, claim, newId, now, today }: Work,
  pass: { readonly waiting: string; readonly offer: string; readonly reason: Pass },
): Promise<void> => {
  await trx
    .insertInto('care.waiting_pass')
    .values({
      ...{ id: newId(), waiting_id: pass.waiting, organisation_id: claim.organisation, offer_id: pass.offer },
      ...{ reason: pass.reason, passed_on: today, passed_at: now },
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The house says no to a bed of the list; gives false when there is none any more. */
export const declineFromList = async ({ trx }: Work, offer: string, because: string): Promise<boolean> => {
  const { rows } = await sql<{ answer: string }>`
    select care.decline_from_list(${offer}::uuid, ${because}) as answer`.execute(trx)
  return rows[0]?.answer === 'declined'
}

/** Beds of the list that are held now, of who asked or of the house whose bed it is. Only who asked knows for which file. */
export const bedsHeldFromList = async (
  { trx, claim, now }: Work,
  side: 'asker' | 'house',
  limit: number,
): Promise<readonly { readonly offer: string; readonly dossier?: string; readonly until: Date }[]> => {
  const rows = await trx
    .selectFrom('care.place_offer as o')
    .leftJoin('care.place_request as q', 'q.id', 'o.request_id')
    .select(['o.id', 'o.bed_held_until', 'q.dossier_id', 'q.stage'])
    .where(side === 'asker' ? 'o.organisation_id' : 'o.provider_id', '=', claim.organisation)
    .where('o.offered_from_list_at', 'is not', null)
    .where('o.won_at', 'is', null)
    .where('o.bed_held_until', '>', now)
    .orderBy('o.bed_held_until')
    .orderBy('o.id')
    .limit(limit)
    .execute()
  return rows.flatMap(({ id, bed_held_until: until, dossier_id: dossier, stage }) =>
    until === null || (side === 'asker' && stage !== 'asking')
      ? []
      : [{ offer: id, until, ...(side === 'asker' && dossier && { dossier }) }],
  )
}

/** By the clock: one bed of each place that has one goes to the first who waits. Each place in a transaction of its own. Gives how many were offered. */
export const offerFreeBeds = async (db: Database, now: Date): Promise<number> => {
  const { rows } = await sql<{ id: string }>`select places_with_room as id from care.places_with_room(${now})`.execute(
    db,
  )
  let offered = 0
  for (const { id } of rows) {
    const made = await sql<{ offer: string | null }>`select care.offer_next(${id}::uuid, ${now}) as offer`.execute(db)
    if (made.rows[0]?.offer) offered += 1
  }
  return offered
}
