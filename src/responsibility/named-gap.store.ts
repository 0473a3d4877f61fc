/** Gaps that verdicts fell into: written by who asked, read across houses as counts of a closed quarter. */
import { sql } from 'kysely'
import type { Work } from '../platform/work.ts'
import { tellPersons } from './named-gap.ts'

/** Writes down that a verdict of this dossier fell into these gaps, and when. */
export const countGaps = async (work: Work, dossier: string, gaps: readonly string[]): Promise<void> => {
  if (gaps.length === 0) return
  const { trx, claim, newId, now } = work
  await trx
    .insertInto('responsibility.named_gap')
    .values(
      gaps.map((gap) => ({
        ...{ id: newId(), organisation_id: claim.organisation, dossier_id: dossier, gap, counted_at: now },
      })),
    )
    .execute()
}

export type GapCount = { readonly gap: string; readonly persons: number | null }

/** Persons by gap of a closed quarter, for the desk and for who counts; in fives, and fewer than five untold. */
export const gapCounts = async ({ trx }: Work, quarter: string): Promise<readonly GapCount[]> => {
  const { rows } = await sql<{ gap: string; persons: number }>`
    select * from responsibility.gap_cells(${quarter})`.execute(trx)
  return rows.map(({ gap, persons }) => ({ gap, persons: tellPersons(persons) }))
}
