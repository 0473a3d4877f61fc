import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CastMember, cast, castOrganisations } from '../../fixtures/cast.ts'
import { asId, type TraceId } from '../../src/kernel/index.ts'
import { asClaim, type Trx } from '../../src/platform/database.ts'
import { PURPOSE_OF } from '../support/purposes.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'

let house: TestSystem
const dossier = randomUUID()
const place = randomUUID()
const request = randomUUID()
const offer = randomUUID()

beforeAll(async () => {
  house = await openTestSystem()
  const admin = await house.admin()
  const [zaanstad, haven] = [castOrganisations.careZaanstad, castOrganisations.shelterHaven]
  await admin.query(
    `insert into dossier.dossier (id, holder_id, opened_by_id, opened_at, stage) values ($1, $2, $2, now(), 'open')`,
    [dossier, zaanstad],
  )
  await admin.query(`insert into care.place values ($1, $2, 'men', '{man}', 'VR11', 3, now())`, [place, haven])
  await admin.query(
    `insert into care.place_request (id, organisation_id, dossier_id, wanted, regions_avoided, stage, asked_at) values ($1, $2, $3, '{man}', '{}', 'asking', now())`,
    [request, zaanstad, dossier],
  )
  await admin.query(
    `insert into care.place_offer (id, request_id, organisation_id, provider_id, wanted, fits, wave, asked_at) values ($1, $2, $3, $4, '{man}', '{man}', 1, now())`,
    [offer, request, zaanstad, haven],
  )
  await admin.query(
    `insert into care.wait (id, organisation_id, dossier_id, cause, party_id, started_at) values ($1, $2, $3, 'money', $4, now())`,
    [randomUUID(), zaanstad, dossier, castOrganisations.municipalityZaanstad],
  )
  await admin.end()
})
afterAll(async () => {
  await house.close()
})

const as = <T>(member: CastMember, act: (trx: Trx) => Promise<T>, key = house.platform.secrets.claim): Promise<T> => {
  const { organisation, actor, plane } = member
  const claim = {
    organisation,
    actor,
    function: member.function,
    plane,
    purpose: PURPOSE_OF[member.function],
    trace: asId<TraceId>(randomUUID()),
    at: house.clock.now(),
  }
  return asClaim(house.platform.databases.worker, key, claim, act)
}
const TABLES = ['place', 'place_request', 'place_offer', 'wait'] as const
const counts = async (trx: Trx): Promise<readonly number[]> =>
  Promise.all(
    TABLES.map(async (table) =>
      Number(
        (await sql<{ count: number }>`select count(*) as count from ${sql.table(`care.${table}`)}`.execute(trx)).rows[0]
          ?.count,
      ),
    ),
  )

test('asker and provider see their own side, and everybody else sees nothing', async () => {
  expect(await as(cast.coordinatorZaanstad, counts)).toEqual([0, 1, 1, 1])
  expect(await as(cast.shelterWorkerHaven, counts)).toEqual([1, 0, 1, 0])
  for (const other of [
    cast.coordinatorEindhoven,
    cast.shelterWorkerBaken,
    cast.investigatorNoordHolland,
    cast.contactDeskOfficer,
    cast.analyst,
    cast.payerZaanstad,
    cast.theCook,
  ]) {
    expect(await as(other, counts), other.key).toEqual([0, 0, 0, 0])
  }
})

test('a forged claim and no claim see nothing', async () => {
  expect(await as(cast.coordinatorZaanstad, counts, Buffer.alloc(32, 7))).toEqual([0, 0, 0, 0])
  expect(await house.platform.databases.worker.transaction().execute(counts)).toEqual([0, 0, 0, 0])
})

test('matching across organisations tells words alone, names no house that cannot be asked, and only to who places people', async () => {
  const find = (trx: Trx) => sql<object>`select * from care.find_providers('{man}', '{secured}', '{}')`.execute(trx)
  expect((await as(cast.coordinatorEindhoven, find)).rows).toEqual([
    { provider_id: castOrganisations.shelterHaven, bits: 1, safe: true, room: true, stale: false },
  ])
  for (const other of [cast.investigatorNoordHolland, cast.shelterWorkerBaken, cast.analyst, cast.theCook]) {
    expect((await as(other, find)).rows, other.key).toEqual([])
  }
  expect(
    (
      await as(cast.coordinatorEindhoven, (trx) =>
        // Another region of the same area: avoiding it avoids the area.
        sql`select * from care.find_providers('{man}', '{}', '{VR13}')`.execute(trx),
      )
    ).rows,
  ).toEqual([{ provider_id: null, bits: 1, safe: false, room: true, stale: null }])
})

test('the asker cannot answer for the house, win by hand, or take a bed that was not offered', async () => {
  const nothing = await as(cast.coordinatorZaanstad, (trx) =>
    sql`update care.place_offer set answer = 'yes' where id = ${offer}`.execute(trx),
  )
  expect(nothing.numAffectedRows).toBe(0n)
  await expect(
    as(cast.coordinatorZaanstad, (trx) => sql`update care.place_offer set won_at = now()`.execute(trx)),
  ).rejects.toThrow(/permission denied/)
  await expect(
    as(cast.coordinatorZaanstad, (trx) =>
      sql`update care.place_request set stage = 'placed' where id = ${request}`.execute(trx),
    ),
  ).rejects.toThrow(/row-level security/)
  const award = (trx: Trx) => sql<{ answer: string }>`select care.award_offer(${offer}) as answer`.execute(trx)
  expect((await as(cast.coordinatorZaanstad, award)).rows).toEqual([{ answer: 'offer-not-yes' }])
  expect((await as(cast.coordinatorEindhoven, award)).rows).toEqual([{ answer: 'not-found' }])
  expect((await as(cast.shelterWorkerHaven, award)).rows).toEqual([{ answer: 'not-found' }])
})

test('the asker writes down neither that a bed is held nor since when', async () => {
  const admin = await house.admin()
  const [mine, other] = [randomUUID(), randomUUID()]
  await admin.query(
    `insert into care.place_request (id, organisation_id, dossier_id, wanted, regions_avoided, stage, asked_at) values ($1, $2, $3, '{man}', '{}', 'withdrawn', now())`,
    [other, castOrganisations.careZaanstad, dossier],
  )
  await admin.end()
  for (const column of ['bed_held_until', 'held_first_at']) {
    await expect(
      as(cast.coordinatorZaanstad, (trx) =>
        sql`insert into care.place_offer (id, request_id, organisation_id, provider_id, wanted, fits, wave, asked_at, ${sql.ref(column)})
          values (${mine}, ${other}, ${castOrganisations.careZaanstad}, ${castOrganisations.shelterHaven}, '{man}', '{man}', 1, now(), '2100-01-01')`.execute(
          trx,
        ),
      ),
      column,
    ).rejects.toThrow(/row-level security/)
    await expect(
      as(cast.coordinatorZaanstad, (trx) => sql`update care.place_offer set ${sql.ref(column)} = null`.execute(trx)),
      column,
    ).rejects.toThrow(/permission denied/)
  }
})

test('a house answers with a place of its own only', async () => {
  const theirs = randomUUID()
  const admin = await house.admin()
  await admin.query(`insert into care.place values ($1, $2, 'men', '{man}', 'VR22', 1, now())`, [
    theirs,
    castOrganisations.shelterBaken,
  ])
  await admin.end()
  const answer = (trx: Trx) =>
    sql`update care.place_offer set answer = 'yes', place_id = ${theirs} where id = ${offer}`.execute(trx)
  await expect(as(cast.shelterWorkerHaven, answer)).rejects.toThrow(/row-level security/)
})

test('nobody writes facts of care as somebody else, and nobody changes or deletes one', async () => {
  const write = (trx: Trx) =>
    sql`insert into care.fact (id, stream, version, kind, happened, precision, learned, actor_id, organisation_id, purpose, idempotency_key)
      values (${randomUUID()}, ${request}, 1, 'place-won', current_date, 'day', now(), ${cast.coordinatorZaanstad.actor}, ${castOrganisations.careZaanstad}, 'W01', 'k')`.execute(
      trx,
    )
  await expect(as(cast.coordinatorEindhoven, write)).rejects.toThrow(/row-level security/)
  await expect(as(cast.coordinatorZaanstad, (trx) => sql`delete from care.fact`.execute(trx))).rejects.toThrow(
    /permission denied/,
  )
  await expect(
    as(cast.coordinatorZaanstad, (trx) => sql`update care.fact set kind = 'x'`.execute(trx)),
  ).rejects.toThrow(/permission denied/)
})
