/** How often was asked in the last 24 hours: persons, things and what waits for a second person, in one count. */
import { sql } from 'kysely'
import type { Work } from '../platform/work.ts'
import type { Spent } from './lookup.ts'

/** Who may ask forty times a day may not ask eighty times by asking otherwise. One query. */
export const spentToday = async (work: Work): Promise<Spent> => {
  const since = new Date(work.now.getTime() - 86_400_000)
  const { organisation, actor } = work.claim
  const { rows } = await sql<{ by_actor: string; by_organisation: string }>`
    select count(*) filter (where actor_id = ${actor}) as by_actor, count(*) as by_organisation from (
      select id, actor_id from linkage.lookup where organisation_id = ${organisation} and asked_at > ${since}
      union select id, actor_id from linkage.waiting_lookup where organisation_id = ${organisation} and asked_at > ${since}
      union select id, actor_id from linkage.thing_lookup where organisation_id = ${organisation} and asked_at > ${since}
    ) spent`.execute(work.trx)
  return { byActor: Number(rows[0]?.by_actor ?? 0), byOrganisation: Number(rows[0]?.by_organisation ?? 0) }
}
