/** Does the acting organisation give her the bed? Asked before a consent is taken down: never only by who gives the bed (decision 5). */
import { sql } from 'kysely'
import { type Day, day } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'

/** Whether somebody pays for a bed of the acting house: asked, pays, refuses, pays for now; who, once that house said so. */
export type BedPayer = {
  readonly offer: string
  readonly standing: 'asked' | 'accepts' | 'refuses' | 'provisional'
  readonly payer?: string
  readonly from?: Day
  readonly until?: Day
}

/** For beds that the acting house gives, by a function that tells no amount, no ground and no dossier. */
export const payersForBeds = async (work: Work): Promise<readonly BedPayer[]> => {
  type Row = {
    offer_id: string
    standing: BedPayer['standing']
    payer_id: string | null
    from_on: string | null
    until_on: string | null
  }
  const { rows } = await sql<Row>`select * from care.payers_for_beds()`.execute(work.trx)
  return rows.map((row) => ({
    ...{ offer: row.offer_id, standing: row.standing },
    ...(row.payer_id && { payer: row.payer_id }),
    ...(row.from_on && { from: day(row.from_on) }),
    ...(row.until_on && { until: day(row.until_on) }),
  }))
}

/** Yes when the last placement of a dossier that it holds is with the acting organisation; no to everybody else. */
export const givesHerBed = async (work: Work, dossierId: string): Promise<boolean> => {
  const { rows } = await sql<{ gives: boolean }>`select care.gives_bed(${dossierId}) as gives`.execute(work.trx)
  return rows[0]?.gives === true
}
