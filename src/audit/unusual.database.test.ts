import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast, castOrganisations } from '../../fixtures/cast.ts'
import { asForged } from '../../tests/support/forge.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tests/support/system.ts'

let house: TestSystem
let admin: pg.Client
let officer: Caller
const own = castOrganisations.careZaanstad
const { coordinatorZaanstad: hanna, privacyOfficerZaanstad: willemijn, coordinatorEindhoven: mirte } = cast

type Look = {
  finding: string
  pattern: string
  actorName?: string
  count: number
  files: string[]
  abilities: string[]
  review?: { outcome: string }
}
type View = { unusualLooks: Look[]; total: number; tooLittle: { actorName?: string; days: number }[]; cut: boolean }
const read = async (caller = officer): Promise<View> => (await caller.get('/v1/unusual-looks')).body as View

/** Rows of the log as acts would have written them: one look at one file, so many days ago. */
const looked = async (actor: string, daysAgo: number, subjects: readonly string[]): Promise<void> => {
  const at = new Date(house.clock.now().getTime() - daysAgo * 86_400_000)
  for (const subject of subjects) {
    const trace = randomUUID()
    await admin.query(
      `insert into audit.request (trace_id, at, organisation_id, actor_id, function, plane, purpose, operation, outcome, duration_ms)
       values ($1, $2, $3, $4, 'care-coordinator', 'care', 'W01', 'readDossier', 'done', 1)`,
      [trace, at, own, actor],
    )
    await admin.query(
      `insert into audit.processing (id, trace_id, at, organisation_id, function, plane, purpose, act, subject)
       values (gen_random_uuid(), $1, $2, $3, 'care-coordinator', 'care', 'W01', 'read-dossier', $4)`,
      [trace, at, own, subject],
    )
  }
}

beforeAll(async () => {
  house = await openTestSystem()
  admin = await house.admin()
  officer = await house.as(willemijn)
})
afterAll(async () => {
  await house.close()
})

test('nothing is unusual at first; then many files in a day are, by name and number, and a privacy officer says what she found', async () => {
  expect(await read()).toMatchObject({ unusualLooks: [], total: 0 })
  const files = Array.from({ length: 9 }, () => randomUUID())
  for (let day = 3; day < 15; day += 1) await looked(hanna.actor, day, files.slice(0, 1))
  await looked(hanna.actor, 1, files)
  const [many] = (await read()).unusualLooks.filter(({ pattern }) => pattern === 'many-files')
  expect(many).toMatchObject({ actorName: hanna.name, count: 9, abilities: ['review-unusual-look'] })
  expect(many?.files.every((each) => each.length === 8)).toBe(true)
  const answer = await officer.post('/v1/unusual-look-reviews', { finding: many?.finding, outcome: 'explained' })
  expect(answer.status).toBe(201)
  const after = await read()
  expect(after.unusualLooks.find(({ finding }) => finding === many?.finding)?.review).toMatchObject({
    outcome: 'explained',
  })
  expect(after.unusualLooks[0]?.finding).not.toBe(many?.finding)
})

test('a file that the house has nothing to do with is named, and one that it holds is not', async () => {
  const made = await (await house.as(hanna)).post('/v1/dossiers', { fields: [] })
  const { dossierId } = made.body as { dossierId: string }
  const strange = randomUUID()
  await looked(hanna.actor, 1, [dossierId, strange])
  const named = (await read()).unusualLooks
    .filter(({ pattern }) => pattern === 'no-business')
    .flatMap(({ files }) => files)
  expect(named).toContain(strange.slice(0, 8))
  expect(named).not.toContain(dossierId.slice(0, 8))
})

test('guessing is found from what was refused, and with too little history nothing more is said of somebody', async () => {
  const joost = await house.as(cast.colleagueZaanstad)
  for (let at = 0; at < 6; at += 1) await joost.get(`/v1/dossiers/${randomUUID()}`)
  const view = await read()
  expect(view.unusualLooks).toContainEqual(
    expect.objectContaining({ pattern: 'guessing', count: 6, actorName: cast.colleagueZaanstad.name }),
  )
})

test('nobody judges what (s)he did, and what is no finding cannot be judged; the database holds the first too', async () => {
  for (let at = 0; at < 6; at += 1) await officer.get('/v1/log-entries')
  for (let at = 0; at < 5; at += 1)
    await admin.query(
      `insert into audit.request (trace_id, at, organisation_id, actor_id, function, plane, purpose, operation, outcome, refusal_code, duration_ms)
       values (gen_random_uuid(), $1, $2, $3, 'privacy-officer', 'care', 'W08', 'reviewLookUp', 'refused', 'not-found', 1)`,
      [house.clock.now(), own, willemijn.actor],
    )
  const mine = (await read()).unusualLooks.find(({ actorName }) => actorName === willemijn.name)
  expect(mine).toMatchObject({ pattern: 'guessing', abilities: [] })
  const judge = (finding: string | undefined) =>
    officer.post('/v1/unusual-look-reviews', { finding, outcome: 'explained' })
  expect((await judge(mine?.finding)).body).toMatchObject({ code: 'review-of-oneself' })
  expect((await judge(`guessing.${mirte.actor}.2026-11-16`)).status).toBe(404)
  expect((await read(await house.as(cast.privacyOfficerContactDesk))).unusualLooks).toEqual([])
  const insert = (actor: string) => (client: pg.ClientBase) =>
    client.query(
      `insert into audit.look_review (id, organisation_id, finding, actor_id, outcome, reviewed_by, reviewed_at)
       values (gen_random_uuid(), $1, 'x', $2, 'explained', $3, keeper.claim_time())`,
      [own, actor, willemijn.actor],
    )
  await expect(asForged(house, 'good', willemijn, willemijn, insert(willemijn.actor))).rejects.toMatchObject({
    code: expect.stringMatching(/42501|23514/),
  })
  await expect(asForged(house, 'good', hanna, hanna, insert(hanna.actor))).rejects.toMatchObject({ code: '42501' })
  for (const change of ["update audit.look_review set outcome = 'asked'", 'delete from audit.look_review'])
    await expect(asForged(house, 'good', willemijn, willemijn, (client) => client.query(change))).rejects.toMatchObject(
      { code: '42501' },
    )
})

test('a log of 100,000 rows is looked at within five seconds, by the index of house and moment', async () => {
  await admin.query(
    `with made as (
       insert into audit.request (trace_id, at, organisation_id, actor_id, function, plane, purpose, operation, outcome, duration_ms)
       select gen_random_uuid(), $1::timestamptz - make_interval(mins => n % 120000), $2, $3, 'care-coordinator', 'care', 'W01', 'readDossier', 'done', 1
       from generate_series(1, 100000) n returning trace_id, at)
     insert into audit.processing (id, trace_id, at, organisation_id, function, plane, purpose, act, subject)
     select gen_random_uuid(), trace_id, at, $2, 'care-coordinator', 'care', 'W01', 'read-dossier', ('00000000-0000-4000-8000-' || lpad((row_number() over () % 400)::text, 12, '0'))::uuid from made`,
    [house.clock.now(), own, hanna.actor],
  )
  await admin.query('analyze audit.request, audit.processing')
  const began = performance.now()
  const view = await read()
  const took = performance.now() - began
  process.stdout.write(`unusual looks over 100,000 rows of the log: ${Math.round(took)} ms, ${view.total} findings\n`)
  expect(took).toBeLessThan(5_000)
  expect(view.cut).toBe(true)
  const { rows } = await admin.query<{ 'QUERY PLAN': string }>(
    `explain select count(*) from audit.processing where organisation_id = $1 and at >= $2`,
    [own, new Date(house.clock.now().getTime() - 86_400_000)],
  )
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('processing_by_organisation')
}, 120_000)
