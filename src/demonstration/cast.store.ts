/** Gives the invented cast its accounts. Runs as the administrator, in a demonstration and in tests only. */
import pg from 'pg'
import { cast } from '../../fixtures/cast.ts'

/** Makes or renews the accounts of the cast. */
export const seedCast = async (adminUrl: string): Promise<void> => {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query('begin')
    await client.query('set local role samenhang_owner')
    await client.query(
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
    )
    await client.query('commit')
  } finally {
    await client.end()
  }
}
