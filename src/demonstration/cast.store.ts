/** Gives the invented cast its accounts. Runs as the administrator, in a demonstration and in tests only. */
import { cast } from '../../fixtures/cast.ts'
import { asOwner } from './owner.store.ts'

/** Makes or renews the accounts of the cast. */
export const seedCast = async (adminUrl: string): Promise<void> => {
  await asOwner(adminUrl, (client) =>
    client.query(
      `insert into access.account (actor_id, organisation_id, function, plane, display_name, cast_key)
       select * from jsonb_to_recordset($1::jsonb) as t(actor_id uuid, organisation_id uuid, function text, plane text, display_name text, cast_key text)
       on conflict (actor_id) do update set organisation_id = excluded.organisation_id, function = excluded.function,
         plane = excluded.plane, display_name = excluded.display_name, cast_key = excluded.cast_key`,
      [
        JSON.stringify(
          Object.values(cast).map((each) => ({
            actor_id: each.actor,
            organisation_id: each.organisation,
            function: each.function,
            plane: each.plane,
            display_name: each.name,
            cast_key: each.key,
          })),
        ),
      ],
    ),
  )
}
