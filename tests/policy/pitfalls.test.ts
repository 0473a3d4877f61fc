/**
 * The 29 known pitfalls of row security, each asked of the real schema as its login roles, and each with a control: the same question to a
 * small ordinary table, where it must leak. A probe that cannot see a leak proves nothing. What is left open is named in `RESIDUAL`.
 */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { claimText } from '../../src/platform/database.ts'
import { asForged } from '../support/forge.ts'
import { memberOf, openRelations, type Relations } from '../support/relations.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'

/** What SQL as the worker still learns; no route takes SQL. A row here is a promise that there are no more. */
const RESIDUAL = {
  11: 'EXPLAIN estimates rows of a table with the statistics of all rows',
  12: 'pg_class tells how many rows a table holds in all',
  '4b': 'kernel.next_version tells how many facts a stream has to who knows its id, which is random',
} as const

let house: TestSystem
let admin: pg.Client
let relations: Relations
let stranger: ReturnType<typeof memberOf>
let hanna: ReturnType<typeof memberOf>
const clients: pg.Client[] = []

beforeAll(async () => {
  house = await openTestSystem()
  relations = await openRelations(house, (field) => `kanarie ${field}`)
  admin = await house.admin()
  stranger = memberOf(relations.asker('care-coordinator', 'other-region', ''))
  hanna = memberOf(relations.asker('care-coordinator', 'own', ''))
  await admin.query(ORDINARY)
}, 120_000)
afterAll(async () => {
  for (const each of clients.splice(0)) await each.end().catch(() => undefined)
  await house.close()
})

const [ONE, TWO] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222']
/** As many make it: a policy per table, a setting that says who asks. Two houses of fifty people each. */
const ORDINARY = `
  create schema ordinary;
  grant usage, create on schema ordinary to samenhang_worker, samenhang_owner;
  create table ordinary.person (id uuid primary key default gen_random_uuid(), org uuid not null, number text unique, name text not null);
  alter table ordinary.person owner to samenhang_owner;
  insert into ordinary.person (org, number, name)
    select case when i % 2 = 0 then '${ONE}'::uuid else '${TWO}'::uuid end, 'N' || i, 'kanarie ' || i from generate_series(1, 100) i;
  alter table ordinary.person enable row level security;
  create policy own on ordinary.person to samenhang_worker using (org = nullif(current_setting('ordinary.org', true), '')::uuid);
  grant select, insert, update, delete on ordinary.person to samenhang_worker;
  create table ordinary.note (id uuid primary key default gen_random_uuid(), org uuid not null,
    person uuid not null references ordinary.person (id) on delete cascade);
  grant select, insert on ordinary.note to samenhang_worker;
  create table ordinary.open (id int primary key, org uuid, number text check (length(number) < 30), name text);
  insert into ordinary.open select i, '${TWO}', 'N' || i, 'kanarie' from generate_series(1, 50) i;
  grant select, insert, truncate on ordinary.open to samenhang_worker;
  analyze;`

const worker = async (): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: house.platform.urls.worker })
  client.on('error', () => undefined)
  await client.connect()
  clients.push(client)
  return client
}
/** As the worker, in the name of house ONE, at the ordinary table. */
const ordinary = async <T>(act: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = await worker()
  await client.query('begin')
  await client.query("select set_config('ordinary.org', $1, true)", [ONE])
  try {
    return await act(client)
  } finally {
    await client.query('rollback').catch(() => undefined)
    await client.end()
  }
}
const asStranger = <T>(act: (client: pg.Client) => Promise<T>): Promise<T> =>
  asForged(house, 'good', stranger, stranger, act)
const asHanna = <T>(act: (client: pg.Client) => Promise<T>): Promise<T> => asForged(house, 'good', hanna, hanna, act)

const numberOf = async (client: pg.Client, query: string, values: readonly unknown[] = []): Promise<number> =>
  Number(Object.values((await client.query(query, [...values])).rows[0] ?? {})[0] ?? 0)
const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'done',
    (fault: unknown) => String((fault as { code?: string }).code),
  )
/** Tries a statement in a subtransaction; gives its code, or done. */
const tryIt = async (client: pg.Client, statement: string, values: readonly unknown[] = []): Promise<string> => {
  await client.query('savepoint tried')
  const code = await codeOf(client.query(statement, [...values]))
  await client.query('rollback to tried')
  return code
}
const list = async (query: string, values: readonly unknown[] = []): Promise<readonly string[]> =>
  (await admin.query<{ name: string }>(query, [...values])).rows.map(({ name }) => name)
const OURS = `n.nspname not in ('pg_catalog', 'information_schema', 'extensions', 'ordinary', 'public') and n.nspname !~ '^pg_'`

test('1 the owner of the tables reads no signal, no note and no log, is nobody’s login and nobody’s role', async () => {
  await admin.query('begin; set local role samenhang_owner')
  for (const table of [
    'linkage.waiting_lookup',
    'case_table.meeting',
    'care.wait',
    'audit.request',
    'linkage.network_review',
  ])
    expect(await numberOf(admin, `select count(*) from ${table}`), table).toBe(0)
  // The control: an owner whom nothing binds sees both houses.
  expect(await numberOf(admin, 'select count(*) from ordinary.person')).toBe(100)
  await admin.query('rollback')
  expect(
    await list("select rolname as name from pg_roles where rolname ~ '^samenhang_(owner|keeper)$' and rolcanlogin"),
  ).toEqual([])
})

test('2 no table has a policy while row security is off', async () => {
  const off = `select c.relname as name from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
    where not (c.relrowsecurity and c.relforcerowsecurity) and`
  expect(await list(`${off} ${OURS}`)).toEqual([])
  await admin.query('create policy own on ordinary.open to samenhang_worker using (false)')
  expect(await ordinary((client) => numberOf(client, 'select count(*) from ordinary.open'))).toBe(50)
  expect(await list(`${off} n.nspname = 'ordinary'`)).toContain('open')
  await admin.query('drop policy own on ordinary.open')
})

test('3 the worker reads no view and no stored copy, and the views there are look with the eyes of who asks', async () => {
  const readable = `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('v', 'm')
    and has_table_privilege('samenhang_worker', c.oid, 'select') and`
  expect(await list(`${readable} ${OURS}`)).toEqual([])
  await admin.query(`create view ordinary.all_people as select * from ordinary.person; grant select on ordinary.all_people to samenhang_worker;
    create materialized view ordinary.kept as select * from ordinary.person; grant select on ordinary.kept to samenhang_worker`)
  for (const view of ['all_people', 'kept'])
    expect(await ordinary((client) => numberOf(client, `select count(*) from ordinary.${view}`))).toBe(100)
  expect(await list(`${readable} n.nspname = 'ordinary' order by 1`)).toEqual(['all_people', 'kept'])
  await admin.query('drop view ordinary.all_people; drop materialized view ordinary.kept')
})

/** Every function that the worker may call, and what it gives a stranger who knows the ids of another house. */
const CALLS: Readonly<Record<string, (ids: Relations['scene']) => readonly [query: string, expected: unknown]>> = {
  // Whether one's own purpose fits oneself, and nothing about anybody else.
  'access.purpose_fits': () => [`access.purpose_fits('read')`, true],
  'access.is_holder': ({ dossierId }) => [`access.is_holder('${dossierId}')`, false],
  'access.close_reach': ({ consentId }) => [`access.close_reach('${consentId}')`, 0],
  'dossier.forget_words': ({ dossierId }) => [`dossier.forget_words('${dossierId}', '{identity,medical}')`, 0],
  'dossier.forget_out_of_reach': () => ['dossier.forget_out_of_reach()', 0],
  'access.shorten_reach': ({ handoverId }) => [`access.shorten_reach('${handoverId}')`, 0],
  'access.find_session': () => ["(select count(*)::int from access.find_session('\\x00', now(), false))", 0],
  'access.find_link': () => ["(select count(*)::int from access.find_link('\\x00', now()))", 0],
  'access.end_session': () => ["access.end_session('\\x00', now())::text", null],
  'access.end_sessions': () => [
    "coalesce(access.end_sessions('\\x00', now())::text, '')",
    expect.stringMatching(/^0?$/),
  ],
  'access.list_sessions': () => ["(select count(*)::int from access.list_sessions('\\x00', now()))", 0],
  'access.end_own_session': () => ["access.end_own_session('\\x00', gen_random_uuid(), now())", false],
  'access.end_sessions_of': () => [`access.end_sessions_of('${hanna.actor}', now())`, 0],
  'access.begin_sign_in': () => [
    "access.begin_sign_in(decode(repeat('ab', 32), 'hex'), '/', null, now(), now())::text",
    null,
  ],
  'access.take_sign_in': () => ["(select count(*)::int from access.take_sign_in('\\x00', now()))", 0],
  'access.find_identity': () => ["(select count(*)::int from access.find_identity('x', 'y'))", 0],
  'access.find_proof': () => ["(select count(*)::int from access.find_proof('\\x00', now()))", 0],
  'access.take_proof': () => ["(select count(*)::int from access.take_proof('\\x00', now()))", expect.anything()],
  'access.find_enrolment': () => ["access.find_enrolment('\\x00', now())", null],
  'access.enrol_passkey': () => ["access.enrol_passkey('\\x00', now(), '\\x00', '\\x00', 0)", null],
  'access.enrol_access_key': () => ["access.enrol_access_key('\\x00', now(), '\\x00', '\\x00', 0)", null],
  'access.find_passkey': () => ["(select count(*)::int from access.find_passkey('\\x00'))", 0],
  'access.use_passkey': () => ["access.use_passkey('\\x00', 1, now())", false],
  'access.try_access_key': () => ["(select count(*)::int from access.try_access_key('\\x00', now()))", 0],
  'access.use_access_key': () => ["access.use_access_key('\\x00', 1)", false],
  'access.end_means_of': () => [`access.end_means_of('${hanna.actor}', now())`, 0],
  'access.end_own_sessions': () => ['access.end_own_sessions(now())', 0],
  'access.page_salt': ({ dossierId }) => [`(select count(*)::int from access.page_salt('${dossierId}'))`, 0],
  'access.enter_page': ({ dossierId }) => [
    `access.enter_page('${dossierId}', decode(repeat('ab', 32), 'hex'), decode(repeat('ab', 32), 'hex'), now())`,
    'not-found',
  ],
  'access.find_page_session': () => ["(select count(*)::int from access.find_page_session('\\x00', now()))", 0],
  'access.end_page_session': () => ["access.end_page_session('\\x00', now())::text", null],
  'access.is_same_person': () => [`access.is_same_person('${hanna.actor}')`, false],
  'access.outside_open': ({ outsideHandoverId }) => [`access.outside_open('${outsideHandoverId}')`, false],
  'access.outside_entered': ({ outsideHandoverId }) => [`access.outside_entered('${outsideHandoverId}')`, false],
  'access.outside_goes_on': ({ outsideHandoverId }) => [
    `access.outside_goes_on('${outsideHandoverId}', '\\x00')`,
    false,
  ],
  'access.outside_chapters': ({ outsideHandoverId }) => [
    `(select count(*)::int from access.outside_chapters('${outsideHandoverId}'))`,
    0,
  ],
  'access.outside_salt': ({ outsideHandoverId }) => [
    `(select count(*)::int from access.outside_salt('${outsideHandoverId}'))`,
    0,
  ],
  'access.enter_outside': ({ outsideHandoverId }) => [
    `access.enter_outside('${outsideHandoverId}', decode(repeat('ab', 32), 'hex'), decode(repeat('ab', 32), 'hex'))`,
    'not-found',
  ],
  'access.open_break_glass': ({ dossierId }) => [
    `(select b.refused || coalesce(b.holder::text, '') from access.open_break_glass(gen_random_uuid(), '${dossierId}', '{safety}', 'acute-danger', now()) b)`,
    'not-your-function',
  ],
  'access.reads_in_emergency': ({ dossierId }) => [
    `access.reads_in_emergency('${dossierId}', 'safety', '${hanna.organisation}')`,
    false,
  ],
  'access.break_glass_key_until': ({ openingId }) => [
    `access.break_glass_key_until('${openingId}', 'safety')::text`,
    null,
  ],
  // Writes what the stranger's own claim says of the stranger.
  'audit.write_act': () => [
    'audit.write_act(\'x\', \'done\', null, 1, null, \'{"answer":"yes","policy":"x","who":{},"asked":[]}\')::text',
    '',
  ],
  'care.gives_bed': ({ dossierId }) => [`care.gives_bed('${dossierId}')`, false],
  'care.payers_for_beds': () => ['(select count(*)::int from care.payers_for_beds())', 0],
  // Fixed words and regions: no row of anybody.
  'care.lost_time_cells': () => ["(select count(*)::int from care.lost_time_cells('2026Q3'))", 0],
  'care.unmet_need_cells': () => ["(select count(*)::int from care.unmet_need_cells('2026Q3'))", 0],
  'care.reply_cells': () => ["(select count(*)::int from care.reply_cells('2026Q3'))", 0],
  'agreement.norm_cells': () => ["(select count(*)::int from agreement.norm_cells('2025Q4', '2026Q3', null))", 0],
  'responsibility.gap_cells': () => ["(select count(*)::int from responsibility.gap_cells('2026Q3'))", 0],
  'care.waiting_ahead': ({ dossierId }) => [
    `(select coalesce(sum(a.more_urgent + a.longer), 0)::int from care.waiting_ahead('${dossierId}') a)`,
    0,
  ],
  'care.withdraw_requests': ({ dossierId }) => [
    `(select count(*)::int from care.withdraw_requests('${dossierId}', null))`,
    0,
  ],
  'care.last_counts': ({ dossierId }) => [`(select count(*)::int from care.last_counts('${dossierId}'))`, 0],
  'care.decline_from_list': ({ offerId }) => [`care.decline_from_list('${offerId}', 'no-staff')`, 'not-found'],
  'care.word_bits': () => ["care.word_bits('{man}')", 1],
  'care.area_of': () => ["care.area_of('VR13')", 'VR11'],
  'care.read_beds_by_link': () => ['(select count(*)::int from care.read_beds_by_link())', 0],
  'care.count_beds_by_link': () => ['care.count_beds_by_link(1)', 'not-found'],
  // About the map: who writes must have the purpose, and what is read is of no person.
  'directory.record_map_fact': () => [
    "directory.record_map_fact(gen_random_uuid(), gen_random_uuid(), 'practice-declared', '{}')",
    null,
  ],
  'directory.map_facts': () => ["(select count(*)::int from directory.map_facts() f where f::text ~ 'Verzonnen')", 0],
  'directory.practice_facts': () => ['(select count(*)::int from directory.practice_facts(null))', 0],
  'directory.practice_counts': () => [
    "(select count(*)::int from directory.practice_counts(null, '2020-01-01', '2030-01-01'))",
    0,
  ],
  'care.find_providers': () => [
    "(select count(*)::int from care.find_providers('{man}', '{}', '{}') f where f::text ~ 'Verzonnen')",
    0,
  ],
  'care.hold_bed': ({ offerId }) => [
    `coalesce(care.hold_bed('${offerId}', now() + interval '1 hour')::text, '')`,
    'not-found',
  ],
  'care.release_bed': ({ offerId }) => [`coalesce(care.release_bed('${offerId}')::text, '')`, 'not-held'],
  'care.award_offer': ({ offerId }) => [`coalesce(care.award_offer('${offerId}')::text, '')`, 'not-found'],
  'kernel.next_version': ({ dossierId }) => [
    `kernel.next_version('dossier', '${dossierId}') > 1`,
    RESIDUAL['4b'] && true,
  ],
  'keeper.current_claim': () => [
    '(select c.organisation_id::text from keeper.current_claim() c)',
    expect.not.stringMatching('52d5bd05'),
  ],
  'keeper.house_at_work': () => ['keeper.house_at_work()::text', expect.not.stringMatching(hanna.organisation)],
  'keeper.claim_time': () => ['keeper.claim_time() is not null', true],
  'task.find_calendar': () => ["(select count(*)::int from task.find_calendar('\\xabab', now()))", 0],
  'safeguard.reader_now': ({ secondLookId }) => [`safeguard.reader_now('${secondLookId}')::text`, null],
  'linkage.party_names': ({ hitId }) => [`coalesce(cardinality(linkage.party_names('${hitId}')), 0)`, 0],
  'linkage.edge_party_names': ({ linkId }) => [`coalesce(cardinality(linkage.edge_party_names('${linkId}')), 0)`, 0],
  'linkage.desk_parties': ({ deskHitId }) => [
    `(select count(*)::int from linkage.desk_parties(array['${deskHitId}'::uuid]))`,
    0,
  ],
  'linkage.may_tell': ({ deskHitId }) => [
    `coalesce(linkage.may_tell('${deskHitId}', '${deskHitId}', '${stranger.organisation}', 'D15', '{}', 'desk'), false)`,
    false,
  ],
  'linkage.follow_up_counts': () => [
    "(select count(*)::int from linkage.follow_up_counts('2026-11-01') f where f::text ~ 'kanarie')",
    0,
  ],
}

test('4 no function with the rights of its owner tells a stranger anything about the ids of another house', async () => {
  const callable =
    await list(`select distinct n.nspname || '.' || p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where ${OURS} and has_schema_privilege('samenhang_worker', n.oid, 'usage') and has_function_privilege('samenhang_worker', p.oid, 'execute') order by 1`)
  expect(callable).toEqual(Object.keys(CALLS).sort())
  await asStranger(async (client) => {
    for (const name of callable) {
      const [query, expected] = CALLS[name]?.(relations.scene) ?? ['', undefined]
      await client.query('savepoint here')
      const told = await client.query(`select ${query} as told`).then(
        ({ rows }) => rows[0]?.told,
        (fault: { code: string }) => (['42501', '23514', '23503'].includes(fault.code) ? 'refused' : fault.code),
      )
      await client.query('rollback to here')
      if (told !== 'refused') expect(told, name).toEqual(expected)
    }
  })
  await admin.query(`create function ordinary.name_of(wanted uuid) returns text language sql security definer
    as 'select name from ordinary.person where id = wanted'`)
  const { rows } = await admin.query<{ id: string }>('select id from ordinary.person where org = $1 limit 1', [TWO])
  expect(
    await ordinary(
      async (client) => (await client.query('select ordinary.name_of($1) as n', [rows[0]?.id])).rows[0]?.n,
    ),
  ).toContain('kanarie')
})

const LEAKY = `create function pg_temp.leaky(text) returns boolean language plpgsql cost 0.0000001 as $$ begin raise notice 'heard %', $1; return true; end $$`
const heardBy = async (client: pg.Client, query: string): Promise<number> => {
  let heard = 0
  client.on('notice', ({ message }) => {
    if (message?.startsWith('heard')) heard += 1
  })
  await client.query(LEAKY)
  await client.query(query)
  return heard
}

test('5 a cheap function of the asker in a condition sees no row that the policy hides', async () => {
  for (const table of ['signal.signal', 'dossier.fact', 'access.consent'])
    expect(
      await asStranger((client) =>
        heardBy(
          client,
          `select count(*) from ${table} t where pg_temp.leaky(t.id::text) and t.organisation_id <> '${stranger.organisation}'`,
        ),
      ),
      table,
    ).toBe(0)
  expect(
    await asHanna((client) => heardBy(client, 'select count(*) from signal.signal t where pg_temp.leaky(t.id::text)')),
  ).toBeGreaterThan(0)
  await admin.query(
    `create view ordinary.mine as select * from ordinary.open where id % 2 = 0; grant select on ordinary.mine to samenhang_worker`,
  )
  expect(await ordinary((client) => heardBy(client, 'select * from ordinary.mine where pg_temp.leaky(name)'))).toBe(50)
  await admin.query('drop view ordinary.mine')
})

test('6 a sum that cannot be made on a hidden row is never made', async () => {
  const sum = (table: string, column: string, id: string | number) =>
    `select count(1 / (case when ${column}::text = '${id}' then 0 else 1 end)) from ${table}`
  const { signalId, dossierId, consentId } = relations.scene
  await asStranger(async (client) => {
    expect(await tryIt(client, sum('signal.signal', 'id', signalId))).toBe('done')
    expect(await tryIt(client, sum('dossier.dossier', 'id', dossierId))).toBe('done')
    expect(await tryIt(client, sum('access.consent', 'id', consentId))).toBe('done')
  })
  expect(await asHanna((client) => tryIt(client, sum('signal.signal', 'id', signalId)))).toBe('22012')
  expect(await ordinary((client) => tryIt(client, sum('ordinary.open', 'id', 7)))).toBe('22012')
})

test('7 no key that requests can write is made of what somebody can guess, and a key of another house is not in the way', async () => {
  const guessable = `select c.relname || ' ' || i.relname as name from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
    join pg_namespace n on n.oid = c.relnamespace
    where x.indisunique and has_any_column_privilege('samenhang_worker', c.oid, 'insert')
      and not exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attnum = any (x.indkey)
        and (a.atttypid = 'uuid'::regtype or (a.atttypid = 'bytea'::regtype and a.attname ~ 'hash')))`
  // The key of a demonstration names people of the cast, not persons; requests may not write it.
  expect(await list(`${guessable} and ${OURS} order by 1`)).toEqual(['account account_cast_key_key'])
  const key = randomUUID()
  const kept =
    'insert into access.kept_answer (organisation_id, idempotency_key, operation, asked, kept_at) values ($1, $2, $3, $4, now())'
  await admin.query(kept, [hanna.organisation, key, 'recordSignal', Buffer.alloc(32)])
  expect(
    await asStranger((client) => tryIt(client, kept, [stranger.organisation, key, 'recordSignal', Buffer.alloc(32)])),
  ).toBe('done')
  const add = "insert into ordinary.person (org, number, name) values ($1, $2, 'x')"
  await ordinary(async (client) => {
    expect([await tryIt(client, add, [ONE, 'N1']), await tryIt(client, add, [ONE, 'N999'])]).toEqual(['23505', 'done'])
  })
  expect(await list(`${guessable} and n.nspname = 'ordinary'`)).toContain('person person_number_key')
})

/** Something of the stranger's own, fastened to what is Zaanstad's: each with the id that is hidden. */
const FASTENED = (): readonly (readonly [string, string, (id: string) => readonly unknown[]])[] => {
  const { scene } = relations
  const [me, by, id] = [stranger.organisation, stranger.actor, randomUUID()]
  return [
    [
      'insert into care.wait (id, organisation_id, dossier_id, cause, started_at) values ($1, $2, $3, $4, now())',
      scene.dossierId,
      (of) => [id, me, of, 'papers'],
    ],
    [
      'insert into care.place_request (id, organisation_id, dossier_id, wanted, regions_avoided, stage, asked_at) values ($1, $2, $3, $4, $4, $5, now())',
      scene.dossierId,
      (of) => [id, me, of, '{}', 'asking'],
    ],
    [
      "insert into access.consent (id, dossier_id, chapter, organisation_id, partner_id, purpose, answer, language, interpreted, present, given_on, valid_until, recorded_by) values ($1, $3, 'story', $2, $2, 'D26', 'given', 'zh', false, '{}', '2026-11-16', '2027-01-01', $4)",
      scene.dossierId,
      (of) => [id, me, of, by],
    ],
    [
      "insert into dossier.handover (id, organisation_id, dossier_id, receiver_id, stage, offered_at, changed_at) values ($1, $2, $3, $4, 'offered', now(), now())",
      scene.dossierId,
      (of) => [id, me, of, hanna.organisation],
    ],
    [
      "insert into case_table.meeting (id, organisation_id, dossier_id, held_on, stage, created_at) values ($1, $2, $3, '2026-11-30', 'planned', now())",
      scene.dossierId,
      (of) => [id, me, of],
    ],
    [
      "insert into case_table.seat (id, organisation_id, meeting_id, kind, held_on) values ($1, $2, $3, 'ggz', '2026-11-30')",
      scene.tableId,
      (of) => [id, me, of],
    ],
    [
      "insert into care.place_offer (id, organisation_id, request_id, provider_id, wave, wanted, fits, asked_at) values ($1, $2, $3, $2, 1, '{}', '{}', now())",
      scene.placeRequestId,
      (of) => [id, me, of],
    ],
    [
      'insert into responsibility.payer_request (id, organisation_id, verdict_id, dossier_id, payer_id, asked_at) values ($1, $2, $3, $1, $2, now())',
      scene.verdictId,
      (of) => [id, me, of],
    ],
    [
      "insert into access.link (token_hash, kind, subject, organisation_id, created_at, expires_at) values (decode(md5($1) || md5($1), 'hex'), 'person-page', $3, $2, now(), now())",
      scene.dossierId,
      (of) => [id, me, of],
    ],
    [
      "insert into linkage.network_review (id, organisation_id, edge_id, actor_id, verdict, basis, reviewed_at) values ($1, $2, $3, $4, 'confirmed', 'called', now())",
      scene.linkId,
      (of) => [id, me, of, by],
    ],
    [
      "insert into linkage.hit_outcome (id, organisation_id, hit_id, pair_id, version, actor_id, purpose, outcome, contacted_on, recorded_at) values ($1, $2, $3, $1, 1, $4, 'W01', 'same-person', '2026-11-16', now())",
      scene.hitId,
      (of) => [id, me, of, by],
    ],
    [
      "insert into linkage.lookup_review (id, organisation_id, lookup_id, outcome, reviewed_by, reviewed_at) values ($1, $2, $3, 'asked', $4, now())",
      scene.lookupId,
      (of) => [id, me, of, by],
    ],
    [
      "insert into linkage.second_person (lookup_id, organisation_id, actor_id, decision, decided_at) values ($3, $2, $4, 'confirmed', $1)",
      scene.waitingLookUpId,
      (of) => [house.clock.now(), me, of, by],
    ],
  ]
}

test('8 whatever is fastened to something hidden and to something absent is refused with the same code and the same words', async () => {
  const words = async (client: pg.Client, statement: string, values: readonly unknown[]): Promise<string> => {
    await client.query('savepoint tried')
    const said = await client.query(statement, [...values]).then(
      () => 'done',
      (fault: { code: string; message: string; detail?: string }) =>
        `${fault.code} ${fault.message} ${fault.detail ?? ''}`,
    )
    await client.query('rollback to tried')
    return said
  }
  await asStranger(async (client) => {
    for (const [statement, hidden, values] of FASTENED()) {
      const there = await words(client, statement, values(hidden))
      expect(there, statement).toMatch(/^42501/)
      expect(there).toBe(await words(client, statement, values(randomUUID())))
    }
  })
  // By the house whose it is they go in, or stop at a rule that has nothing to do with policies: so the statements are good ones.
  const { rows } = await admin.query<{ id: string }>('select id from ordinary.person where org = $1 limit 1', [TWO])
  await ordinary(async (client) => {
    const add = 'insert into ordinary.note (org, person) values ($1, $2)'
    expect([await tryIt(client, add, [ONE, rows[0]?.id]), await tryIt(client, add, [ONE, randomUUID()])]).toEqual([
      'done',
      '23503',
    ])
  })
})

test('9 nothing is deleted along with something else, and requests delete nothing', async () => {
  const cascades = `select k.conname as name from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where k.contype = 'f' and (k.confdeltype in ('c', 'n', 'd') or k.confupdtype in ('c', 'n', 'd')) and`
  // The matcher's own tables hold handles, of no house in particular.
  expect(await list(`${cascades} ${OURS} and n.nspname <> 'matching'`)).toEqual([])
  expect(await list(`${cascades} n.nspname = 'ordinary'`)).toEqual(['note_person_fkey'])
  const own = (await admin.query<{ id: string }>('select id from ordinary.person where org = $1 limit 1', [ONE]))
    .rows[0]?.id
  await admin.query('insert into ordinary.note (org, person) values ($1, $2)', [TWO, own])
  await ordinary(async (client) => {
    await client.query('delete from ordinary.person where id = $1', [own])
    expect(await numberOf(client, 'select count(*) from ordinary.note')).toBe(0)
  })
})

test('10 fastening to a hidden row that somebody is changing waits for nobody', async () => {
  const other = await house.admin()
  await other.query('begin')
  await other.query('select 1 from dossier.dossier for update')
  await other.query('select 1 from case_table.meeting for update')
  await other.query('select 1 from care.place_request for update')
  try {
    await asStranger(async (client) => {
      await client.query("set local lock_timeout = '300ms'")
      for (const [statement, hidden, values] of FASTENED())
        expect(await tryIt(client, statement, values(hidden))).toBe('42501')
    })
  } finally {
    await other.query('rollback')
  }
  const { rows } = await admin.query<{ id: string }>('select id from ordinary.person where org = $1 limit 1', [TWO])
  await other.query('begin')
  await other.query('select 1 from ordinary.person where id = $1 for update', [rows[0]?.id])
  try {
    await ordinary(async (client) => {
      await client.query("set local lock_timeout = '300ms'")
      expect(await tryIt(client, 'insert into ordinary.note (org, person) values ($1, $2)', [ONE, rows[0]?.id])).toBe(
        '55P03',
      )
    })
  } finally {
    await other.query('rollback')
  }
})

test('11 residual: EXPLAIN estimates with the statistics of all rows; the statistics themselves do not show', async () => {
  await admin.query('analyze')
  const shown = `select count(*) from pg_stats where schemaname = any ($1)`
  const schemas = ['signal', 'dossier', 'access', 'care', 'linkage', 'responsibility', 'case_table', 'audit']
  await asStranger(async (client) => {
    expect(await numberOf(client, shown, [schemas])).toBe(0)
    const { rows } = await client.query<{ 'QUERY PLAN': string }>('explain select * from dossier.fact')
    expect(rows.length, RESIDUAL[11]).toBeGreaterThan(0)
  })
  expect(
    await ordinary((client) => numberOf(client, `${shown} and tablename = 'open'`, [['ordinary']])),
  ).toBeGreaterThan(0)
})

test('12 residual: the catalogue tells how many rows a table holds in all, and of none whose', async () => {
  const all = await numberOf(admin, 'select count(*) from signal.signal')
  await admin.query('analyze signal.signal')
  const told = await asStranger((client) =>
    numberOf(client, "select reltuples from pg_class where oid = 'signal.signal'::regclass"),
  )
  expect(told, RESIDUAL[12]).toBe(all)
})

test('13 nothing counts up for all houses together: there is no sequence', async () => {
  const sequences =
    "select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'S' and"
  expect(await list(`${sequences} ${OURS}`)).toEqual([])
  await admin.query('create sequence ordinary.numbers; grant usage on sequence ordinary.numbers to samenhang_worker')
  await admin.query("select nextval('ordinary.numbers')")
  expect(await ordinary((client) => numberOf(client, "select nextval('ordinary.numbers')"))).toBe(2)
  await admin.query('drop sequence ordinary.numbers')
})

const planOf = async (client: pg.Client, query: string): Promise<string> =>
  (await client.query<{ 'QUERY PLAN': string }>(`explain ${query}`)).rows.map((row) => row['QUERY PLAN']).join('\n')

test('14 one thing is found by its random id through its key, so that how many others there are makes no difference', async () => {
  const { signalId, dossierId, consentId, handoverId } = relations.scene
  await asStranger(async (client) => {
    await client.query('set local enable_seqscan = off')
    for (const [table, id] of Object.entries({
      'signal.signal': signalId,
      'dossier.dossier': dossierId,
      'access.consent': consentId,
      'dossier.handover': handoverId,
    }))
      expect(await planOf(client, `select 1 from ${table} where id = '${id}'`), table).toMatch(
        /Index (Only )?Scan using [\s\S]*Index Cond: .*\bid = /,
      )
  })
  await ordinary(async (client) => {
    await client.query('set local enable_seqscan = off')
    expect(await planOf(client, "select 1 from ordinary.open where number = 'N1'")).toMatch(/Seq Scan/)
  })
})

test('15 a statement of a login role that reads too long is broken off', async () => {
  const client = await worker()
  expect(await numberOf(client, "select setting from pg_settings where name = 'statement_timeout'")).toBe(30_000)
  // The control: without a limit the same statement ends by itself.
  await client.query("set statement_timeout = '50ms'")
  expect(await codeOf(client.query('select pg_sleep(0.3)'))).toBe('57014')
  await client.query('set statement_timeout = 0')
  expect(await codeOf(client.query('select pg_sleep(0.1)'))).toBe('done')
})

test('16 the next who uses a connection finds no claim on it', async () => {
  const pool = new pg.Pool({ connectionString: house.platform.urls.worker, max: 1 })
  try {
    await house
      .as((await import('../../fixtures/cast.ts')).cast.coordinatorZaanstad)
      .then((caller) => caller.get('/v1/signals'))
    const after = await house.platform.databases.worker.connection().execute(async (db) => {
      const { sql } = await import('kysely')
      return (
        await sql<{
          claim: string | null
          n: number
        }>`select nullif(current_setting('samenhang.claim', true), '') as claim, (select count(*)::int from signal.signal) as n`.execute(
          db,
        )
      ).rows[0]
    })
    expect(after).toEqual({ claim: null, n: 0 })
    await pool.query(`set ordinary.org = '${TWO}'`)
    expect((await pool.query('select count(*)::int as n from ordinary.person')).rows[0]?.n).toBe(50)
  } finally {
    await pool.end()
  }
})

test('17 a setting that was never set and one that was taken back mean the same: nobody', async () => {
  const client = await worker()
  expect(await numberOf(client, 'select count(*) from signal.signal')).toBe(0)
  await client.query(
    "begin; select set_config('samenhang.claim', '{}', true), set_config('samenhang.claim_code', 'x', true); rollback",
  )
  expect((await client.query("select current_setting('samenhang.claim', true) as was")).rows[0]?.was).toBe('')
  expect(await numberOf(client, 'select count(*) from signal.signal')).toBe(0)
  await admin.query(
    "alter policy own on ordinary.person using (current_setting('ordinary.org', true) is null or org::text = current_setting('ordinary.org', true))",
  )
  const fresh = await worker()
  expect(await numberOf(fresh, 'select count(*) from ordinary.person')).toBe(100)
  await fresh.query(`begin; select set_config('ordinary.org', '${ONE}', true); rollback`)
  expect(await numberOf(fresh, 'select count(*) from ordinary.person')).toBe(0)
  await admin.query(
    "alter policy own on ordinary.person using (org = nullif(current_setting('ordinary.org', true), '')::uuid)",
  )
})

test('18 SQL that says to be another house is nobody', async () => {
  const said = await asStranger(async (client) => {
    const stamp = { backend: 1, pid: await numberOf(client, 'select pg_backend_pid()'), backendStart: '' }
    const text = claimText({ ...hanna, purpose: 'W01', trace: randomUUID() as never }, stamp, Date.now() / 1000 + 60)
    await client.query("select set_config('samenhang.claim', $1, true)", [text])
    return numberOf(client, 'select count(*) from signal.signal')
  })
  expect(said).toBe(0)
  expect(
    await ordinary(async (client) => {
      await client.query(`set local ordinary.org = '${TWO}'`)
      return numberOf(client, 'select count(*) from ordinary.person')
    }),
  ).toBe(50)
})

test('19 where two policies open the same rows to requests, both are named here; a third opens and is found by name', async () => {
  const twice = `select n.nspname || '.' || c.relname || ' ' || p.polcmd::text as name from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
    where p.polpermissive and (select oid from pg_roles where rolname = 'samenhang_worker') = any (p.polroles) and`
  const end = 'group by 1 having count(*) > 1 order by 1'
  expect(await list(`${twice} ${OURS} ${end}`)).toEqual([
    ...[
      'access.link r',
      'access.link w',
      // Who answers her question what is kept reads the log about her, beside who it is of (decision 0046).
      'audit.processing r',
      // A guest behind the link of a payer: one question, the wait for it, and the facts that tell its answer (record 0064).
      ...['care.fact a', 'care.fact r', 'care.wait r', 'care.wait w'],
      'dossier.dossier w',
      'dossier.handover w',
      // The sender moves it, she stops it, the party behind the link answers (record 0060).
      'dossier.outside_handover w',
      'linkage.lookup a',
      'linkage.outbox a',
      // The same guest; and who asked takes the question back, beside the payer that answers it.
      ...[
        'responsibility.fact a',
        'responsibility.fact r',
        'responsibility.payer_request r',
        'responsibility.payer_request w',
      ],
      // The house states what it owes; who looked again sets aside (record 0057).
      'safeguard.decision w',
    ],
  ])
  await admin.query('create policy more on ordinary.person for select to samenhang_worker using (true)')
  expect(await ordinary((client) => numberOf(client, 'select count(*) from ordinary.person'))).toBe(100)
  await admin.query(
    'drop policy more on ordinary.person; create policy a on ordinary.person as permissive to samenhang_worker using (false)',
  )
  expect(await list(`${twice} n.nspname = 'ordinary' ${end}`)).toEqual(['ordinary.person *'])
  await admin.query('drop policy a on ordinary.person')
})

test('20 no policy for requests lets in whatever is written', async () => {
  const loose = `select n.nspname || '.' || c.relname || ' ' || p.polname as name from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
    where pg_get_expr(p.polwithcheck, p.polrelid) = 'true' and (select oid from pg_roles where rolname = 'samenhang_worker') = any (p.polroles) and`
  expect(await list(`${loose} ${OURS}`)).toEqual([])
  await admin.query('alter policy own on ordinary.person with check (true)')
  expect(
    await ordinary((client) =>
      tryIt(client, "insert into ordinary.person (org, number, name) values ($1, 'pushed', 'x')", [TWO]),
    ),
  ).toBe('done')
  expect(await list(`${loose} n.nspname = 'ordinary'`)).toEqual(['ordinary.person own'])
})

test('21 no table can be emptied by a login role', async () => {
  const tables = await list(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and ${OURS}`,
  )
  await asHanna(async (client) => {
    for (const table of tables) expect(await tryIt(client, `truncate ${table}`), table).toBe('42501')
  })
  expect(await ordinary((client) => tryIt(client, 'truncate ordinary.open'))).toBe('done')
})

test('22 no table has parts that could be read by themselves', async () => {
  const parts =
    "select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where (c.relispartition or c.relkind = 'p' or exists (select 1 from pg_inherits i where i.inhrelid = c.oid)) and c.relkind in ('r', 'p') and"
  expect(await list(`${parts} ${OURS}`)).toEqual([])
  await admin.query(`create table ordinary.whole (org uuid, name text) partition by list (org); create table ordinary.part partition of ordinary.whole for values in ('${TWO}');
    insert into ordinary.whole values ('${TWO}', 'x'); alter table ordinary.whole enable row level security; grant select on ordinary.whole, ordinary.part to samenhang_worker`)
  await ordinary(async (client) => {
    expect(await numberOf(client, 'select count(*) from ordinary.whole')).toBe(0)
    expect(await numberOf(client, 'select count(*) from ordinary.part')).toBe(1)
  })
  expect((await list(`${parts} n.nspname = 'ordinary' order by 1`)).length).toBe(2)
})

test('23 what is called out to listeners says nothing at all', async () => {
  const client = await worker()
  const heard: (string | undefined)[] = []
  client.on('notification', ({ payload }) => heard.push(payload))
  const channels = ['linkage_outbox', 'outbox', 'samenhang_outbox', 'ordinary']
  const { OUTBOX_CHANNEL } = await import('../../src/linkage/messages.ts').then(
    (module) => module as { OUTBOX_CHANNEL?: string },
  )
  for (const channel of [...channels, ...(OUTBOX_CHANNEL ? [OUTBOX_CHANNEL] : [])])
    await client.query(`listen "${channel}"`)
  const { signalId, groundId } = relations.scene
  const caller = relations.asker('care-coordinator', 'own', '')
  const asked = await house.http.inject({
    ...{ method: 'POST', url: '/v1/look-ups', headers: { authorization: `Bearer ${caller.token}` } },
    payload: { signalId, groundId, purpose: 'D27', caseReference: 'kanarie' },
  })
  expect(asked.statusCode).toBe(201)
  await client.query('select 1')
  expect(heard.filter((payload) => payload !== '')).toEqual([])
  await admin.query("select pg_notify('ordinary', 'kanarie')")
  await client.query('select pg_sleep(0.05)')
  expect(heard).toContain('kanarie')
})

test('24 what one login role sees of the statements of others holds no word that somebody typed', async () => {
  const watcher = await worker()
  const seen = `select coalesce(string_agg(query, ' '), '') as text from pg_stat_activity where usename = 'samenhang_worker' and pid <> pg_backend_pid() and query ~ $1`
  const caller = relations.asker('care-coordinator', 'own', '')
  await house.http.inject({
    ...{ method: 'POST', url: '/v1/signals', headers: { authorization: `Bearer ${caller.token}` } },
    payload: {
      source: 'typed',
      exploitation: 'labour',
      freeText: 'vogelbekdier',
      person: { fullName: 'vogelbekdier' },
    },
  })
  expect((await watcher.query(seen, ["vogelbekdier$|vogelbekdier'"])).rows[0]?.text).toBe('')
  const careless = await worker()
  await careless.query("select 'vogelbekdier'")
  expect((await watcher.query(seen, ["vogelbekdier'"])).rows[0]?.text).toContain('vogelbekdier')
})

test('25 a fault of the database tells no value of the row, to SQL or to who asked', async () => {
  const detailOf = async (client: pg.Client, statement: string, values: readonly unknown[]): Promise<string> => {
    await client.query('savepoint tried')
    const said = await client.query(statement, [...values]).then(
      () => '',
      (fault: { detail?: string; message: string }) => `${fault.message} ${fault.detail ?? ''}`,
    )
    await client.query('rollback to tried')
    return said
  }
  const signal =
    "insert into signal.signal (id, organisation_id, source, exploitation, happened, learned, stage) values ($1, $2, 'kanarie-bron', 'labour', '2026-11-16', now(), 'kanarie')"
  const said = await asHanna((client) => detailOf(client, signal, [randomUUID(), hanna.organisation]))
  expect(said).toMatch(/violates/)
  expect(said).not.toContain('kanarie')
  expect(
    await ordinary((client) =>
      detailOf(client, 'insert into ordinary.open values (999, null, $1, $2)', ['x'.repeat(40), 'kanarie']),
    ),
  ).toContain('kanarie')
})

test('26 what is made later is closed until somebody opens it', async () => {
  expect(
    await list(
      "select defaclobjtype::text as name from pg_default_acl d left join pg_namespace n on n.oid = d.defaclnamespace where n.nspname is distinct from 'ordinary'",
    ),
  ).toEqual([])
  await admin.query('create table signal.later (id int); create table ordinary.closed (id int)')
  expect(await asHanna((client) => tryIt(client, 'select * from signal.later'))).toBe('42501')
  await admin.query(
    'alter default privileges in schema ordinary grant select on tables to samenhang_worker; create table ordinary.later (id int)',
  )
  expect(await ordinary((client) => tryIt(client, 'select * from ordinary.later'))).toBe('done')
  await admin.query(
    'alter default privileges in schema ordinary revoke select on tables from samenhang_worker; drop table signal.later',
  )
})

test('27 nothing writes a second copy of a row by itself: every trigger is named and writes no other table of persons', async () => {
  const triggers = `select c.relname || ' ' || t.tgname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace where not t.tgisinternal and`
  expect(await list(`${triggers} ${OURS} order by 1`)).toEqual([
    // What a clock hears takes a mark off its own dossier, so that its term is read again; it copies nothing.
    // The address of a calendar ends with the account, or with who it was bound to; nothing is copied.
    ...['account account_fits_installation', 'account end_calendar_of_closed'],
    ...['clock_fact clock_fact_came', 'dossier dossier_holder_accepted'],
    // A handover is held to her interest at commit, and the end of help for death to a second person; both read and copy nothing.
    ...['dossier missing_is_no_end', 'fact death_takes_two'],
    // What comes within reach, or goes out of it, marks a chapter for the index or takes tokens out of it; no content is copied.
    ...['fact words_came', 'handover handover_interest_on_record'],
    ...['identity end_calendar_of_other', 'identity identity_fits_installation'],
    // What goes along to a party outside is held to her yes at commit; it reads and copies nothing.
    ...['outside_handover outside_with_her_yes', 'reach reach_changed'],
    // Marks a unit of counting as changed, or tells it how far its file got in a code; no row holds whom it is about.
    ...['report report_added', 'report report_moved'],
    // Refuses that a party puts a table on another day; writes nothing.
    ...['seat day_is_organisers', 'session session_fits_installation'],
    'step step_followed',
  ])
  await admin.query(`create table ordinary.history (like ordinary.open); grant select, insert on ordinary.history to samenhang_worker;
    create function ordinary.copy() returns trigger language plpgsql as $$ begin insert into ordinary.history select new.*; return new; end $$;
    create trigger copied after insert on ordinary.open for each row execute function ordinary.copy()`)
  await admin.query(`insert into ordinary.open values (500, '${TWO}', 'N500', 'kanarie')`)
  expect(await ordinary((client) => numberOf(client, 'select count(*) from ordinary.history'))).toBe(1)
  expect(await list(`${triggers} n.nspname = 'ordinary'`)).toEqual(['open copied'])
})

test('28 no login role can become another role', async () => {
  for (const role of ['samenhang_owner', 'samenhang_keeper', 'samenhang_courier', 'samenhang_auditor', 'postgres']) {
    const client = await worker()
    expect(['42501', '22023']).toContain(await codeOf(client.query(`set role ${role}`)))
    expect(['42501', '22023']).toContain(await codeOf(client.query(`set session authorization ${role}`)))
  }
  const [one, other] = [`ordinary_owner_${Date.now()}`, `ordinary_member_${Date.now()}`]
  await admin.query(`create role ${one}; create role ${other} login; grant ${one} to ${other}`)
  try {
    await admin.query(`begin; set local session authorization ${other}`)
    expect(await codeOf(admin.query(`set local role ${one}`))).toBe('done')
    await admin.query('rollback')
  } finally {
    await admin.query(`drop role ${other}; drop role ${one}`)
  }
})

test('29 row security cannot be switched off, nothing of the asker is leakproof, and no row moves out', async () => {
  const { signalId, dossierId } = relations.scene
  await asHanna(async (client) => {
    await client.query('set local row_security = off')
    expect(await tryIt(client, 'select * from signal.signal')).toBe('42501')
    expect(await tryIt(client, 'select * from dossier.fact')).toBe('42501')
    await client.query('set local row_security = on')
    expect(
      await tryIt(
        client,
        "create function pg_temp.proof(text) returns boolean language sql leakproof as 'select true'",
      ),
    ).toBe('42501')
    for (const statement of [
      `update signal.signal set organisation_id = '${stranger.organisation}' where id = '${signalId}'`,
      `update dossier.dossier set holder_id = '${stranger.organisation}' where id = '${dossierId}'`,
      `update access.consent set dossier_id = gen_random_uuid()`,
      `update care.wait set organisation_id = '${stranger.organisation}'`,
    ])
      expect(await tryIt(client, statement), statement).toBe('42501')
  })
  // A write to what is hidden and to what is absent end alike.
  await asStranger(async (client) => {
    for (const id of [signalId, randomUUID()])
      expect((await client.query("update signal.signal set stage = 'closed' where id = $1", [id])).rowCount).toBe(0)
    for (const id of [dossierId, randomUUID()])
      expect((await client.query('update dossier.dossier set page_on = false where id = $1', [id])).rowCount).toBe(0)
  })
  // The control: a policy that checks less than it shows lets a row be pushed out.
  await admin.query('alter policy own on ordinary.person with check (true)')
  await ordinary(async (client) => {
    expect((await client.query('update ordinary.person set org = $1', [TWO])).rowCount).toBeGreaterThan(0)
  })
})
