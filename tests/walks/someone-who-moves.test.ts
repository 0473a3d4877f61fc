/** Q24, in their words: "if you move as a victim the process starts all over". It does not. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { castDay, castOrganisations } from '../../fixtures/cast.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'
import { theCookTwice as people } from './people.ts'
import { type Seen, WALK } from './steps.ts'

let house: TestSystem
const seen: Seen = {}
beforeAll(async () => {
  house = await openTestSystem()
})
afterAll(async () => {
  await house.close()
})

// The house closes and opens again between any two steps: what was acknowledged is all there is to go on.
for (const step of WALK) {
  test(step.name, async () => {
    await step.play({ house, seen, people, today: castDay })
    house = await house.restart()
  })
}

test('at the end exactly one house holds the dossier, and nothing that the matcher can read holds a name [Q24]', async () => {
  const admin = await house.admin()
  const { rows: holders } = await admin.query('select holder_id from dossier.dossier')
  expect(holders).toEqual([{ holder_id: castOrganisations.careZaanstad }])
  const { rows: readable } = await admin.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'v', 'm', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
       and has_schema_privilege('samenhang_matcher', n.oid, 'usage') and has_any_column_privilege('samenhang_matcher', c.oid, 'select')`,
  )
  expect(readable.map((each) => each.name).sort()).toEqual(
    ['calibration', 'closed_epoch', 'entry', 'link', 'link_found', 'link_run', 'thing'].map(
      (table) => `matching.${table}`,
    ),
  )
  const { rows } = await admin.query<{ row: string; handles: number }>(
    'select to_jsonb(e)::text as row from matching.entry e',
  )
  expect(rows.length).toBe(2)
  const parts = [people.known, people.heard]
    .flatMap((each) => Object.values(each))
    .flatMap((value) => String(value).split(/[\s-]+/))
    .filter((part) => part.length >= 3)
  for (const { row } of rows) {
    const plain = row.toLowerCase()
    for (const part of parts)
      for (const form of [
        part,
        Buffer.from(part).toString('hex'),
        Buffer.from(part).toString('base64').replaceAll('=', ''),
      ]) {
        if (form.length >= 5) expect(plain).not.toContain(form.toLowerCase())
      }
  }
})
