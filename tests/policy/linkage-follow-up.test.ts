/** Follow-up of hits as the login roles see it, with plain SQL: what a hole in the code above would give away or let be done. */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CastMember, cast } from '../../fixtures/cast.ts'
import { readPurposes } from '../../src/access/index.ts'
import { ORGANISATION_KINDS, PLANE_OF } from '../../src/directory/index.ts'
import { permits, toConfirm } from '../../src/linkage/follow-up-desk.ts'
import { asForged } from '../support/forge.ts'
import { bothFound, hitsOf, round } from '../support/look-ups.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'

const { coordinatorZaanstad: hanna, coordinatorEindhoven: mirte, investigatorNoordHolland: police } = cast
const { contactDeskOfficer: desk } = cast
let house: TestSystem
let hers: { hitId: string; pair: string; handle: string }
let atDesk: { id: string; pair: string; one: string; other: string }
beforeAll(async () => {
  house = await openTestSystem()
  await bothFound(house, mirte, hanna)
  const hit = (await hitsOf(house, hanna))[0]
  const person = { fullName: 'Verzonnen Buiten', birthDate: '1991-02-03', phone: '06 00 00 51 51' }
  await bothFound(house, police, hanna, person)
  const admin = await house.admin()
  const one = await admin.query('select id as "hitId", pair_id as pair, handle from linkage.hit where id = $1', [
    hit?.hitId,
  ])
  hers = one.rows[0]
  const two = await admin.query(
    "select id, pair_id as pair, handle as one, other_handle as other from linkage.hit where route = 'desk'",
  )
  expect(two.rows).toHaveLength(1)
  atDesk = two.rows[0]
})
afterAll(async () => {
  await house.close()
})

const codeOf = (fault: unknown): string => String((fault as { code?: string }).code)
const as = (member: CastMember, query: string, values: readonly unknown[], purpose = 'D27') =>
  asForged(house, 'good', member, member, (client) => client.query(query, [...values]), { purpose })
const writes = (...tried: Parameters<typeof as>): Promise<string> => as(...tried).then(() => 'written', codeOf)
const count = async (member: CastMember, table: string): Promise<number> =>
  (await as(member, `select count(*)::int as n from ${table}`, [])).rows[0].n

test('the table of purposes that connect is the rule in code, both ways', async () => {
  const { rows } = await as(
    desk,
    'select purpose, sender_kind, receiver_kind, shows_house, confirm from linkage.connect_purpose',
    [],
  )
  const inSql = rows.map((row) => [...Object.values(row).slice(0, 4), [...row.confirm].sort()].join(' '))
  const inCode: string[] = []
  for (const purpose of readPurposes().values())
    for (const sender of ORGANISATION_KINDS)
      for (const receiver of ORGANISATION_KINDS) {
        // Two houses of care hear it at once and never come to the desk.
        if (PLANE_OF[sender] === 'care' && PLANE_OF[receiver] === 'care') continue
        const [knows, told] = [sender, receiver].map((kind, n) => ({
          organisationId: `${n}`,
          kind,
          plane: PLANE_OF[kind],
        }))
        const found = knows && told && permits(purpose, knows, told)
        if (found) inCode.push([purpose.id, sender, receiver, found === 'house', toConfirm(purpose)].join(' '))
      }
  expect(inSql.sort()).toEqual(inCode.sort())
  expect(inCode.length).toBeGreaterThan(50)
  const across = rows.filter((row) => PLANE_OF[row.sender_kind as 'coa'] !== PLANE_OF[row.receiver_kind as 'coa'])
  expect(new Set(across.map((row) => row.purpose))).toEqual(new Set(['D02', 'D03', 'D08', 'D13', 'D15', 'D25', 'D29']))
})

const DECIDE = `insert into linkage.desk_decision (id, organisation_id, hit_id, version, actor_id, purpose, decision, decided_at)
  values ($1, $2, $3, $4, $5, 'W05', 'connect', now())`
const connect = (
  member: CastMember,
  told: string,
  purpose: string,
  more: { confirmed?: string[]; pair?: string; hit?: string } = {},
) =>
  asForged(
    house,
    'good',
    member,
    member,
    async (client) => {
      const decision = randomUUID()
      const hit = more.hit ?? atDesk.id
      await client.query(DECIDE, [decision, member.organisation, hit, 1, member.actor])
      return client.query(
        `insert into linkage.desk_connection (id, organisation_id, decision_id, hit_id, pair_id, told_organisation_id, purpose, confirmed, call_through)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 'house')`,
        [
          ...[randomUUID(), member.organisation, decision, hit, more.pair ?? atDesk.pair, told, purpose],
          more.confirmed ?? ['case-relation', 'weighing-recorded', 'written-decision', 'acute-danger'],
        ],
      )
    },
    { purpose: 'W05' },
  ).then(() => 'written', codeOf)

test('the desk can connect in SQL for a purpose that carries it, so that the refusals below mean something', async () => {
  expect(await connect(desk, hanna.organisation, 'D15')).toBe('written')
  expect(await connect(desk, police.organisation, 'D25')).toBe('written')
})

test('nobody connects across the planes in SQL without a purpose of the sharing table that names both kinds in that direction', async () => {
  for (const purpose of [...readPurposes().keys(), 'D99', '']) {
    expect(await connect(desk, hanna.organisation, purpose), purpose).toBe(purpose === 'D15' ? 'written' : '42501')
    expect(await connect(desk, police.organisation, purpose), purpose).toBe(purpose === 'D25' ? 'written' : '42501')
  }
  expect(await connect(desk, mirte.organisation, 'D15'), 'a house without a part').toBe('42501')
  expect(await connect(desk, hanna.organisation, 'D15', { confirmed: ['case-relation'] }), 'unconfirmed').toBe('42501')
  expect(await connect(desk, hanna.organisation, 'D15', { pair: hers.pair }), 'another pair').toBe('42501')
  expect(await connect(desk, hanna.organisation, 'D15', { hit: hers.hitId }), 'a hit of a house').toBe('42501')
  for (const member of [hanna, police, cast.analyst])
    expect(await connect(member, hanna.organisation, 'D15')).toBe('42501')
})

test('a decision names who decided and why this purpose, and none is changed or taken away', async () => {
  const values = [randomUUID(), desk.organisation, atDesk.id, 1, hanna.actor]
  expect(await writes(desk, DECIDE, values, 'W05'), 'another officer').toBe('42501')
  expect(await writes(desk, DECIDE, [...values.slice(0, 4), desk.actor], 'D27'), 'another purpose').toBe('42501')
  for (const table of ['desk_decision', 'desk_connection', 'hit_outcome', 'hit_strength', 'connect_purpose'])
    for (const verb of [
      `delete from linkage.${table}`,
      `update linkage.${table} set purpose = 'D01'`,
      `truncate linkage.${table}`,
    ])
      expect(await writes(desk, verb, [], 'W05'), verb).toMatch(/^(42501|42703)$/)
})

const OUTCOME = `insert into linkage.hit_outcome (id, organisation_id, hit_id, pair_id, version, actor_id, purpose, outcome, contacted_on, recorded_at, corrected_because)
  values ($1, $2, $3, $4, $5, $6, 'D27', 'same-person', '2026-11-16', now(), $7)`
const outcome = (member: CastMember, more: { hit?: string; pair?: string; version?: number; actor?: string } = {}) =>
  writes(member, OUTCOME, [
    ...[randomUUID(), member.organisation, more.hit ?? hers.hitId, more.pair ?? hers.pair, more.version ?? 1],
    ...[more.actor ?? member.actor, (more.version ?? 1) > 1 ? 'mistake' : null],
  ])

test('an outcome stands with a hit of the own house, in the own name, as the next one', async () => {
  expect(await outcome(hanna)).toBe('written')
  expect(await outcome(mirte), 'a hit of another house').toBe('42501')
  expect(await outcome(hanna, { actor: mirte.actor }), 'in the name of another').toBe('42501')
  expect(await outcome(hanna, { version: 2 }), 'one that is skipped').toBe('42501')
  expect(await outcome(hanna, { pair: atDesk.pair }), 'of another pair').toBe('42501')
  expect(await outcome(desk, { hit: atDesk.id, pair: atDesk.pair }), 'a hit that the desk decides').toBe('42501')
})

test('a hit shows no outcome in SQL that nobody recorded', async () => {
  const set = "update linkage.hit set outcome = 'same-person', outcome_version = 1 where id = $1"
  expect(await writes(hanna, set, [hers.hitId])).toBe('42501')
  for (const column of ['closed_at', 'route', 'due_on', 'call_organisation_id', 'pair_id'])
    expect(await writes(hanna, `update linkage.hit set ${column} = null where id = $1`, [hers.hitId]), column).toBe(
      '42501',
    )
})

test('how strong a pair is, and what the desk decided, is seen by the desk alone', async () => {
  expect(await count(desk, 'linkage.hit_strength')).toBe(1)
  for (const member of [hanna, mirte, police, cast.analyst, cast.privacyOfficerZaanstad])
    for (const table of ['linkage.hit_strength', 'linkage.desk_decision', 'linkage.desk_connection'])
      expect(await count(member, table), `${member.key} ${table}`).toBe(0)
  for (const member of [hanna, police, cast.analyst]) {
    const { rows } = await as(member, 'select * from linkage.desk_parties($1)', [[atDesk.id]])
    expect(rows, member.key).toEqual([])
  }
})

test('the figure of all houses is for the desk and for who counts; nobody else reads a row of it', async () => {
  const admin = await house.admin()
  await admin.query(
    `insert into linkage.hit (id, organisation_id, pair_id, handle, grade, route, call_organisation_id, arrived_at, due_on)
     select gen_random_uuid(), $1, gen_random_uuid(), gen_random_uuid(), 'hit', 'direct', $1, now(), date '2026-11-01' from generate_series(1, 12)`,
    [mirte.organisation],
  )
  const rowsFor = async (member: CastMember) =>
    (await as(member, 'select * from linkage.follow_up_counts(current_date)', [])).rows.length
  for (const member of [desk, cast.analyst]) expect(await rowsFor(member), member.key).toBeGreaterThan(0)
  for (const member of [hanna, police, cast.privacyOfficerZaanstad, cast.operator])
    expect(await rowsFor(member), member.key).toBe(0)
})

const SEND =
  'insert into linkage.outbox (id, organisation_id, message, created_at) values ($1, $2, $3, $4::timestamptz)'
const removal = (handles: readonly string[]) => JSON.stringify({ version: 1, kind: 'removed', handles })
test('a house takes nothing out of the search in SQL but what it removed itself', async () => {
  // Not at the moment of a look-up: beside one, something else may be sent.
  house.clock.advance({ minutes: 1 })
  const send = (message: string) => writes(hanna, SEND, [randomUUID(), hanna.organisation, message, house.clock.now()])
  const admin = await house.admin()
  const { rows } = await admin.query('select handle from linkage.entry where organisation_id = $1', [
    mirte.organisation,
  ])
  // Also in the moment of a look-up of its own, when other messages may go.
  expect(await send('{"kind":"calibration"}')).toBe('42501')
  expect(await send(removal([rows[0].handle])), 'of another house, beside a look-up').toBe('42501')
  house.clock.advance({ minutes: 1 })
  expect(await send(removal([rows[0].handle])), 'of another house').toBe('42501')
  expect(await send(removal([hers.handle])), 'its own that stands').toBe('42501')
  expect(await send(removal([randomUUID()])), 'nobody').toBe('42501')
  expect(await send(removal([]))).toBe('42501')
  for (const text of ['', '[]', 'x', '{"kind":"calibration"}', '{"kind":"encoded","records":[]}'])
    expect(await send(text), text).toBe('42501')
  const both = async (client: pg.Client) => {
    await client.query('update linkage.entry set removed_at = now() where handle = $1', [hers.handle])
    return client.query(SEND, [randomUUID(), hanna.organisation, removal([hers.handle]), house.clock.now()])
  }
  expect(await asForged(house, 'good', hanna, hanna, both, { purpose: 'D27' }).then(() => 'written', codeOf)).toBe(
    'written',
  )
})

test('the courier tells no house of enforcement directly, and nobody for the desk without its connection', async () => {
  const client = new pg.Client({ connectionString: house.platform.urls.courier })
  await client.connect()
  const insert = (organisation: string, handle: string, route: string, call: string | null) =>
    client
      .query(
        `insert into linkage.hit (id, organisation_id, pair_id, handle, grade, route, call_organisation_id, arrived_at, due_on)
         values ($1, $2, $3, $4, 'hit', $5, $6, now(), '2026-11-20')`,
        [randomUUID(), organisation, atDesk.pair, handle, route, call],
      )
      .then(() => 'written', codeOf)
  const { rows } = await client.query('select handle, organisation_id from linkage.entry where handle in ($1, $2)', [
    atDesk.one,
    atDesk.other,
  ])
  const of = (organisation: string): string => rows.find((row) => row.organisation_id === organisation)?.handle
  expect(await insert(police.organisation, of(police.organisation), 'direct', hanna.organisation)).toBe('42501')
  expect(await insert(hanna.organisation, of(hanna.organisation), 'direct', police.organisation)).toBe('42501')
  expect(await insert(hanna.organisation, of(hanna.organisation), 'connected', police.organisation)).toBe('42501')
  expect(await insert(hanna.organisation, of(hanna.organisation), 'desk', null)).toBe('42501')
  await client.end()
  await round(house)
})
