/** Who signed what: rows that are only added to; one with `ends_id` ends another. */
import { sql } from 'kysely'
import { type Day, day } from '../kernel/index.ts'
import { type Database, type Trx, takeTurn } from '../platform/database.ts'
import type { Work } from '../platform/work.ts'
import type { Adoption, Terms } from './adoption.ts'
import type { ClockFact } from './clock.ts'

/** More signatures than houses and norms there are. */
const ADOPTIONS_MAX = 20_000

/** One signature or ending at a time of one house, from here to the end of the transaction: what is read after this stays so until then. */
export const lockAdoptions = async ({ trx, claim }: Work): Promise<void> => {
  await takeTurn(trx, `adoptions of ${claim.organisation}`)
}

/** The signatures of these parties, or of all; each with the day on which it ended, when it did. */
export const readAdoptions = async (
  { trx }: { readonly trx: Database | Trx },
  {
    parties,
    nameOf = (id) => id,
  }: { readonly parties?: readonly string[]; readonly nameOf?: (id: string) => string } = {},
): Promise<readonly Adoption[]> => {
  const rows = await trx
    .selectFrom('agreement.adoption')
    .select(['id', 'organisation_id', 'norm_id', 'norm_version', 'valid_from', 'terms', 'ends_id'])
    .$if(parties !== undefined, (query) =>
      query.where(sql<boolean>`organisation_id = any(${[...(parties ?? [])]}::uuid[])`),
    )
    .orderBy('valid_from')
    .orderBy('id')
    .limit(ADOPTIONS_MAX)
    .execute()
  const ends = new Map(
    rows.flatMap(({ ends_id, valid_from }) => (ends_id === null ? [] : [[ends_id, day(valid_from)] as const])),
  )
  return rows.flatMap((row) => {
    if (row.ends_id !== null) return []
    const ended = ends.get(row.id)
    return [
      {
        ...{
          id: row.id,
          party: row.organisation_id,
          name: nameOf(row.organisation_id),
          normId: row.norm_id,
          version: row.norm_version,
        },
        ...{ from: day(row.valid_from), terms: row.terms as Terms }, // safe: checkAdoption accepted it before it was written
        ...(ended === undefined ? {} : { ended }),
      },
    ]
  })
}

export const insertAdoption = async (
  { trx, claim, now, newId }: Work,
  row: {
    readonly normId: string
    readonly version: number
    readonly from: Day
    readonly terms: Terms
    readonly ends?: string
  },
): Promise<string> => {
  const id = newId()
  await trx
    .insertInto('agreement.adoption')
    .values({
      ...{
        id,
        organisation_id: claim.organisation,
        actor_id: claim.actor,
        norm_id: row.normId,
        norm_version: row.version,
      },
      ...{ valid_from: row.from, terms: JSON.stringify(row.terms), ends_id: row.ends ?? null, signed_at: now },
    })
    .execute()
  return id
}

/** What the houses signed that wrote these facts: nobody else's signature judges them. No query when there are none. */
export const adoptionsOn = (
  work: Work,
  facts: Iterable<ClockFact>,
  nameOf?: (id: string) => string,
): Promise<readonly Adoption[]> => {
  const parties = [...new Set([...facts].flatMap(({ by }) => (by === undefined ? [] : [by])))]
  return parties.length === 0 ? Promise.resolve([]) : readAdoptions(work, { parties, ...(nameOf ? { nameOf } : {}) })
}
