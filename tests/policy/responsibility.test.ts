import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CastMember, cast, castOrganisations } from '../../fixtures/cast.ts'
import { asId, type TraceId } from '../../src/kernel/index.ts'
import { asClaim, type Trx } from '../../src/platform/database.ts'
import { PURPOSE_OF } from '../support/purposes.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'

let house: TestSystem
const [dossier, verdict, request] = [randomUUID(), randomUUID(), randomUUID()]
beforeAll(async () => {
  house = await openTestSystem()
  const admin = await house.admin()
  const zaanstad = castOrganisations.careZaanstad
  await admin.query(
    `insert into dossier.dossier (id, holder_id, opened_by_id, opened_at, stage) values ($1, $2, $2, now(), 'open')`,
    [dossier, zaanstad],
  )
  await admin.query(
    `insert into responsibility.verdict (id, organisation_id, dossier_id, decided_on, rules_version, verdict, created_at) values ($1, $2, $3, current_date, 'x', '{}', now())`,
    [verdict, zaanstad, dossier],
  )
  await admin.query(
    `insert into responsibility.payer_request (id, organisation_id, payer_id, dossier_id, verdict_id, asked_at) values ($1, $2, $3, $4, $5, now())`,
    [request, zaanstad, castOrganisations.municipalityZaanstad, dossier, verdict],
  )
  await admin.end()
})
afterAll(async () => {
  await house.close()
})
const as = <T>(member: CastMember, act: (trx: Trx) => Promise<T>, key = house.platform.secrets.claim): Promise<T> =>
  asClaim(
    house.platform.databases.worker,
    key,
    {
      organisation: member.organisation,
      actor: member.actor,
      function: member.function,
      plane: member.plane,
      purpose: PURPOSE_OF[member.function],
      trace: asId<TraceId>(randomUUID()),
    },
    act,
  )
const counts = async (trx: Trx): Promise<readonly number[]> =>
  Promise.all(
    ['verdict', 'payer_request'].map(async (table) =>
      Number(
        (
          await sql<{ count: number }>`select count(*) as count from ${sql.table(`responsibility.${table}`)}`.execute(
            trx,
          )
        ).rows[0]?.count,
      ),
    ),
  )

test('the asker and the payer that was asked see a verdict, nobody else does, and no forged claim', async () => {
  expect(await as(cast.coordinatorZaanstad, counts)).toEqual([1, 1])
  expect(await as(cast.payerZaanstad, counts)).toEqual([1, 1])
  for (const other of [
    cast.coordinatorEindhoven,
    cast.payerPurmerend,
    cast.investigatorNoordHolland,
    cast.analyst,
    cast.theCook,
  ]) {
    expect(await as(other, counts), other.key).toEqual([0, 0])
  }
  expect(await as(cast.coordinatorZaanstad, counts, Buffer.alloc(32, 7))).toEqual([0, 0])
})

test('only the payer answers, once, and a no has a ground', async () => {
  const answer = (text: string, ground: string | null) => (trx: Trx) =>
    sql`update responsibility.payer_request set answer = ${text}, answer_ground = ${ground}, answered_at = now() where id = ${request}`.execute(
      trx,
    )
  expect((await as(cast.coordinatorZaanstad, answer('accepts', null))).numAffectedRows).toBe(0n)
  await expect(as(cast.payerZaanstad, answer('refuses', null))).rejects.toThrow(/payer_refuses_with_ground/)
  expect((await as(cast.payerZaanstad, answer('refuses', 'other-law'))).numAffectedRows).toBe(1n)
  expect((await as(cast.payerZaanstad, answer('accepts', null))).numAffectedRows).toBe(0n)
})

test('nobody gives a verdict on a dossier that is not theirs, or changes one', async () => {
  const give = (organisation: string) => (trx: Trx) =>
    sql`insert into responsibility.verdict (id, organisation_id, dossier_id, decided_on, rules_version, verdict, created_at) values (${randomUUID()}, ${organisation}, ${dossier}, current_date, 'x', '{}', now())`.execute(
      trx,
    )
  await expect(as(cast.coordinatorEindhoven, give(castOrganisations.careEindhoven))).rejects.toThrow(
    /row-level security/,
  )
  await expect(as(cast.coordinatorEindhoven, give(castOrganisations.careZaanstad))).rejects.toThrow(
    /row-level security/,
  )
  await expect(
    as(cast.coordinatorZaanstad, (trx) => sql`update responsibility.verdict set verdict = '{}'`.execute(trx)),
  ).rejects.toThrow(/permission denied/)
})
