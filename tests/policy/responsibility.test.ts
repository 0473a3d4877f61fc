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
  await expect(as(cast.coordinatorZaanstad, answer('accepts', null))).rejects.toThrow(/row-level security/)
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

/** Straight on the database, as a guest of a link and as others: the boundary itself, whatever the routes ask. */
test('a guest of a link of a payer sees one question and answers it as a link; nothing else of the file, and no other question', async () => {
  const [mine, other] = [randomUUID(), randomUUID()]
  const admin = await house.admin()
  for (const [id, payer] of [
    [mine, castOrganisations.municipalityLandsmeer],
    [other, castOrganisations.municipalityPurmerend],
  ])
    await admin.query(
      `insert into responsibility.payer_request (id, organisation_id, payer_id, dossier_id, verdict_id, asked_at) values ($1, $2, $3, $4, $5, now())`,
      [id, castOrganisations.careZaanstad, payer, dossier, verdict],
    )
  await admin.query(
    `insert into care.wait (id, organisation_id, dossier_id, cause, party_id, started_at) values ($1, $2, $3, 'money', $4, now()), ($5, $2, $3, 'papers', null, now())`,
    [randomUUID(), castOrganisations.careZaanstad, dossier, castOrganisations.municipalityLandsmeer, randomUUID()],
  )
  await admin.end()
  const asGuest = <T>(linkSubject: string, act: (trx: Trx) => Promise<T>, purpose = 'W15'): Promise<T> =>
    asClaim(
      house.platform.databases.worker,
      house.platform.secrets.claim,
      {
        organisation: cast.coordinatorZaanstad.organisation,
        actor: cast.theCook.actor,
        ...{ function: 'guest', plane: 'person', purpose, linkSubject, trace: asId<TraceId>(randomUUID()) },
      },
      act,
    )
  const seen = async (trx: Trx) =>
    Promise.all(
      [
        'responsibility.payer_request',
        'responsibility.verdict',
        'dossier.dossier',
        'care.wait',
        'responsibility.fact',
      ].map(async (table) =>
        Number((await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(trx)).rows[0]?.n),
      ),
    )
  expect(await asGuest(mine, seen)).toEqual([1, 0, 0, 1, 0])
  expect(await asGuest(randomUUID(), seen)).toEqual([0, 0, 0, 0, 0])
  expect(await asGuest(mine, seen, 'W01')).toEqual([0, 0, 0, 0, 0])
  const answer = (id: string, by: string) => (trx: Trx) =>
    sql`update responsibility.payer_request set answer = 'accepts', answered_by = ${by}, answered_at = now() where id = ${id}`.execute(
      trx,
    )
  expect((await asGuest(mine, answer(other, 'link'))).numAffectedRows).toBe(0n)
  await expect(asGuest(mine, answer(mine, 'account'))).rejects.toThrow(/row-level security/)
  await expect(as(cast.payerPurmerend, answer(other, 'link'))).rejects.toThrow(/row-level security/)
  expect((await asGuest(mine, answer(mine, 'link'))).numAffectedRows).toBe(1n)
  expect((await asGuest(mine, answer(mine, 'link'))).numAffectedRows).toBe(0n)
  const write = (kind: string, stream: string) => (trx: Trx) =>
    sql`insert into responsibility.fact (id, stream, version, kind, happened, precision, learned, actor_id, organisation_id, purpose, idempotency_key, payload)
      values (${randomUUID()}, ${stream}, kernel.next_version('responsibility', ${stream}::uuid), ${kind}, current_date, 'day', now(), ${cast.theCook.actor},
        ${castOrganisations.careZaanstad}, 'W15', ${randomUUID()}, ${JSON.stringify({ payerRequestId: mine })}::jsonb)`.execute(
      trx,
    )
  await expect(asGuest(mine, write('verdict-given', verdict))).rejects.toThrow(/row-level security/)
  await expect(asGuest(mine, write('dispute-settled', mine))).rejects.toThrow(/row-level security/)
  await expect(asGuest(mine, write('payer-answered', randomUUID()))).rejects.toThrow(/row-level security/)
})

test('who asked takes a question back and does not answer it; into a dispute that is none nobody writes', async () => {
  const taken = randomUUID()
  const admin = await house.admin()
  await admin.query(
    `insert into responsibility.payer_request (id, organisation_id, payer_id, dossier_id, verdict_id, asked_at) values ($1, $2, $3, $4, $5, now())`,
    [taken, castOrganisations.careZaanstad, castOrganisations.municipalityEindhoven, dossier, verdict],
  )
  await admin.end()
  const withdraw = (trx: Trx) =>
    sql`update responsibility.payer_request set withdrawn_at = now() where id = ${taken}`.execute(trx)
  expect((await as(cast.payerZaanstad, withdraw)).numAffectedRows).toBe(0n)
  await expect(
    as(cast.coordinatorZaanstad, (trx) =>
      sql`insert into responsibility.fact (id, stream, version, kind, happened, precision, learned, actor_id, organisation_id, purpose, idempotency_key, payload)
        values (${randomUUID()}, ${taken}, 1, 'dispute-settled', current_date, 'day', now(), ${cast.coordinatorZaanstad.actor},
          ${castOrganisations.careZaanstad}, 'W01', ${randomUUID()}, '{}'::jsonb)`.execute(trx),
    ),
  ).rejects.toThrow(/row-level security/)
  expect((await as(cast.coordinatorZaanstad, withdraw)).numAffectedRows).toBe(1n)
  await expect(
    (async () => {
      const line = await house.admin()
      try {
        await line.query(
          `update responsibility.payer_request set answer = 'accepts', answered_at = now() where id = $1`,
          [taken],
        )
      } finally {
        await line.end()
      }
    })(),
  ).rejects.toThrow(/payer_answers_what_stands/)
})

test('a question names only a bed that was promised for its own file, to its own house; straight on the database', async () => {
  const [own, foreign, asking, judged] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  const admin = await house.admin()
  await admin.query(
    `insert into care.place_request (id, organisation_id, dossier_id, wanted, regions_avoided, stage, asked_at, placed_with_id, placed_at)
     values ($1, $4, $5, '{}', '{}', 'placed', now(), $7, now()), ($2, $6, $5, '{}', '{}', 'placed', now(), $7, now()), ($3, $4, $5, '{}', '{}', 'withdrawn', now(), null, null)`,
    [
      ...[own, foreign, asking, castOrganisations.careZaanstad, dossier],
      ...[castOrganisations.careEindhoven, castOrganisations.shelterHaven],
    ],
  )
  await admin.query(
    `insert into responsibility.verdict (id, organisation_id, dossier_id, decided_on, rules_version, verdict, created_at) values ($1, $2, $3, current_date, 'x', '{}', now())`,
    [judged, castOrganisations.careZaanstad, dossier],
  )
  await admin.query(
    `insert into responsibility.fact (id, stream, version, kind, schema_version, happened, precision, learned, organisation_id, actor_id, purpose, idempotency_key, payload)
     values (gen_random_uuid(), $1, 1, 'verdict-given', 1, current_date, 'day', now(), $2, $3, 'W01', gen_random_uuid()::text, '{}')`,
    [judged, castOrganisations.careZaanstad, cast.coordinatorZaanstad.actor],
  )
  await admin.end()
  const ask = (bed: string, payer: string) =>
    as(cast.coordinatorZaanstad, (trx) =>
      sql`insert into responsibility.payer_request (id, organisation_id, payer_id, dossier_id, verdict_id, asked_at, place_request_id, bed_promised_on)
        values (${randomUUID()}, ${castOrganisations.careZaanstad}, ${payer}, ${dossier}, ${judged}, now(), ${bed}, current_date)`.execute(
        trx,
      ),
    )
  await expect(ask(foreign, castOrganisations.municipalityPurmerend)).rejects.toThrow(/row-level security/)
  await expect(ask(asking, castOrganisations.municipalityPurmerend)).rejects.toThrow(/row-level security/)
  await expect(ask(randomUUID(), castOrganisations.municipalityPurmerend)).rejects.toThrow(/row-level security/)
  await ask(own, castOrganisations.municipalityEindhoven)
})
