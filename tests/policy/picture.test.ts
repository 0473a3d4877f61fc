import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CastMember, cast, castOrganisations } from '../../fixtures/cast.ts'
import { asId, type TraceId } from '../../src/kernel/index.ts'
import { asClaim, type Trx } from '../../src/platform/database.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'

let house: TestSystem
beforeAll(async () => {
  house = await openTestSystem()
  const admin = await house.admin()
  await admin.query(
    `insert into picture.report (id, organisation_id, subject, person_unit, year, month, exploitation, learned_year)
     values (gen_random_uuid(), $1, gen_random_uuid(), gen_random_uuid(), 2026, 1, 'labour', 2026)`,
    [castOrganisations.careZaanstad],
  )
  await admin.end()
})
afterAll(async () => {
  await house.close()
})
const as = <T>(member: CastMember, act: (trx: Trx) => Promise<T>): Promise<T> =>
  asClaim(
    house.platform.databases.worker,
    house.platform.secrets.claim,
    {
      organisation: member.organisation,
      actor: member.actor,
      function: member.function,
      plane: member.plane,
      purpose: 'W04',
      trace: asId<TraceId>(randomUUID()),
    },
    act,
  )

test('the reader of the picture sees units and numbers, never an organisation or a signal', async () => {
  const { picture } = house.platform.databases
  expect((await sql`select person_unit, year from picture.report`.execute(picture)).rows).toHaveLength(1)
  for (const column of ['subject', 'organisation_id', 'id']) {
    await expect(sql`select ${sql.ref(column)} from picture.report`.execute(picture), column).rejects.toThrow(
      /permission denied/,
    )
  }
  await expect(sql`select * from signal.signal`.execute(picture)).rejects.toThrow(/permission denied/)
  await expect(
    sql`insert into picture.release values (gen_random_uuid(), now(), gen_random_uuid(), '{}', '{}')`.execute(picture),
  ).rejects.toThrow(/permission denied/)
})

test('the courier joins units by signal and sees no form, no region, no organisation', async () => {
  const { courier } = house.platform.databases
  expect((await sql`select subject, person_unit from picture.report`.execute(courier)).rows).toHaveLength(1)
  for (const column of ['exploitation', 'safety_region_code', 'organisation_id', 'year', 'capture_list']) {
    await expect(sql`select ${sql.ref(column)} from picture.report`.execute(courier), column).rejects.toThrow(
      /permission denied/,
    )
  }
})

test('a worker counts nothing: it adds reports of its own organisation and cannot read them back', async () => {
  await expect(as(cast.analyst, (trx) => sql`select person_unit from picture.report`.execute(trx))).rejects.toThrow(
    /permission denied/,
  )
  const add = (organisation: string) => (trx: Trx) =>
    sql`insert into picture.report values (${randomUUID()}, ${organisation}, ${randomUUID()}, ${randomUUID()}, 2026, 1, 'labour', null, 2026)`.execute(
      trx,
    )
  expect((await as(cast.coordinatorZaanstad, add(castOrganisations.careZaanstad))).numAffectedRows).toBe(1n)
  await expect(as(cast.coordinatorZaanstad, add(castOrganisations.careEindhoven))).rejects.toThrow(/row-level security/)
})

test('an analyst releases under the own name and nobody else does; a release never changes', async () => {
  const release = (actor: string) => (trx: Trx) =>
    sql`insert into picture.release (id, released_at, released_by, settings, numbers) values (${randomUUID()}, now(), ${actor}, '{}', '{}')`.execute(
      trx,
    )
  expect((await as(cast.analyst, release(cast.analyst.actor))).numAffectedRows).toBe(1n)
  await expect(as(cast.analyst, release(cast.auditor.actor))).rejects.toThrow(/row-level security/)
  await expect(as(cast.coordinatorZaanstad, release(cast.coordinatorZaanstad.actor))).rejects.toThrow(
    /row-level security/,
  )
  await expect(as(cast.analyst, (trx) => sql`update picture.release set numbers = '{}'`.execute(trx))).rejects.toThrow(
    /permission denied/,
  )
})

test('the ledger is read and written by an analyst of the numbers alone, for a release of the own name; no row of it changes', async () => {
  const id = randomUUID()
  await as(cast.analyst, (trx) =>
    sql`insert into picture.release (id, released_at, released_by, settings, numbers) values (${id}, now(), ${cast.analyst.actor}, '{}', '{}')`.execute(
      trx,
    ),
  )
  const cell = (trx: Trx) =>
    sql`insert into picture.released_cell values (${id}, 'VR11', 'labour', 15, 4, 13)`.execute(trx)
  await expect(as(cast.coordinatorZaanstad, cell)).rejects.toThrow(/row-level security/)
  expect((await as(cast.analyst, cell)).numAffectedRows).toBe(1n)
  const read = (trx: Trx) => sql`select persons from picture.released_cell`.execute(trx)
  expect((await as(cast.coordinatorZaanstad, read)).rows).toEqual([])
  expect((await as(cast.analyst, read)).rows).toEqual([{ persons: 13 }])
  for (const change of [
    'update picture.released_cell set shown = 0',
    'delete from picture.released_cell',
    'delete from picture.withdrawal',
  ])
    await expect(
      as(cast.analyst, (trx) => sql.raw(change).execute(trx)),
      change,
    ).rejects.toThrow(/permission denied/)
  const withdraw = (actor: string) => (trx: Trx) =>
    sql`insert into picture.withdrawal values (${id}, now(), ${actor}, 'replaced')`.execute(trx)
  await expect(as(cast.analyst, withdraw(cast.auditor.actor))).rejects.toThrow(/row-level security/)
  await expect(as(cast.coordinatorZaanstad, withdraw(cast.coordinatorZaanstad.actor))).rejects.toThrow(
    /row-level security/,
  )
  expect((await as(cast.analyst, withdraw(cast.analyst.actor))).numAffectedRows).toBe(1n)
})

test('rows of movement are added by care alone and read back by nobody but the reader of the picture, who adds none', async () => {
  const add = (trx: Trx) =>
    sql`insert into picture.move (id, happened, from_place, to_place) values (${randomUUID()}, '2026-11-16', 'VR11', 'VR13')`.execute(
      trx,
    )
  expect((await as(cast.coordinatorZaanstad, add)).numAffectedRows).toBe(1n)
  for (const member of [cast.analyst, cast.investigatorNoordHolland])
    await expect(as(member, add)).rejects.toThrow(/row-level security/)
  const { picture } = house.platform.databases
  for (const table of ['picture.move', 'picture.course_step']) {
    for (const member of [cast.coordinatorZaanstad, cast.analyst])
      await expect(
        as(member, (trx) => sql`select * from ${sql.table(table)}`.execute(trx)),
        table,
      ).rejects.toThrow(/permission denied/)
    expect((await sql`select * from ${sql.table(table)}`.execute(picture)).rows.length).toBeLessThan(2)
  }
  await expect(
    sql`insert into picture.move values (gen_random_uuid(), '2026-11-16', 'VR11', 'VR13')`.execute(picture),
  ).rejects.toThrow(/permission denied/)
})

test('things that regions share are kept by the courier alone, which reads no region back; the reader counts and finds no row', async () => {
  const { courier, picture } = house.platform.databases
  const id = randomUUID()
  const insert = sql`insert into picture.shared_thing values (${id}, '2026-11-16', 'care', 'phone', 'VR11', 'VR13')`
  for (const member of [cast.coordinatorZaanstad, cast.investigatorNoordHolland, cast.analyst]) {
    await expect(as(member, (trx) => insert.execute(trx))).rejects.toThrow(/permission denied/)
    await expect(as(member, (trx) => sql`select side from picture.shared_thing`.execute(trx))).rejects.toThrow(
      /permission denied/,
    )
  }
  await expect(insert.execute(picture)).rejects.toThrow(/permission denied/)
  expect((await insert.execute(courier)).numAffectedRows).toBe(1n)
  for (const column of ['side', 'kind', 'happened', 'region_one', 'region_other'])
    await expect(sql`select ${sql.ref(column)} from picture.shared_thing`.execute(courier), column).rejects.toThrow(
      /permission denied/,
    )
  await expect(sql`select id from picture.shared_thing`.execute(picture)).rejects.toThrow(/permission denied/)
  expect((await sql`select side, kind from picture.shared_thing`.execute(picture)).rows).toEqual([
    { side: 'care', kind: 'phone' },
  ])
  // Two planes, one region twice, a document or a house have no place in a row.
  for (const values of [
    "'both', 'phone', 'VR11', 'VR13'",
    "'care', 'phone', 'VR11', 'VR11'",
    "'care', 'phone', 'VR13', 'VR11'",
    "'care', 'document', 'VR11', 'VR13'",
    "'care', 'phone', 'GM0415', 'VR13'",
  ])
    await expect(
      sql.raw(`insert into picture.shared_thing values (gen_random_uuid(), '2026-11-16', ${values})`).execute(courier),
      values,
    ).rejects.toThrow(/shared_thing_/)
  expect((await sql`delete from picture.shared_thing where id = ${id}`.execute(courier)).numAffectedRows).toBe(1n)
})
