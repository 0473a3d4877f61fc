/** Things that two regions share come in through the courier and go out as counts through the reader of the picture. */
import { sql, type Transaction } from 'kysely'
import type { Day } from '../kernel/index.ts'
import type { Database, DB } from '../platform/database.ts'
import type { Side } from './capture.ts'
import type { RegionPair, SharedKind } from './shared-things.ts'

/** A link that stands, as it is told; of `link` a number is made from which it cannot be found. */
export type ToldShared = {
  readonly link: string
  readonly happened: Day
  readonly side: Side
  readonly kind: SharedKind
  readonly one: string
  readonly other: string
}

/** Keeps one row for each link that is told, and takes away the rows of all others. */
export const keepShared =
  (rowIdOf: (fact: string) => string) =>
  async (trx: Transaction<DB>, told: readonly ToldShared[]): Promise<void> => {
    const rows = JSON.stringify(told.map(({ link, ...row }) => ({ id: rowIdOf(link), ...row })))
    await sql`
      delete from picture.shared_thing where id not in (select id from jsonb_to_recordset(${rows}::jsonb) as s(id uuid))`.execute(
      trx,
    )
    await sql`
      insert into picture.shared_thing (id, happened, side, kind, region_one, region_other)
      select id, happened, side, kind, one, other
      from jsonb_to_recordset(${rows}::jsonb) as s(id uuid, happened date, side text, kind text, one text, other text)
      on conflict do nothing`.execute(trx)
  }

/** Links found in a year that stand, of one kind on one side, by pair of regions. */
export const countShared = async (
  picture: Database,
  { year, side, kind }: { readonly year: number; readonly side: Side; readonly kind: SharedKind },
): Promise<readonly RegionPair[]> => {
  const { rows } = await sql<RegionPair>`
    select region_one as one, region_other as other, count(*)::integer as links from picture.shared_thing
    where side = ${side} and kind = ${kind} and happened between make_date(${year}, 1, 1) and make_date(${year}, 12, 31)
    group by region_one, region_other order by region_one, region_other`.execute(picture)
  return rows
}
