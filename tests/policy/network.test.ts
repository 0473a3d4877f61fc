/** As the login role of the worker, with plain SQL: what a hole in the code of the network would give away. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CastMember, cast, everyone } from '../../fixtures/cast.ts'
import { asForged, FORGERIES } from '../support/forge.ts'
import { nobodysId, type Scene, zaanstadScene } from '../support/scene.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'

let house: TestSystem
let scene: Scene
beforeAll(async () => {
  house = await openTestSystem()
  scene = await zaanstadScene(house)
})
afterAll(async () => {
  await house.close()
})

const { coordinatorZaanstad: hanna, coordinatorEindhoven: mirte, investigatorNoordHolland: ruben, analyst } = cast
const OWN = ['network_node', 'thing', 'thing_lookup', 'network_side', 'network_review', 'network_history'] as const
const count = (table: string) => async (client: { query(text: string): Promise<{ rows: { n: number }[] }> }) =>
  (await client.query(`select count(*)::int as n from linkage.${table}`)).rows[0]?.n
const codeOf = (fault: unknown): string => String((fault as { code?: string }).code)

test.each(OWN)('the house itself sees its rows of %s, and of no other house any', async (table) => {
  expect(await asForged(house, 'good', hanna, mirte, count(table))).toBeGreaterThan(0)
  const foreign = asForged(house, 'good', hanna, mirte, (client) =>
    client.query(`select count(*)::int as n from linkage.${table} where organisation_id <> $1`, [hanna.organisation]),
  )
  expect((await foreign).rows).toEqual([{ n: 0 }])
})

test('whoever has no part in it sees nothing of the network, whatever the table and the function', async () => {
  const parties = [hanna.organisation, mirte.organisation]
  for (const member of everyone.filter(({ organisation }) => !parties.includes(organisation)))
    for (const table of [...OWN, 'network_edge'])
      expect(await asForged(house, 'good', member, hanna, count(table)), `${member.key} ${table}`).toBe(0)
})

test.each(FORGERIES)('a claim that is %s sees no row of the network', async (forgery) => {
  for (const table of [...OWN, 'network_edge', 'network_view'])
    expect(await asForged(house, forgery, ruben, hanna, count(table)), table).toBe(0)
})

test('of an edge nobody sees the ends: no thing, no signal, no house', async () => {
  for (const column of ['thing_one', 'thing_other', 'node_one', 'node_other']) {
    const tried = asForged(house, 'good', hanna, mirte, (client) =>
      client.query(`select ${column} from linkage.network_edge`),
    )
    expect(await tried.then(() => 'read', codeOf), column).toBe('42501')
  }
})

test('a claim of the other plane in the same house sees none of its things', async () => {
  const turned: CastMember = { ...hanna, plane: 'enforcement' }
  for (const table of ['network_node', 'thing'])
    expect(await asForged(house, 'good', turned, hanna, count(table))).toBe(0)
})

test('the coarse view is read by who counts and by nobody else', async () => {
  expect(await asForged(house, 'good', analyst, hanna, count('network_view'))).toBe(1)
  for (const member of everyone.filter(({ function: work }) => work !== 'analyst'))
    expect(await asForged(house, 'good', member, hanna, count('network_view')), member.key).toBe(0)
})

test('edges, sides, history and view are written by the courier alone, and a judgement is not changed', async () => {
  const statements = [
    `insert into linkage.network_side values ('${scene.linkId}', '${hanna.organisation}', 'own', null, null, null, now())`,
    "update linkage.network_edge set review = 'confirmed'",
    'delete from linkage.network_edge',
    'delete from linkage.network_review',
    "update linkage.network_review set verdict = 'rejected'",
    "insert into linkage.network_view values (2, '{}', now())",
    'delete from linkage.network_history',
    'update linkage.network_node set cluster_id = null',
    "update linkage.thing set spread = 'alone'",
    'select * from matching.thing',
  ]
  for (const statement of statements) {
    const tried = asForged(house, 'good', hanna, mirte, (client) => client.query(statement))
    expect(await tried.then(() => 'done', codeOf), statement).toBe('42501')
  }
})

const review =
  (edge: string, by: CastMember) => (client: { query(text: string, values: unknown[]): Promise<unknown> }) =>
    client.query(
      `insert into linkage.network_review (id, edge_id, organisation_id, actor_id, verdict, basis, reviewed_at)
     values ($1, $2, $3, $4, 'rejected', 'called', now())`,
      [randomUUID(), edge, by.organisation, by.actor],
    )

test('only who has a side of an edge can judge it, in the own name', async () => {
  const written = (member: CastMember, by = member) =>
    asForged(house, 'good', member, hanna, review(scene.linkId, by)).then(() => 'written', codeOf)
  expect(await written(hanna)).toBe('written')
  expect(await written(ruben)).toBe('42501')
  expect(await written(cast.comenshaDesk)).toBe('42501')
  expect(await written(cast.contactDeskOfficer)).toBe('42501')
  expect(await written(hanna, mirte)).toBe('42501')
  expect(await written(hanna, cast.colleagueZaanstad)).toBe('42501')
})

test('a look-up of things in SQL needs the same ground as one of a person, and no message goes without one', async () => {
  const lookUp = (ground: string) => (client: { query(text: string, values: unknown[]): Promise<unknown> }) =>
    client.query(
      `insert into linkage.thing_lookup (id, organisation_id, actor_id, subject, ground_id, purpose, case_reference, asked_at)
       values ($1, $2, $3, $4, $5, 'D27', 'ZAAK', $6)`,
      [randomUUID(), hanna.organisation, hanna.actor, scene.signalId, ground, house.clock.now()],
    )
  const tried = (ground: string, claimed: string | undefined) =>
    asForged(house, 'good', hanna, mirte, lookUp(ground), {
      purpose: 'D27',
      ...(claimed === undefined ? {} : { ground: claimed }),
    }).then(() => 'written', codeOf)
  expect(await tried(scene.groundId, scene.groundId)).toBe('written')
  expect(await tried(scene.groundId, undefined)).toBe('42501')
  expect(await tried(nobodysId(), nobodysId())).toBe('42501')
  const sent = asForged(house, 'good', hanna, mirte, (client) =>
    client.query(
      "insert into linkage.thing_outbox (id, organisation_id, message, created_at) values ($1, $2, '{}', now())",
      [randomUUID(), hanna.organisation],
    ),
  )
  expect(await sent.then(() => 'sent', codeOf)).toBe('42501')
})

test('every pair of planes, counted: no edge, no side and no cluster holds both', async () => {
  const admin = await house.admin()
  const { rows } = await admin.query<{ crossing: number; edges: number; clusters: number }>(
    `select (select count(*)::int from linkage.network_edge e join linkage.network_node a on a.handle = e.node_one
        join linkage.network_node b on b.handle = e.node_other where a.plane <> b.plane or a.plane <> e.plane) as crossing,
      (select count(*)::int from linkage.network_edge) as edges,
      (select count(*)::int from (select cluster_id from linkage.network_node where cluster_id is not null
        group by cluster_id having count(distinct plane) > 1) both_planes) as clusters`,
  )
  expect(rows[0]).toMatchObject({ crossing: 0, clusters: 0 })
  expect(rows[0]?.edges).toBeGreaterThan(0)
})
