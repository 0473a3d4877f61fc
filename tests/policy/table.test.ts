import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CastMember, cast, castOrganisations } from '../../fixtures/cast.ts'
import { asId, type TraceId } from '../../src/kernel/index.ts'
import { asClaim, type SignedClaim, type Trx } from '../../src/platform/database.ts'
import { PURPOSE_OF } from '../support/purposes.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'

let house: TestSystem
const [dossier, meeting, seatOfHaven, seatByMail] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
beforeAll(async () => {
  house = await openTestSystem()
  const admin = await house.admin()
  const { careZaanstad, shelterHaven } = castOrganisations
  await admin.query(
    "insert into dossier.dossier (id, holder_id, opened_by_id, opened_at, stage) values ($1, $2, $2, now(), 'open')",
    [dossier, careZaanstad],
  )
  await admin.query(
    "insert into case_table.meeting (id, organisation_id, dossier_id, held_on, stage, created_at) values ($1, $2, $3, current_date, 'planned', now())",
    [meeting, careZaanstad, dossier],
  )
  await admin.query(
    `insert into case_table.seat (id, meeting_id, organisation_id, kind, held_on, party_id, mail)
     values ($1, $2, $3, 'shelter', current_date, $4, null), ($5, $2, $3, 'legal-aid', current_date, null, 'balie@advocaat.example')`,
    [seatOfHaven, meeting, careZaanstad, shelterHaven, seatByMail],
  )
  await admin.end()
})
afterAll(async () => {
  await house.close()
})

const as = <T>(
  member: CastMember,
  act: (trx: Trx) => Promise<T>,
  more: Partial<SignedClaim> = {},
  key: Buffer = house.platform.secrets.claim,
): Promise<T> =>
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
      ...more,
    },
    act,
  )
const counted = async (trx: Trx): Promise<readonly number[]> => {
  const { rows } = await sql<{ meetings: number; seats: number }>`
    select (select count(*)::int from case_table.meeting) as meetings, (select count(*)::int from case_table.seat) as seats`.execute(
    trx,
  )
  return [rows[0]?.meetings ?? -1, rows[0]?.seats ?? -1]
}

test('the organiser sees the table, an invited party its seat alone, others nothing', async () => {
  expect(await as(cast.coordinatorZaanstad, counted)).toEqual([1, 2])
  expect(await as(cast.shelterWorkerHaven, counted)).toEqual([0, 1])
  expect(await as(cast.coordinatorEindhoven, counted)).toEqual([0, 0])
  expect(await as(cast.coordinatorZaanstad, counted, {}, Buffer.alloc(32, 7))).toEqual([0, 0])
})

test('a guest sees the one seat of the link, and no meeting', async () => {
  const guest = {
    organisation: castOrganisations.careZaanstad,
    function: 'guest',
    plane: 'person',
    purpose: 'W13',
  } as const
  expect(await as(cast.coordinatorZaanstad, counted, { ...guest, linkSubject: seatByMail })).toEqual([0, 1])
  expect(await as(cast.coordinatorZaanstad, counted, guest)).toEqual([0, 0])
})

test('a guest answers its own seat and cannot touch another', async () => {
  const guest = { function: 'guest', plane: 'person', purpose: 'W13', linkSubject: seatByMail } as const
  const answer = (id: string) => (trx: Trx) =>
    sql`update case_table.seat set answer = 'attending' where id = ${id}`.execute(trx)
  expect((await as(cast.coordinatorZaanstad, answer(seatOfHaven), guest)).numAffectedRows).toBe(0n)
  expect((await as(cast.coordinatorZaanstad, answer(seatByMail), guest)).numAffectedRows).toBe(1n)
})

test('nobody writes a fact into a meeting where they have no seat', async () => {
  const write = (member: CastMember) => (trx: Trx) =>
    sql`insert into case_table.fact (id, stream, version, kind, happened, precision, learned, actor_id, organisation_id, purpose, idempotency_key)
      values (${randomUUID()}, ${meeting}, kernel.next_version('case_table', ${meeting}::uuid), 'seat-answered', current_date, 'day', now(), ${member.actor}, ${member.organisation}, 'W01', ${randomUUID()})`.execute(
      trx,
    )
  await expect(as(cast.coordinatorEindhoven, write(cast.coordinatorEindhoven))).rejects.toMatchObject({ code: '42501' })
  expect((await as(cast.shelterWorkerHaven, write(cast.shelterWorkerHaven))).numAffectedRows).toBe(1n)
})

test('a guest of a seat, which acts in the name of who organises, moves no day, calls nothing off and closes nothing', async () => {
  const guest = { function: 'guest', plane: 'person', purpose: 'W13', linkSubject: seatByMail } as const
  const set = (column: string, value: string) => (trx: Trx) =>
    sql`update case_table.seat set ${sql.raw(column)} = ${sql.raw(value)} where id = ${seatByMail}`.execute(trx)
  for (const [column, value] of [
    ['held_on', 'held_on + 7'],
    ['called_off_at', 'now()'],
    ['closed_at', 'now()'],
  ] as const)
    await expect(as(cast.coordinatorZaanstad, set(column, value), guest), column).rejects.toMatchObject({
      code: '42501',
    })
  // Who organises does.
  expect((await as(cast.coordinatorZaanstad, set('held_on', 'held_on + 7'))).numAffectedRows).toBe(1n)
})
