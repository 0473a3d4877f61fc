/** What every table of an organisation must hold against SQL as the worker: the same battery for each slice, on rows that are there. */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { cast, castDay, castOrganisations } from '../../fixtures/cast.ts'
import { asForged, FORGERIES } from './forge.ts'
import type { TestSystem } from './system.ts'

const { coordinatorZaanstad: hanna, coordinatorEindhoven: bram } = cast

/** Rows of Zaanstad in every table, so that a zero below means something. */
export const fillZaanstad = async (house: TestSystem, tables: readonly string[]): Promise<void> => {
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
    ageGroup: '18-plus',
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
  await admin.query(
    "insert into access.page_code values ($1, decode(repeat('ab', 16), 'hex'), decode(repeat('ab', 32), 'hex'), 5, now())",
    [dossier],
  )
  await admin.query(
    "insert into dossier.person_request (id, dossier_id, kind, about, made_at, answer_by) values ($1, $2, 'objection', 'use', now(), current_date + 30)",
    [randomUUID(), dossier],
  )
  for (const table of tables) {
    const { rows } = await admin.query<{ n: number }>(`select count(*)::int as n from ${table}`)
    expect(rows[0]?.n, table).toBeGreaterThan(0)
  }
  await admin.end()
}

const countIn = (table: string) => async (client: { query(text: string): Promise<{ rows: { n: number }[] }> }) =>
  (await client.query(`select count(*)::int as n from ${table}`)).rows[0]?.n

export type OwnTables = {
  readonly tables: readonly string[]
  /** Tables that nobody changes, deletes from or empties. */
  readonly frozen: readonly string[]
}

/** The organisation itself sees its rows. Not for the log, which only the privacy officer reads. */
export const proveOwnerSees = (house: () => TestSystem, tables: readonly string[]): void => {
  test.each(tables)(
    'the organisation itself sees its rows of %s, so that a zero below means something',
    async (table) => {
      expect(await asForged(house(), 'good', hanna, bram, countIn(table))).toBeGreaterThan(0)
    },
  )
}

/** Nobody else does: not another organisation, not a forged claim; and what is frozen stays as it is. */
export const proveOthersDoNot = (house: () => TestSystem, { tables, frozen }: OwnTables): void => {
  test.each(tables)('another organisation sees no row of %s', async (table) => {
    expect(await asForged(house(), 'good', bram, hanna, countIn(table))).toBe(0)
  })

  for (const forgery of FORGERIES) {
    test.each(tables)(`a claim that is ${forgery} sees no row of %s`, async (table) => {
      expect(await asForged(house(), forgery, bram, hanna, countIn(table))).toBe(0)
    })
  }

  test.each(frozen)('nobody changes, deletes or empties %s', async (table) => {
    for (const statement of [`update ${table} set purpose = 'W02'`, `delete from ${table}`, `truncate ${table}`]) {
      const tried = asForged(house(), 'good', hanna, hanna, (client) => client.query(statement))
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
      const tried = asForged(house(), 'good', hanna, hanna, (client) => client.query(statement))
      await expect(tried, statement).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|42704|22023)$/) })
    }
  })
}
