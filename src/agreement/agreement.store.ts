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
  /** The source of a fact that this one takes back. */
  readonly withdraws?: string
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
      withdraws_id: fact.withdraws ?? null,
    })
    .execute()
}

/** A clock reads few facts per dossier; more than this is a loop somewhere, and the newest ones decide. */
const FACTS_MAX = 500
const MANY_FACTS_MAX = 50_000
const CLOCK_COLUMNS = ['source_fact_id', 'kind', 'happened', 'learned', 'organisation_id', 'withdraws_id'] as const

/** The facts of many dossiers at once: one query, however many. The newest ones decide when there are too many. */
export const readClockFactsOf = async (
  { trx }: Work,
  dossiers: readonly string[],
): Promise<ReadonlyMap<string, readonly ClockFact[]>> => {
  if (dossiers.length === 0) return new Map()
  const rows = await trx
    .selectFrom('agreement.clock_fact')
    .select([...CLOCK_COLUMNS, 'dossier_id'])
    .where(sql<boolean>`dossier_id = any(${[...dossiers]}::uuid[])`)
    .orderBy('learned', 'desc')
    .limit(MANY_FACTS_MAX)
    .execute()
  const facts = rows.map((row) => ({ dossier: row.dossier_id, fact: clockFactIn(row) }))
  return new Map([...Map.groupBy(facts, ({ dossier }) => dossier)].map(([id, of]) => [id, of.map(({ fact }) => fact)]))
}

export const readClockFacts = async ({ trx }: Work, dossier: string): Promise<readonly ClockFact[]> => {
  const rows = await trx
    .selectFrom('agreement.clock_fact')
    .select(CLOCK_COLUMNS)
    .where('dossier_id', '=', dossier)
    .orderBy('learned', 'desc')
    .limit(FACTS_MAX)
    .execute()
  return rows.map(clockFactIn)
}

type ClockRow = {
  readonly source_fact_id: string
  readonly kind: string
  readonly happened: string
  readonly learned: Date
  readonly organisation_id: string
  readonly withdraws_id: string | null
}
const clockFactIn = (row: ClockRow): ClockFact => ({
  ...{
    id: row.source_fact_id,
    kind: row.kind,
    happened: day(row.happened),
    learned: row.learned,
    by: row.organisation_id,
  },
  ...(row.withdraws_id === null ? {} : { withdraws: row.withdraws_id }),
})
