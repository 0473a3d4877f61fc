/** Does the acting organisation give her the bed? Asked before a consent is taken down: never only by who gives the bed (decision 5). */
import { sql } from 'kysely'
import type { Work } from '../platform/work.ts'

/** Yes when the last placement of a dossier that it holds is with the acting organisation; no to everybody else. */
export const givesHerBed = async (work: Work, dossierId: string): Promise<boolean> => {
  const { rows } = await sql<{ gives: boolean }>`select care.gives_bed(${dossierId}) as gives`.execute(work.trx)
  return rows[0]?.gives === true
}
