import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CastMember, cast, castOrganisations } from '../../fixtures/cast.ts'
import { addDays, asId, dayAt, type TraceId } from '../../src/kernel/index.ts'
import { asClaim, type SignedClaim, type Trx } from '../../src/platform/database.ts'
import { PURPOSE_OF } from '../support/purposes.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'

let house: TestSystem
const dossier = randomUUID()
const handover = randomUUID()
beforeAll(async () => {
  house = await openTestSystem()
  const admin = await house.admin()
  const { careZaanstad, careEindhoven } = castOrganisations
  await admin.query(
    "insert into dossier.dossier (id, holder_id, opened_by_id, opened_at, stage) values ($1, $2, $2, now(), 'open')",
    [dossier, careZaanstad],
  )
  await admin.query(
    "insert into dossier.handover (id, dossier_id, organisation_id, receiver_id, stage, offered_at, changed_at) values ($1, $2, $3, $4, 'offered', now(), now())",
    [handover, dossier, careZaanstad, careEindhoven],
  )
  await admin.query(
    `insert into dossier.fact (id, stream, version, kind, happened, precision, learned, actor_id, organisation_id, purpose, chapter, idempotency_key)
     values ($1, $2, 1, 'chapter-noted', current_date, 'day', now(), $3, $4, 'W01', 'story', 'een')`,
    [randomUUID(), dossier, cast.coordinatorZaanstad.actor, careZaanstad],
  )
  await admin.end()
})
afterAll(async () => {
  await house.close()
})

const claimOf = (member: CastMember, more: Partial<SignedClaim> = {}): SignedClaim => ({
  organisation: member.organisation,
  actor: member.actor,
  function: member.function,
  plane: member.plane,
  purpose: PURPOSE_OF[member.function],
  trace: asId<TraceId>(randomUUID()),
  ...more,
})
const as = <T>(
  member: CastMember,
  act: (trx: Trx) => Promise<T>,
  more: Partial<SignedClaim> = {},
  key: Buffer = house.platform.secrets.claim,
): Promise<T> => asClaim(house.platform.databases.worker, key, claimOf(member, more), act)
const counted = async (trx: Trx): Promise<readonly number[]> => {
  const { rows } = await sql<{ dossiers: number; handovers: number; facts: number }>`
    select (select count(*)::int from dossier.dossier) as dossiers, (select count(*)::int from dossier.handover) as handovers, (select count(*)::int from dossier.fact) as facts`.execute(
    trx,
  )
  return [rows[0]?.dossiers ?? -1, rows[0]?.handovers ?? -1, rows[0]?.facts ?? -1]
}

test('the holder sees dossier, handover and facts; the receiver of an offer sees that it is offered and no fact', async () => {
  expect(await as(cast.coordinatorZaanstad, counted)).toEqual([1, 1, 1])
  expect(await as(cast.coordinatorEindhoven, counted)).toEqual([1, 1, 0])
})

test('everybody else sees nothing: other care, police, desk, numbers', async () => {
  for (const member of [cast.shelterWorkerHaven, cast.wmoDeskEindhoven, cast.analyst, cast.operator, cast.auditor])
    expect(await as(member, counted)).toEqual([0, 0, 0])
  const police = {
    ...cast.wmoDeskEindhoven,
    organisation: castOrganisations.avimNoordHolland,
    function: 'investigator',
    plane: 'enforcement',
  } as const
  expect(await as(police, counted)).toEqual([0, 0, 0])
})

test('a forged claim opens nothing [V9.1.1]', async () => {
  expect(await as(cast.coordinatorZaanstad, counted, {}, Buffer.alloc(32, 7))).toEqual([0, 0, 0])
})

test('a guest of the holder sees nothing; the person sees her own dossier and no other', async () => {
  expect(await as({ ...cast.theCook, function: 'guest' } as unknown as CastMember, counted)).toEqual([0, 0, 0])
  expect(await as(cast.theCook, counted, { dossier: asId(dossier) })).toEqual([1, 1, 1])
  expect(await as(cast.theCook, counted, { dossier: asId(randomUUID()) })).toEqual([0, 0, 0])
})

test('P2 the receiver of an offer cannot become holder without the acceptance beside it [V2.3.1]', async () => {
  const grab = (trx: Trx) =>
    sql`update dossier.dossier set holder_id = ${castOrganisations.careEindhoven} where id = ${dossier}`.execute(trx)
  await expect(as(cast.coordinatorEindhoven, grab)).rejects.toMatchObject({ code: '23514' })
})

test('P2 a holder cannot give the dossier away', async () => {
  const give = (trx: Trx) =>
    sql`update dossier.dossier set holder_id = ${castOrganisations.careEindhoven} where id = ${dossier}`.execute(trx)
  await expect(as(cast.coordinatorZaanstad, give)).rejects.toMatchObject({ code: '42501' })
})

test('a sender cannot accept for the receiver, nor a receiver withdraw for the sender', async () => {
  const set = (stage: string) => (trx: Trx) =>
    sql`update dossier.handover set stage = ${stage} where id = ${handover}`.execute(trx)
  await expect(as(cast.coordinatorZaanstad, set('accepted'))).rejects.toMatchObject({ code: '42501' })
  await expect(as(cast.coordinatorEindhoven, set('withdrawn'))).rejects.toMatchObject({ code: '42501' })
})

test('the person can stop and nothing else, and switch her page off and not on', async () => {
  const person = { dossier: asId<NonNullable<SignedClaim['dossier']>>(dossier) }
  const set = (column: 'stage' | 'page', value: string) => (trx: Trx) =>
    column === 'stage'
      ? sql`update dossier.handover set stage = ${value} where id = ${handover}`.execute(trx)
      : sql`update dossier.dossier set page_on = ${value === 'on'} where id = ${dossier}`.execute(trx)
  await expect(as(cast.theCook, set('stage', 'accepted'), person)).rejects.toMatchObject({ code: '42501' })
  await expect(as(cast.theCook, set('page', 'on'), person)).rejects.toMatchObject({ code: '42501' })
  expect((await as(cast.theCook, set('page', 'off'), person)).numAffectedRows).toBe(1n)
})

test('facts cannot be changed or taken away, also not by their holder', async () => {
  await expect(
    as(cast.coordinatorZaanstad, (trx) => sql`update dossier.fact set kind = 'person-moved'`.execute(trx)),
  ).rejects.toMatchObject({ code: '42501' })
  await expect(as(cast.coordinatorZaanstad, (trx) => sql`delete from dossier.fact`.execute(trx))).rejects.toMatchObject(
    { code: '42501' },
  )
})

const writeFact =
  (member: CastMember, kind: string, version: 'next' | number = 'next') =>
  (trx: Trx) =>
    sql`insert into dossier.fact (id, stream, version, kind, happened, precision, learned, actor_id, organisation_id, purpose, chapter, idempotency_key)
    values (${randomUUID()}, ${dossier}, ${version === 'next' ? sql`kernel.next_version('dossier', ${dossier}::uuid)` : sql`${version}`}, ${kind},
      current_date, 'day', now(), ${member.actor}, ${member.organisation}, 'W01', 'story', ${randomUUID()})`.execute(
      trx,
    )

test('who is only offered the file writes down its moves in the handover and nothing about the person', async () => {
  const eindhoven = cast.coordinatorEindhoven
  await expect(as(eindhoven, writeFact(eindhoven, 'chapter-noted'))).rejects.toMatchObject({ code: '42501' })
  expect((await as(eindhoven, writeFact(eindhoven, 'handover-seen'))).numAffectedRows).toBe(1n)
})

test('a version made up far ahead blocks no stream: it is refused, also for the holder', async () => {
  const zaanstad = cast.coordinatorZaanstad
  await expect(as(zaanstad, writeFact(zaanstad, 'chapter-noted', 2_147_483_647))).rejects.toMatchObject({
    code: '42501',
  })
  expect((await as(zaanstad, writeFact(zaanstad, 'chapter-noted'))).numAffectedRows).toBe(1n)
})

test('the sender sees the file until the overlap ends, and who once opened it sees it no longer for that', async () => {
  const admin = await house.admin()
  const { careEindhoven } = castOrganisations
  // The moment of the act is that of the claim: an act always carries it.
  const isSeen = async () => (await as(cast.coordinatorZaanstad, counted, { at: house.clock.now() }))[0]
  const until = (days: number) => addDays(dayAt(house.clock.now()), days)
  await admin.query('alter table dossier.dossier disable trigger user')
  await admin.query('update dossier.dossier set holder_id = $1 where id = $2', [careEindhoven, dossier])
  await admin.query("update dossier.handover set stage = 'landed', overlap_until = $2 where id = $1", [
    handover,
    until(1),
  ])
  expect(await isSeen()).toBe(1)
  await admin.query('update dossier.handover set overlap_until = $2 where id = $1', [handover, until(-1)])
  expect(await isSeen()).toBe(0)
})

const aHandover = async (stage: string, more: { readonly desk?: string; readonly consented?: string } = {}) => {
  const [id, of] = [randomUUID(), randomUUID()]
  const { careZaanstad, careEindhoven } = castOrganisations
  const admin = await house.admin()
  const holder = ['accepted', 'overlap', 'landed'].includes(stage) ? careEindhoven : careZaanstad
  await admin.query(
    "insert into dossier.dossier (id, holder_id, opened_by_id, opened_at, stage) values ($1, $2, $3, now(), 'open')",
    [of, holder, careZaanstad],
  )
  await admin.query(
    `insert into dossier.handover (id, dossier_id, organisation_id, receiver_id, receiver_function, stage, offered_at, changed_at, overlap_until)
     values ($1, $2, $3, $4, $5, $6, now(), now(), current_date + 5)`,
    [id, of, careZaanstad, careEindhoven, more.desk ?? null, stage],
  )
  await admin.query(
    `insert into dossier.fact (id, stream, version, kind, happened, precision, learned, actor_id, organisation_id, purpose, payload, idempotency_key)
     values ($1, $2, 1, 'handover-note-made', current_date, 'day', now(), $3, $4, 'D26', jsonb_build_object('handoverId', $5::text), gen_random_uuid()::text)`,
    [randomUUID(), of, cast.coordinatorZaanstad.actor, careZaanstad, id],
  )
  if (more.consented)
    await admin.query(
      `insert into access.consent (id, dossier_id, chapter, organisation_id, partner_id, purpose, answer, language, interpreted, present,
         given_on, valid_until, recorded_by, age_group, decided_by)
       values ($1, $2, $3, $4, $5, 'D26', 'given', 'zh', false, '{}', current_date, current_date + 30, $6, '18-plus', '{herself}')`,
      [randomUUID(), of, more.consented, careZaanstad, careEindhoven, cast.coordinatorZaanstad.actor],
    )
  return { id, of }
}
const notesSeen = (of: string) => async (trx: Trx) =>
  (
    await sql<{
      n: number
    }>`select count(*)::int as n from dossier.fact where stream = ${of} and kind = 'handover-note-made'`.execute(trx)
  ).rows[0]?.n

test('P13 the note of a handover is no row of the receiver before it accepted, and of nobody else ever', async () => {
  for (const [stage, seen] of [
    ['offered', 0],
    ['seen', 0],
    ['declined', 0],
    ['stopped', 0],
    ['accepted', 1],
    ['overlap', 1],
    ['landed', 1],
  ] as const) {
    const { of } = await aHandover(stage)
    expect(await as(cast.coordinatorEindhoven, notesSeen(of)), stage).toBe(seen)
    expect(await as(cast.coordinatorZaanstad, notesSeen(of)), stage).toBe(1)
    expect(await as(cast.shelterWorkerHaven, notesSeen(of)), stage).toBe(0)
  }
})

test('an offer to a desk is answered by that function alone, also past the rules', async () => {
  const answer = (stage: string, id: string) => (trx: Trx) =>
    sql`update dossier.handover set stage = ${stage} where id = ${id}`.execute(trx)
  const other = { ...cast.coordinatorEindhoven, function: 'shelter-worker' } as CastMember
  for (const stage of ['accepted', 'declined']) {
    const { id } = await aHandover('offered', { desk: 'care-coordinator' })
    await expect(as(other, answer(stage, id))).rejects.toMatchObject({ code: '42501' })
    expect((await as(cast.coordinatorEindhoven, answer(stage, id))).numAffectedRows).toBe(1n)
  }
})

test('P15 past the rules too the sender writes only within the overlap, and only in a chapter that she shared', async () => {
  const zaanstad = cast.coordinatorZaanstad
  const write = (of: string, chapter: string) => (trx: Trx) =>
    sql`insert into dossier.fact (id, stream, version, kind, happened, precision, learned, actor_id, organisation_id, purpose, chapter, idempotency_key)
      values (${randomUUID()}, ${of}, kernel.next_version('dossier', ${of}::uuid), 'chapter-noted', current_date, 'day', now(), ${zaanstad.actor},
        ${zaanstad.organisation}, 'W01', ${chapter}, ${randomUUID()})`.execute(trx)
  for (const stage of ['accepted', 'overlap']) {
    const { of } = await aHandover(stage, { consented: 'goal' })
    expect((await as(zaanstad, write(of, 'goal'), { at: new Date() })).numAffectedRows).toBe(1n)
    await expect(as(zaanstad, write(of, 'health'), { at: new Date() })).rejects.toMatchObject({ code: '42501' })
    const late = new Date(Date.now() + 9 * 86_400_000)
    await expect(as(zaanstad, write(of, 'goal'), { at: late })).rejects.toMatchObject({ code: '42501' })
  }
  const { of } = await aHandover('landed', { consented: 'goal' })
  await expect(as(zaanstad, write(of, 'goal'), { at: new Date() })).rejects.toMatchObject({ code: '42501' })
})

test('two handovers of one dossier do not stand beside each other, also not while both are with her', async () => {
  const admin = await house.admin()
  for (const stage of ['offered', 'accepted', 'overlap']) {
    const { of } = await aHandover(stage)
    await expect(
      admin.query(
        `insert into dossier.handover (id, dossier_id, organisation_id, receiver_id, stage, offered_at, changed_at) values ($1, $2, $3, $4, 'offered', now(), now())`,
        [randomUUID(), of, castOrganisations.careEindhoven, castOrganisations.shelterHaven],
      ),
    ).rejects.toMatchObject({ constraint: 'handover_one_at_a_time' })
  }
})
