/** How often was asked in the last 24 hours: persons, things and what waits for a second person, in one count. */
import { sql } from 'kysely'
import type { Work } from '../platform/work.ts'
import type { Spent } from './lookup.ts'

/** So many who asked are shown. */
const SHOWN_MAX = 100

// A look-up that waited and was carried out stands twice under one id; the union counts it once.
const askedToday = ({ now, claim: { organisation } }: Work) => {
  const since = new Date(now.getTime() - 86_400_000)
  return sql`(
    select id, actor_id from linkage.lookup where organisation_id = ${organisation} and asked_at > ${since}
    union select id, actor_id from linkage.waiting_lookup where organisation_id = ${organisation} and asked_at > ${since}
    union select id, actor_id from linkage.thing_lookup where organisation_id = ${organisation} and asked_at > ${since})`
}

/** Who may ask forty times a day may not ask eighty times by asking otherwise. One query. */
export const spentToday = async (work: Work): Promise<Spent> => {
  const { rows } = await sql<{ by_actor: string; by_organisation: string }>`
    select count(*) filter (where actor_id = ${work.claim.actor}) as by_actor, count(*) as by_organisation
    from ${askedToday(work)} spent`.execute(work.trx)
  return { byActor: Number(rows[0]?.by_actor ?? 0), byOrganisation: Number(rows[0]?.by_organisation ?? 0) }
}

/** Who asked how often, most first: the same count that the budget goes by. */
export const listSpent = async (work: Work) => {
  const { rows } = await sql<{ actor_id: string; actor_name: string | null; spent: number }>`
    select s.actor_id, a.display_name as actor_name, count(*)::int as spent
    from ${askedToday(work)} s
    left join access.account a on a.actor_id = s.actor_id
    group by s.actor_id, a.display_name order by spent desc, s.actor_id limit ${SHOWN_MAX}`.execute(work.trx)
  return rows
}
