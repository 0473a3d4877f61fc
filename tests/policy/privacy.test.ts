/** As the login role of the worker, with plain SQL: requests of people who ask what is kept about them, and the log that their answer holds. */
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast } from '../../fixtures/cast.ts'
import { asForged } from '../support/forge.ts'
import { fillZaanstad, proveOthersDoNot, proveOwnerSees } from '../support/own-rows.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'

let house: TestSystem
let admin: pg.Client
const TABLES = ['privacy.access_request', 'privacy.access_request_step'] as const
const { coordinatorZaanstad: hanna, coordinatorEindhoven: bram, privacyOfficerZaanstad: officer } = cast
const ids = { request: '', dossier: '' }

beforeAll(async () => {
  house = await openTestSystem()
  const caller = await house.as(hanna)
  const { dossierId } = (await caller.post('/v1/dossiers', {})).body as { dossierId: string }
  const asked = { receivedDate: '2026-11-16', recognised: 'own-page', dossierId }
  const { accessRequestId } = (await caller.post('/v1/subject-access-requests', asked)).body as {
    accessRequestId: string
  }
  Object.assign(ids, { request: accessRequestId, dossier: dossierId })
  await fillZaanstad(house, TABLES)
  admin = await house.admin()
})
afterAll(async () => {
  await house.close()
})

proveOwnerSees(() => house, TABLES)
proveOthersDoNot(() => house, { tables: TABLES, frozen: [] })

test('nobody changes or deletes a request or a step of it', async () => {
  for (const statement of [
    "update privacy.access_request set received_on = '2027-01-01'",
    "update privacy.access_request_step set reason = 'complex'",
    ...TABLES.flatMap((table) => [`delete from ${table}`, `truncate ${table}`]),
  ])
    for (const member of [hanna, officer]) {
      const tried = asForged(house, 'good', member, member, (client) => client.query(statement))
      await expect(tried, statement).rejects.toMatchObject({ code: '42501' })
    }
})

test('a step is of the own name and moment, and only a co-ordinator of the holder says which file it is about', async () => {
  const insert =
    (over: Readonly<Record<string, string>> = {}) =>
    (client: pg.ClientBase) => {
      const row = {
        id: randomUUID(),
        org: hanna.organisation,
        by: hanna.actor,
        dossier: ids.dossier,
        at: 'keeper.claim_time()',
        ...over,
      }
      return client.query(
        `insert into privacy.access_request_step (id, organisation_id, request_id, step, dossier_id, happened_on, recorded_by, recorded_at)
       values ('${row.id}', '${row.org}', '${ids.request}', 'linked', '${row.dossier}', '2026-11-16', '${row.by}', ${row.at})`,
      )
    }
  const refused = { code: '42501' }
  await expect(asForged(house, 'good', hanna, hanna, insert({ by: bram.actor }))).rejects.toMatchObject(refused)
  await expect(asForged(house, 'good', hanna, hanna, insert({ at: "'2020-01-01'" }))).rejects.toMatchObject(refused)
  await expect(asForged(house, 'good', hanna, hanna, insert({ dossier: randomUUID() }))).rejects.toMatchObject(refused)
  await expect(asForged(house, 'good', officer, officer, insert({ by: officer.actor }))).rejects.toMatchObject(refused)
  await expect(
    asForged(house, 'good', bram, bram, insert({ org: bram.organisation, by: bram.actor })),
  ).rejects.toMatchObject(refused)
})

test('the log about her is read for an open request about that one file and for no other purpose', async () => {
  const count = async (purpose: string): Promise<readonly string[]> => {
    const read = await house.system.acts.run({ claim: { ...hanna, purpose }, operation: 'test' }, async (work) => ({
      ok: true as const,
      value: await work.trx.selectFrom('audit.processing').select('subject').execute(),
    }))
    if (!read.ok) throw new Error('refused')
    return [...new Set(read.value.map(({ subject }) => subject))]
  }
  expect(await count('W12')).toEqual([ids.dossier])
  expect(await count('W01')).toEqual([])
  await (await house.as(officer)).post(`/v1/subject-access-requests/${ids.request}/steps`, { step: 'answered' })
  expect(await count('W12')).toEqual([])
  const { rows } = await admin.query('select 1 from audit.processing where subject <> $1', [ids.dossier])
  expect(rows.length).toBeGreaterThan(0)
})
