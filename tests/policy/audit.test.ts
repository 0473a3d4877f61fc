/** As the login role of the worker, with plain SQL: what a hole in the code above would give away. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast, castDay, castOrganisations } from '../../fixtures/cast.ts'
import { asForged, FORGERIES } from '../support/forge.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'

let house: TestSystem
beforeAll(async () => {
  house = await openTestSystem()
  await fill()
})
afterAll(async () => {
  await house.close()
})

const TABLES = ['audit.request', 'audit.processing'] as const
const FROZEN = ['audit.request', 'audit.processing'] as const
const { coordinatorZaanstad: hanna, coordinatorEindhoven: bram } = cast

/** Rows of Zaanstad in every table, so that a zero below means something. */
const fill = async (): Promise<void> => {
  const admin = await house.admin()
  const dossier = randomUUID()
  await admin.query(
    "insert into dossier.dossier (id, holder_id, opened_by_id, opened_at, stage) values ($1, $2, $2, now(), 'open')",
    [dossier, hanna.organisation],
  )
  const caller = await house.as(hanna)
  const signal = (
    await caller.post('/v1/signals', { source: 'typed', exploitation: 'labour', person: { fullName: 'Verzonnen' } })
  ).body
  const path = `/v1/signals/${(signal as { signalId: string }).signalId}/grounds`
  await caller.post(path, {
    kind: 'legal-basis',
    purpose: 'D27',
    basis: 'avg-6-1-d',
    note: 'Acuut gevaar.',
    givenDate: castDay,
  })
  const consent = await caller.post(`/v1/dossiers/${dossier}/consents`, {
    ...{
      chapter: 'safety',
      partnerId: castOrganisations.shelterHaven,
      purpose: 'D26',
      answer: 'given',
      language: 'vi',
    },
    ...{ present: ['interpreter'], helpDoesNotDependOnIt: true, understood: 'Ja.', givenDate: castDay },
  })
  const { consentId } = consent.body as { consentId: string }
  await admin.query("insert into access.reach values ($1, 'safety', $2, 'D26', '2027-01-01', $3)", [
    dossier,
    castOrganisations.shelterHaven,
    consentId,
  ])
  await admin.query('insert into access.acceptance values ($1, $2, $3, $4, now(), null)', [
    randomUUID(),
    dossier,
    hanna.organisation,
    castOrganisations.shelterHaven,
  ])
  await admin.query(
    "insert into access.link values (decode(repeat('ab', 32), 'hex'), 'person-page', $1, $2, now(), now() + interval '1 day')",
    [dossier, hanna.organisation],
  )
  for (const table of TABLES) {
    const { rows } = await admin.query<{ n: number }>(`select count(*)::int as n from ${table}`)
    expect(rows[0]?.n, table).toBeGreaterThan(0)
  }
  await admin.end()
}

const countIn = (table: string) => async (client: { query(text: string): Promise<{ rows: { n: number }[] }> }) =>
  (await client.query(`select count(*)::int as n from ${table}`)).rows[0]?.n

test.each(TABLES)('another organisation sees no row of %s', async (table) => {
  expect(await asForged(house, 'good', bram, hanna, countIn(table))).toBe(0)
})

for (const forgery of FORGERIES) {
  test.each(TABLES)(`a claim that is ${forgery} sees no row of %s`, async (table) => {
    expect(await asForged(house, forgery, bram, hanna, countIn(table))).toBe(0)
  })
}

test.each(FROZEN)('nobody changes, deletes or empties %s', async (table) => {
  for (const statement of [`update ${table} set purpose = 'W02'`, `delete from ${table}`, `truncate ${table}`]) {
    const tried = asForged(house, 'good', hanna, hanna, (client) => client.query(statement))
    await expect(tried, statement).rejects.toMatchObject({ code: '42501' })
  }
})

test('the worker cannot become another role or read the key of claims', async () => {
  for (const statement of [
    'set role samenhang_owner',
    'set role samenhang_keeper',
    'select * from keeper.claim_key',
    'set session authorization postgres',
  ]) {
    const tried = asForged(house, 'good', hanna, hanna, (client) => client.query(statement))
    await expect(tried, statement).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|42704|22023)$/) })
  }
})

test('a row of the log says of who acts what the claim says: another function, purpose or organisation is refused', async () => {
  for (const [column, value] of [
    ['function', 'auditor'],
    ['purpose', 'W09'],
    ['organisation_id', null],
    ['trace_id', randomUUID()],
  ] as const) {
    const tried = asForged(house, 'good', hanna, bram, async (client) => {
      const { rows } = await client.query('select * from keeper.current_claim()')
      const { trace_id, organisation_id, actor_id, function: work, plane, purpose } = rows[0] as Record<string, string>
      const row = { trace_id, organisation_id, actor_id, function: work, plane, purpose, [column]: value }
      return client.query(
        `insert into audit.request (trace_id, organisation_id, actor_id, function, plane, purpose, at, operation, outcome, duration_ms)
         select trace_id, organisation_id, actor_id, function, plane, purpose, now(), 'x', 'done', 1
         from jsonb_to_record($1::jsonb) as r(trace_id uuid, organisation_id uuid, actor_id uuid, function text, plane text, purpose text)`,
        [JSON.stringify(row)],
      )
    })
    await expect(tried, column).rejects.toMatchObject({ code: '42501' })
  }
})
