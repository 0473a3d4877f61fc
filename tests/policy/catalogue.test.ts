/** Reads the catalogue of a migrated database as a reviewer would: what every table, grant and function must have, whoever made it. */
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lint, OURS, RULES } from '../support/catalogue-lint.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'

let house: TestSystem
let admin: pg.Client
beforeAll(async () => {
  house = await openTestSystem()
  admin = await house.admin()
})
afterAll(async () => {
  await house.close()
})

test('the catalogue of a migrated database has no finding [V13.2.2, V16.4.2]', async () => {
  expect(await lint(admin)).toEqual([])
})

test('the lint reads a catalogue that is not empty', async () => {
  const { rows } = await admin.query<{ tables: number; policies: number }>(
    `select (select count(*)::int from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and ${OURS}) as tables,
      (select count(*)::int from pg_policy) as policies`,
  )
  expect(rows[0]?.tables).toBeGreaterThan(30)
  expect(rows[0]?.policies).toBeGreaterThan(60)
})

/** Each is a mistake that a migration could make; the rule beside it must find it. */
const MISTAKES: readonly (readonly [name: string, statement: string, rule: string])[] = [
  [
    'a table without row security',
    'create table signal.copy (id uuid primary key)',
    'row security is enabled and forced on every table',
  ],
  [
    'row security that does not bind the owner',
    'alter table signal.signal no force row level security',
    'row security is enabled and forced on every table',
  ],
  [
    'a grant without a policy',
    'grant select on matching.entry to samenhang_auditor',
    'a table that a login role can use has a policy for that role',
  ],
  [
    'a policy that forgets its role',
    'create policy everybody on signal.signal using (true)',
    'no policy is for everybody',
  ],
  ['a grant to everybody', 'grant select on signal.signal to public', 'nothing is granted to PUBLIC'],
  ['a column for everybody', 'grant select (id) on signal.signal to public', 'nothing is granted to PUBLIC'],
  ['a schema for everybody', 'grant usage on schema signal to public', 'nothing is granted to PUBLIC'],
  ['a table of a login role', 'alter table care.place owner to samenhang_worker', 'no login role owns anything'],
  [
    'a login role that passes row security',
    'alter role samenhang_picture bypassrls',
    'no login role is an administrator, passes row security, makes roles or is a member of another role',
  ],
  [
    'a login role that is the owner too',
    'grant samenhang_owner to samenhang_worker',
    'no login role is an administrator, passes row security, makes roles or is a member of another role',
  ],
  [
    'a fact that can be changed',
    'grant update (payload) on dossier.fact to samenhang_worker',
    'facts and the log are only added to',
  ],
  [
    'a log that can be emptied',
    'grant truncate on audit.request to samenhang_auditor',
    'facts and the log are only added to',
  ],
  [
    'a right to put a trigger',
    'grant trigger on signal.signal to samenhang_worker',
    'no login role may empty a table, put a trigger or a reference on it',
  ],
  [
    'a definer function with the path of its caller',
    "create function signal.peek() returns bigint language sql security definer as 'select count(*) from signal.signal'",
    'a definer function has a search path of its own and is not for PUBLIC',
  ],
  [
    'a function for everybody',
    "create function signal.peek() returns integer language sql as 'select 1'",
    'no function of ours is for PUBLIC',
  ],
  [
    'a definer function of the administrator',
    "create function signal.peek() returns integer language sql security definer set search_path = pg_catalog, pg_temp as 'select 1'",
    'a definer function runs as a role that nobody can log in as',
  ],
  [
    'a view with the eyes of its owner',
    'create view signal.all_of_it as select * from signal.signal',
    'a view looks with the eyes of who asks',
  ],
  [
    'a stored copy of a query',
    'create materialized view signal.kept as select * from signal.signal',
    'there is no materialised view, sequence or foreign table',
  ],
  [
    'a table that does not say what it is for',
    'comment on table signal.signal is null',
    'every table and view says what it is for',
  ],
  [
    'a check without a name',
    'alter table signal.signal add check (happened is not null)',
    'a rule on values has a name that somebody gave it',
  ],
  [
    'rights by default',
    'alter default privileges in schema signal grant select on tables to samenhang_worker',
    'no right comes by default to what is made later',
  ],
]

test.each(MISTAKES)('the lint finds %s', async (_name, statement, rule) => {
  await admin.query('begin')
  try {
    await admin.query(statement)
    expect((await lint(admin)).map((finding) => finding.rule)).toContain(rule)
  } finally {
    await admin.query('rollback')
  }
})

test('every rule of the lint has a mistake that turns it red', () => {
  expect(new Set(MISTAKES.map(([, , rule]) => rule))).toEqual(new Set(Object.keys(RULES)))
})

test.each([
  ['a policy that was loosened', 'alter policy OWN using (true)'],
  ['a policy that was dropped', 'drop policy OWN'],
  ['a column that was opened', 'grant update (happened) on signal.signal to samenhang_auditor'],
  ['row security that was lifted', 'alter table signal.signal no force row level security'],
])('%s by hand in a house that stands is as it was written at the next start', async (_what, statement) => {
  const { rows } = await admin.query<{ own: string }>(
    `select format('%I on %I.%I', policyname, schemaname, tablename) as own from pg_policies
     where schemaname = 'signal' and tablename = 'signal' and qual is not null order by policyname limit 1`,
  )
  const written = await catalogueOf(admin)
  await admin.query(statement.replace('OWN', rows[0]?.own ?? ''))
  expect(await catalogueOf(admin)).not.toEqual(written)
  house = await house.restart()
  admin = await house.admin()
  expect(await catalogueOf(admin)).toEqual(written)
})

const catalogueOf = async (client: pg.Client): Promise<unknown> => {
  const { rows } = await client.query(
    `select policyname, permissive, roles::text, cmd, qual, with_check, c.relforcerowsecurity,
       (select string_agg(a.attacl::text, ' ' order by a.attnum) from pg_attribute a where a.attrelid = c.oid) as columns
     from pg_policies join pg_class c on c.oid = format('%I.%I', schemaname, tablename)::regclass where schemaname = 'signal' order by tablename, policyname`,
  )
  return rows
}
