/** As the login role of the worker, with plain SQL: what a hole in the code above would give away. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CastMember, cast, castOrganisations } from '../../fixtures/cast.ts'
import { asId, type DossierId } from '../../src/kernel/index.ts'
import type { SignedClaim } from '../../src/platform/database.ts'
import { asForged } from '../support/forge.ts'
import { fillZaanstad, proveOthersDoNot, proveOwnerSees } from '../support/own-rows.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'

let house: TestSystem
beforeAll(async () => {
  house = await openTestSystem()
  await fillZaanstad(house, TABLES)
})
afterAll(async () => {
  await house.close()
})

const TABLES = [
  'access.fact',
  'access.ground',
  'access.consent',
  'access.reach',
  'access.acceptance',
  'access.link',
  'access.page_code',
  'dossier.person_request',
] as const
const FROZEN = ['access.fact'] as const
const { coordinatorZaanstad: hanna, coordinatorEindhoven: bram } = cast

proveOwnerSees(() => house, TABLES)
proveOthersDoNot(() => house, { tables: TABLES, frozen: FROZEN })

test('reach cannot be opened by hand without consent and an accepted handover [V2.3.1]', async () => {
  const admin = await house.admin()
  const { rows } = await admin.query<{ id: string; dossier_id: string }>('select id, dossier_id from access.consent')
  await admin.end()
  const [row] = rows
  for (const organisation of [bram.organisation, hanna.organisation]) {
    const tried = asForged(house, 'good', bram, hanna, (client) =>
      client.query("insert into access.reach values ($1, 'safety', $2, 'D26', '2027-01-01', $3)", [
        row?.dossier_id,
        organisation,
        row?.id,
      ]),
    )
    await expect(tried).rejects.toMatchObject({ code: '42501' })
  }
  const accepting = asForged(house, 'good', bram, hanna, (client) =>
    client.query('insert into access.acceptance values ($1, $2, $3, $4, now(), null)', [
      randomUUID(),
      row?.dossier_id,
      hanna.organisation,
      bram.organisation,
    ]),
  )
  await expect(accepting).rejects.toMatchObject({ code: '42501' })
})

test('closing what stands is not possible by hand: the function closes only what was taken back', async () => {
  const closed = await asForged(house, 'good', hanna, hanna, async (client) => {
    const { rows } = await client.query<{ n: number }>('select access.close_reach(id) as n from access.consent')
    return rows.map((each) => each.n)
  })
  expect(closed).toEqual([0])
})

test('injected SQL begins no session, for nobody: not for a stranger and not for who is signed in', async () => {
  for (const actor of [hanna.actor, bram.actor]) {
    const tried = asForged(house, 'good', hanna, bram, (client) =>
      client.query(
        "insert into access.session (token_hash, actor_id, created_at, expires_at) values (decode(repeat('cd', 32), 'hex'), $1, now(), now() + interval '1 day')",
        [actor],
      ),
    )
    await expect(tried).rejects.toMatchObject({ code: '42501' })
  }
})

test('nobody gives out a link to the page of a person whose file another holds, or to a seat of another table', async () => {
  const admin = await house.admin()
  const { rows } = await admin.query<{ id: string }>('select id from dossier.dossier')
  await admin.end()
  for (const kind of ['person-page', 'seat-reply']) {
    const tried = asForged(house, 'good', bram, hanna, (client) =>
      client.query(
        "insert into access.link (token_hash, kind, subject, organisation_id, created_at, expires_at) values (decode(repeat('cd', 32), 'hex'), $1, $2, $3, now(), now() + interval '1 day')",
        [kind, rows[0]?.id, bram.organisation],
      ),
    )
    await expect(tried, kind).rejects.toMatchObject({ code: '42501' })
  }
})

test('who handed a file over opens no reach beyond the overlap, who handed it on none at all', async () => {
  const admin = await house.admin()
  const [dossier, baken, haven] = [randomUUID(), castOrganisations.shelterBaken, castOrganisations.shelterHaven]
  await admin.query(
    "insert into dossier.dossier (id, holder_id, opened_by_id, opened_at, stage) values ($1, $2, $3, now(), 'open')",
    [dossier, haven, bram.organisation],
  )
  const consent = randomUUID()
  await admin.query(
    `insert into access.consent (id, dossier_id, chapter, organisation_id, partner_id, purpose, answer, language, interpreted, present,
       given_on, valid_until, recorded_by) values ($1, $2, 'safety', $3, $4, 'D26', 'given', 'vi', true, '{interpreter}', '2026-11-01', '2027-11-01', $3)`,
    [consent, dossier, haven, hanna.organisation],
  )
  for (const [from, to, overlap] of [
    [baken, hanna.organisation, '2026-11-10'],
    [hanna.organisation, haven, '2026-11-20'],
  ])
    await admin.query('insert into access.acceptance values ($1, $2, $3, $4, now(), $5)', [
      randomUUID(),
      dossier,
      from,
      to,
      overlap,
    ])
  await admin.end()
  const open = (until: string) =>
    asForged(house, 'good', hanna, bram, (client) =>
      client.query("insert into access.reach values ($1, 'safety', $2, 'D26', $3, $4)", [
        dossier,
        hanna.organisation,
        until,
        consent,
      ]),
    )
  await expect(open('2027-10-01')).rejects.toMatchObject({ code: '42501' })
  expect((await open('2026-11-20')).rowCount).toBe(1)
})

test('she alone asks and of her own file alone, the holder answers once, and nobody gives a code to the page of another', async () => {
  const admin = await house.admin()
  const { rows } = await admin.query<{ dossier_id: string; id: string }>(
    'select dossier_id, id from dossier.person_request',
  )
  const other = randomUUID()
  await admin.query(
    "insert into dossier.dossier (id, holder_id, opened_by_id, opened_at, stage) values ($1, $2, $2, now(), 'open')",
    [other, bram.organisation],
  )
  await admin.end()
  const { dossier_id: dossier, id } = rows[0] ?? { dossier_id: '', id: '' }
  const ask = `insert into dossier.person_request (id, dossier_id, kind, about, made_at, answer_by)
    values (gen_random_uuid(), $1, 'objection', 'use', now(), current_date + 30)`
  const answer = `update dossier.person_request set outcome = 'done', answered_at = now(), answered_by_id = $2 where id = $1`
  const code = `insert into access.page_code values ($1, decode(repeat('ab', 16), 'hex'), decode(repeat('ab', 32), 'hex'), 5, now())`
  const herself = { function: 'person', plane: 'person', purpose: 'W06', dossier: asId<DossierId>(dossier) } as const
  const run = (member: CastMember, text: string, values: readonly unknown[], more: object = {}) =>
    asForged(
      house,
      'good',
      member,
      member,
      async (client) => (await client.query(text, [...values])).rowCount,
      more as Partial<SignedClaim>,
    )
  const refused = { code: '42501' }
  await expect(run(hanna, ask, [dossier])).rejects.toMatchObject(refused)
  await expect(run(bram, ask, [other], herself)).rejects.toMatchObject(refused)
  expect(await run(hanna, ask, [dossier], herself)).toBe(1)
  expect(await run(bram, answer, [id, bram.organisation])).toBe(0)
  expect(
    await run(hanna, answer, [id, hanna.organisation], { function: 'guest', plane: 'person', linkSubject: dossier }),
  ).toBe(0)
  // She reads her own and answers nothing: the policy lets no row through.
  expect(await run(hanna, answer, [id, hanna.organisation], herself)).toBe(0)
  await expect(run(hanna, answer, [id, bram.organisation])).rejects.toMatchObject(refused)
  expect(await run(hanna, answer, [id, hanna.organisation])).toBe(1)
  await expect(run(hanna, code, [other])).rejects.toMatchObject(refused)
  await expect(run(bram, code, [other], { ...herself, dossier: asId<DossierId>(other) })).rejects.toMatchObject(refused)
  expect(await run(bram, code, [other])).toBe(1)
})
