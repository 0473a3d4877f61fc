/** The facts that clocks read: kinds and days of one dossier. Who sees a row stands in db/policies/agreement.sql. */
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

export const readClockFacts = async ({ trx }: Work, dossier: string): Promise<readonly ClockFact[]> => {
  const rows = await trx
    .selectFrom('agreement.clock_fact')
    .select(['kind', 'happened', 'learned'])
    .where('dossier_id', '=', dossier)
    .orderBy('learned', 'desc')
    .limit(FACTS_MAX)
    .execute()
  return rows.map((row) => ({ kind: row.kind, happened: day(row.happened), learned: row.learned }))
}
