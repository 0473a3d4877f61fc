/** Puts the reference tables into the database when they changed. Runs at start, as the owner of the tables. */
import { createHash } from 'node:crypto'
import pg from 'pg'
import type { Reference } from './reference.ts'

/** Loads municipalities and organisations; gives false when they already stood there in this version. */
export const loadDirectory = async (adminUrl: string, reference: Reference, now: Date): Promise<boolean> => {
  const { municipalities, organisations, contactPoints } = reference
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([municipalities, organisations, contactPoints.map(contactRow)]))
    .digest('hex')
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query('begin')
    await client.query('set local role samenhang_owner')
    const { rows } = await client.query<{ fingerprint: string }>(
      "select fingerprint from directory.loaded where what = 'directory'",
    )
    if (rows[0]?.fingerprint === fingerprint) return false
    await client.query(
      `insert into directory.municipality select * from jsonb_to_recordset($1::jsonb)
         as t(code text, name text, province text, safety_region_code text, police_unit_code text, women_shelter_centre_code text,
              women_shelter_grade text, homeless_shelter_centre_code text, homeless_shelter_grade text, inhabitants integer)
       on conflict (code) do update set name = excluded.name, province = excluded.province, safety_region_code = excluded.safety_region_code,
         police_unit_code = excluded.police_unit_code, women_shelter_centre_code = excluded.women_shelter_centre_code,
         women_shelter_grade = excluded.women_shelter_grade, homeless_shelter_centre_code = excluded.homeless_shelter_centre_code,
         homeless_shelter_grade = excluded.homeless_shelter_grade, inhabitants = excluded.inhabitants`,
      [JSON.stringify(municipalities.map(municipalityRow))],
    )
    await client.query(
      `insert into directory.organisation select * from jsonb_to_recordset($1::jsonb)
         as t(id uuid, kind text, plane text, name text, municipality_code text, valid_from date, valid_until date)
       on conflict (id) do update set kind = excluded.kind, plane = excluded.plane, name = excluded.name,
         municipality_code = excluded.municipality_code, valid_from = excluded.valid_from, valid_until = excluded.valid_until`,
      [JSON.stringify(organisations.map(organisationRow))],
    )
    await client.query(
      `insert into directory.contact_point select * from jsonb_to_recordset($1::jsonb) as t(id uuid, organisation_id uuid, function text)
       on conflict (id) do update set organisation_id = excluded.organisation_id, function = excluded.function`,
      [JSON.stringify(contactPoints.map(contactRow))],
    )
    await client.query(
      "insert into directory.loaded values ('directory', $1, $2) on conflict (what) do update set fingerprint = excluded.fingerprint, loaded_at = excluded.loaded_at",
      [fingerprint, now],
    )
    await client.query('commit')
    return true
  } finally {
    await client.end()
  }
}

const municipalityRow = (each: Reference['municipalities'][number]) => ({
  code: each.code,
  name: each.name,
  province: each.province,
  safety_region_code: each.safetyRegion,
  police_unit_code: each.policeUnit,
  women_shelter_centre_code: each.centres['women-shelter'].municipality,
  women_shelter_grade: each.centres['women-shelter'].grade,
  homeless_shelter_centre_code: each.centres['homeless-shelter'].municipality,
  homeless_shelter_grade: each.centres['homeless-shelter'].grade,
  inhabitants: each.inhabitants,
})

const organisationRow = (each: Reference['organisations'][number]) => ({
  id: each.id,
  kind: each.kind,
  plane: each.plane,
  name: each.name,
  municipality_code: each.municipality ?? null,
  valid_from: each.valid.from,
  valid_until: each.valid.until ?? null,
})

const contactRow = (each: Reference['contactPoints'][number]) => ({
  id: each.id,
  organisation_id: each.organisation,
  function: each.function,
})
