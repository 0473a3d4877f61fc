/** Persons by norm, counted across houses: only through the function that tells it to who counts, of closed quarters. */
import { sql } from 'kysely'
import type { Work } from '../platform/work.ts'
import { SAFETY_REGIONS } from '../words/safety-regions.ts'
import { FIGURE_STATES, type NormCell, type Quarters, type ReleaseTable, tableOfNorm } from './norm-figures.ts'

/** Every safety region in the order of its code, and last what names none. */
export const REGIONS: readonly string[] = [...Object.keys(SAFETY_REGIONS).sort(), 'unknown']

/** The cells of clocks that began in these quarters; nothing for anybody who does not count. */
export const readNormCells = async (
  { trx }: Work,
  { from, until }: Quarters,
  normId?: string,
): Promise<readonly NormCell[]> => {
  const { rows } = await sql<{
    norm_id: string
    level: string
    key: string
    state: string
    cause: string | null
    persons: number
  }>`select * from agreement.norm_cells(${from}, ${until}, ${normId ?? null})`.execute(trx)
  return rows.flatMap((row) => {
    const state = FIGURE_STATES.find((each) => each === row.state)
    return state
      ? [
          {
            ...{ normId: row.norm_id, level: row.level, key: row.key, state, persons: row.persons },
            ...(row.cause === null ? {} : { cause: row.cause }),
          },
        ]
      : []
  })
}

/** What a release of a norm is made of: a whole year, each person once. */
export const tableOfNormYear = async (
  work: Work,
  { norm, year }: { readonly norm: string; readonly year: number },
): Promise<ReleaseTable> =>
  tableOfNorm(await readNormCells(work, { from: `${year}Q1`, until: `${year}Q4` }, norm), {
    normId: norm,
    regions: REGIONS,
  })
