/** What was written down of areas: rows that are only added to. */
import { day } from '../kernel/index.ts'
import { takeTurn } from '../platform/database.ts'
import type { Work } from '../platform/work.ts'
import type { Area, AreaFact, AreaKind } from './area.ts'

const FACTS_MAX = 2_000

/** All of one area, what was taken back too. */
export const readAreaFacts = async ({ trx }: Work, { about, area }: Area): Promise<readonly AreaFact[]> => {
  const rows = await trx
    .selectFrom('agreement.public_fact')
    .select(['id', 'about', 'area', 'kind', 'happened', 'learned', 'organisation_id', 'withdraws_id'])
    .where('about', '=', about)
    .where('area', '=', area)
    .orderBy('learned')
    .orderBy('id')
    .limit(FACTS_MAX)
    .execute()
  return rows.map((row) => ({
    ...{ id: row.id, area: row.area, kind: row.kind, happened: day(row.happened), learned: row.learned },
    about: row.about as AreaKind, // safe: the constraint public_fact_about allows these only
    by: row.organisation_id,
    ...(row.withdraws_id === null ? {} : { withdraws: row.withdraws_id }),
  }))
}

/** Who writes about an area waits for who does so already: what is read after this is as that one left it. */
export const writeAreaAlone = async ({ trx }: Work, { about, area }: Area): Promise<void> => {
  await takeTurn(trx, `area ${about} ${area}`)
}

export const insertAreaFact = async (
  { trx, claim, now, newId }: Work,
  fact: Area & { readonly kind: string; readonly happened: string; readonly withdraws?: string },
): Promise<string> => {
  const id = newId()
  await trx
    .insertInto('agreement.public_fact')
    .values({
      ...{ id, organisation_id: claim.organisation, actor_id: claim.actor, about: fact.about, area: fact.area },
      ...{ kind: fact.kind, happened: fact.happened, learned: now, withdraws_id: fact.withdraws ?? null },
    })
    .execute()
  return id
}
