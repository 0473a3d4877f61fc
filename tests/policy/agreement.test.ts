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
const addFact = (organisation: string) => (trx: { query: (text: string, values: unknown[]) => Promise<unknown> }) =>
  trx.query(`insert into agreement.clock_fact values ($1, $2, null, $3, 'person-moved', current_date, now(), $4)`, [
    randomUUID(),
    organisation,
    dossier,
    randomUUID(),
  ])
beforeAll(async () => {
  house = await openTestSystem()
  const admin = await house.admin()
  // Eindhoven recorded it, Zaanstad holds the dossier now.
  await admin.query(
    `insert into dossier.dossier (id, holder_id, opened_by_id, opened_at, stage) values ($1, $2, $2, now(), 'open')`,
    [dossier, castOrganisations.careZaanstad],
  )
  await addFact(castOrganisations.careEindhoven)(admin)
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
      at: house.clock.now(),
      trace: asId<TraceId>(randomUUID()),
    },
    act,
  )
const count = async (trx: Trx): Promise<number> =>
  Number((await sql<{ count: number }>`select count(*) as count from agreement.clock_fact`.execute(trx)).rows[0]?.count)

test('who recorded it and who holds the dossier read a clock; nobody else, and no forged claim', async () => {
  expect(await as(cast.coordinatorEindhoven, count)).toBe(1)
  expect(await as(cast.coordinatorZaanstad, count)).toBe(1)
  for (const other of [
    cast.shelterWorkerHaven,
    cast.investigatorNoordHolland,
    cast.payerZaanstad,
    cast.analyst,
    cast.theCook,
  ]) {
    expect(await as(other, count), other.key).toBe(0)
  }
  expect(await as(cast.coordinatorZaanstad, count, Buffer.alloc(32, 7))).toBe(0)
})

test('nobody writes a clock for another organisation, and nobody turns one back', async () => {
  const write = (trx: Trx) =>
    sql`insert into agreement.clock_fact values (${randomUUID()}, ${castOrganisations.careZaanstad}, null, ${dossier}, 'handover-accepted', current_date, now(), ${randomUUID()})`.execute(
      trx,
    )
  await expect(as(cast.coordinatorEindhoven, write)).rejects.toThrow(/row-level security/)
  await expect(
    as(cast.coordinatorEindhoven, (trx) => sql`update agreement.clock_fact set happened = current_date`.execute(trx)),
  ).rejects.toThrow(/permission denied/)
  await expect(
    as(cast.coordinatorEindhoven, (trx) => sql`delete from agreement.clock_fact`.execute(trx)),
  ).rejects.toThrow(/permission denied/)
})

test('how a clock went is written by the holder at the moment of the act alone, and read by who wrote it and who holds the file', async () => {
  const [mine, theirs] = [castOrganisations.careZaanstad, castOrganisations.careEindhoven]
  const row =
    (organisation: string, at = sql`keeper.claim_time()`) =>
    (trx: Trx) =>
      sql`insert into agreement.counted_clock (id, organisation_id, dossier_id, norm_id, norm_version, triggered, state, turn, counted_at)
      values (${randomUUID()}, ${organisation}, ${dossier}, 'N32', 1, current_date, 'running', ${turn()}, ${at})`.execute(
        trx,
      )
  let turns = 0
  const turn = () => {
    turns += 1
    return turns
  }
  await as(cast.coordinatorZaanstad, row(mine))
  for (const refused of [
    () => as(cast.coordinatorEindhoven, row(theirs)),
    () => as(cast.coordinatorEindhoven, row(mine)),
    () => as(cast.coordinatorZaanstad, row(mine, sql`now() - interval '1 year'`)),
    () => as(cast.analyst, row(cast.analyst.organisation)),
  ])
    await expect(refused()).rejects.toThrow(/row-level security/)
  const admin = await house.admin()
  await admin.query(
    `insert into agreement.counted_clock (id, organisation_id, dossier_id, norm_id, norm_version, triggered, state, turn, counted_at)
     values (gen_random_uuid(), $1, $2, 'N33', 1, current_date, 'kept', 1, now())`,
    [theirs, dossier],
  )
  const seen = async (trx: Trx) =>
    (await sql`select from agreement.counted_clock where dossier_id = ${dossier}`.execute(trx)).rows.length
  expect(await as(cast.coordinatorZaanstad, seen)).toBe(2)
  expect(await as(cast.coordinatorEindhoven, seen)).toBe(1)
  for (const other of [cast.shelterWorkerHaven, cast.investigatorNoordHolland, cast.payerZaanstad, cast.analyst])
    expect(await as(other, seen), other.key).toBe(0)
  for (const change of ['update agreement.counted_clock set state = state', 'delete from agreement.counted_clock'])
    await expect(as(cast.coordinatorZaanstad, (trx) => sql.raw(change).execute(trx))).rejects.toThrow(
      /permission denied/,
    )
})
