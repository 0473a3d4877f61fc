/** Keeps the clocks of an invented country. Runs as the administrator; where people are real the database refuses it (db/policies/agreement.sql). */
import type { Day, OrganisationId } from '../kernel/index.ts'
import type { InventedClock } from './clocks.ts'
import { asOwner } from './owner.store.ts'

const BATCH = 2_000

/** Writes the clocks as counted on the day `on`, in the name of one house, as files that nobody can open. A repeat writes nothing. Gives how many were new. */
export const keepClocks = async (
  adminUrl: string,
  clocks: readonly InventedClock[],
  { house, on }: { readonly house: OrganisationId; readonly on: Day },
): Promise<number> =>
  asOwner(adminUrl, async (client) => {
    let written = 0
    for (let from = 0; from < clocks.length; from += BATCH) {
      const { rowCount } = await client.query(
        `insert into agreement.counted_clock (id, organisation_id, dossier_id, norm_id, norm_version, triggered, state, due, lapses_to, area_code, cause, turn, counted_at)
         select gen_random_uuid(), $2, md5('demonstration ' || t.person)::uuid, t."normId", t.version, t.triggered, t.state, t.due, t."lapsesTo", t.region, t.cause, 1,
           $3::date + time '12:00'
         from jsonb_to_recordset($1::jsonb)
           as t(person text, "normId" text, version integer, triggered date, state text, due date, "lapsesTo" text, region text, cause text)
         on conflict (dossier_id, norm_id, triggered, turn) do nothing`,
        [JSON.stringify(clocks.slice(from, from + BATCH)), house, on],
      )
      written += rowCount ?? 0
    }
    return written
  })
