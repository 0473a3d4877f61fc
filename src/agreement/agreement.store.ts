/** The facts that clocks read: kinds and days of one dossier. Who sees a row stands in db/policies/agreement.sql. */
import { sql } from 'kysely'
import { day } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import type { ClockFact } from './clock.ts'

export type NewClockFact = {
  readonly dossier: string
  readonly kind: string
  readonly happened: string
  readonly learned: Date
  readonly addressee?: string
  readonly sourceFact: string
}

export const insertClockFact = async ({ trx, claim, newId }: Work, fact: NewClockFact): Promise<void> => {
  await trx
    .insertInto('agreement.clock_fact')
    .values({
      id: newId(),
      organisation_id: claim.organisation,
      addressee_id: fact.addressee ?? null,
      dossier_id: fact.dossier,
      kind: fact.kind,
      happened: fact.happened,
      learned: fact.learned,
      source_fact_id: fact.sourceFact,
    })
    .execute()
}

/** A clock reads few facts per dossier; more than this is a loop somewhere, and the newest ones decide. */
const FACTS_MAX = 500
const MANY_FACTS_MAX = 50_000

const READ_BY_CLOCKS = ['source_fact_id', 'kind', 'happened', 'learned'] as const
type ReadByClocks = {
  readonly source_fact_id: string
  readonly kind: string
  readonly happened: string
  readonly learned: Date
}
const factOf = ({ source_fact_id: id, kind, happened, learned }: ReadByClocks): ClockFact => ({
  ...{ id, kind, happened: day(happened), learned },
})

/** The facts of many dossiers at once: one query, however many. The newest ones decide when there are too many. */
export const readClockFactsOf = async (
  { trx }: Work,
  dossiers: readonly string[],
): Promise<ReadonlyMap<string, readonly ClockFact[]>> => {
  if (dossiers.length === 0) return new Map()
  const rows = await trx
    .selectFrom('agreement.clock_fact')
    .select(['dossier_id', ...READ_BY_CLOCKS])
    .where(sql<boolean>`dossier_id = any(${[...dossiers]}::uuid[])`)
    .orderBy('learned', 'desc')
    .limit(MANY_FACTS_MAX)
    .execute()
  return new Map([...Map.groupBy(rows, ({ dossier_id }) => dossier_id)].map(([id, of]) => [id, of.map(factOf)]))
}

export const readClockFacts = async ({ trx }: Work, dossier: string): Promise<readonly ClockFact[]> => {
  const rows = await trx
    .selectFrom('agreement.clock_fact')
    .select(READ_BY_CLOCKS)
    .where('dossier_id', '=', dossier)
    .orderBy('learned', 'desc')
    .limit(FACTS_MAX)
    .execute()
  return rows.map(factOf)
}
