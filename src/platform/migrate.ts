/**
 * Brings a database to the newest shape: roles, migrations (forward only), then all policies, dropped and made again whole
 * in the same transaction. Runs as an administrator of the database; nobody else owns anything.
 */
import { createHash, createHmac } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { ROOT } from './config.ts'
import { StartFault } from './faults.ts'

/** Login roles by purpose; there is no role per organisation (decision 14). */
export const LOGIN_ROLES = ['worker', 'matcher', 'authority', 'courier', 'picture', 'auditor', 'sealer'] as const
export type LoginRole = (typeof LOGIN_ROLES)[number]

const SLICES = [
  ...['kernel', 'directory', 'access', 'audit', 'signal', 'linkage', 'authority', 'matching', 'dossier'],
  ...[
    'responsibility',
    'care',
    'agreement',
    'case_table',
    'picture',
    'retention',
    'privacy',
    'keeper',
    'safeguard',
    'task',
  ],
]
const VERSION_FLOOR = 180_000

/** The password of a login role, derived from the secret of this installation. */
export const rolePassword = (secret: Buffer, role: string): string =>
  createHmac('sha256', secret).update(`role ${role}`).digest('base64url')

/** Migrates the database behind `adminUrl`. Gives how many migrations ran. */
export const migrate = async (options: {
  readonly adminUrl: string
  readonly roleSecret: Buffer
  readonly claimKey: Buffer
}): Promise<number> => {
  const client = new pg.Client({ connectionString: options.adminUrl })
  await client.connect().catch(() => {
    throw new StartFault('database-unreachable')
  })
  try {
    await checkVersion(client)
    await client.query('select pg_advisory_lock(823746)')
    await makeRoles(client, options.roleSecret)
    await client.query('begin')
    const ran = await runMigrations(client)
    await replacePolicies(client, ran > 0)
    await storeClaimKey(client, options.claimKey)
    await client.query('commit')
    return ran
  } catch (fault) {
    await client.query('rollback').catch(() => undefined)
    throw fault
  } finally {
    await client.end()
  }
}

const checkVersion = async (client: pg.Client): Promise<void> => {
  const { rows } = await client.query<{ version: string }>("select current_setting('server_version_num') as version")
  const found = Number(rows[0]?.version)
  if (found < VERSION_FLOOR)
    throw new StartFault('database-version', { found: String(Math.floor(found / 10_000)), needed: '18' })
}

const makeRoles = async (client: pg.Client, secret: Buffer): Promise<void> => {
  const { rows } = await client.query<{ rolname: string }>(
    "select rolname from pg_roles where rolname like 'samenhang%'",
  )
  const present = new Set(rows.map((row) => row.rolname))
  for (const role of ['samenhang_owner', 'samenhang_keeper']) {
    if (!present.has(role)) await client.query(`create role ${role} nologin`)
    // A deployer's administrator is not a superuser: it must be a member to act as the owner.
    await client.query(`grant ${role} to current_user with inherit true, set true`)
  }
  for (const role of LOGIN_ROLES) {
    const name = `samenhang_${role}`
    const password = client.escapeLiteral(rolePassword(secret, name))
    if (!present.has(name))
      await client.query(`create role ${name} login noinherit password ${password} connection limit 60`)
    else await client.query(`alter role ${name} password ${password}`)
    await client.query(`alter role ${name} set statement_timeout = '30s'`)
    await client.query(`alter role ${name} set idle_in_transaction_session_timeout = '30s'`)
  }
  // The checking function asks when this backend began; about the session of a role that it is no member of, the answer is empty.
  // Membership of these two is less than pg_read_all_stats, which only a superuser may give.
  await client.query('grant samenhang_worker, samenhang_auditor to samenhang_keeper with inherit true, set false')
}

const runMigrations = async (client: pg.Client): Promise<number> => {
  await client.query(
    'create table if not exists public.samenhang_migration (name text primary key, applied_at timestamptz not null default now())',
  )
  await client.query('revoke all on public.samenhang_migration from public')
  const { rows } = await client.query<{ name: string }>('select name from public.samenhang_migration')
  const done = new Set(rows.map((row) => row.name))
  const folder = join(ROOT, 'db', 'migrations')
  const waiting = readdirSync(folder)
    .filter((name) => name.endsWith('.sql') && !done.has(name))
    .sort()
  const grantCreate = 'grant create on database'
  const { rows: names } = await client.query<{ name: string }>('select current_database() as name')
  if (waiting.length > 0)
    await client.query(
      `${grantCreate} ${client.escapeIdentifier(names[0]?.name ?? '')} to samenhang_owner, samenhang_keeper`,
    )
  for (const name of waiting) {
    await runFile(client, folder, name)
    await client.query('reset role')
    await client.query('insert into public.samenhang_migration (name) values ($1)', [name])
  }
  return waiting.length
}

// Made again whole when a file, a migration or the catalogue itself changed; otherwise a start takes no lock that work waits for.
const replacePolicies = async (client: pg.Client, migrated: boolean): Promise<void> => {
  const folder = join(ROOT, 'db', 'policies')
  const files = readdirSync(folder)
    .filter((each) => each.endsWith('.sql'))
    .sort()
  const written = createHash('sha256')
  for (const name of files) written.update(readFileSync(join(folder, name)))
  const filesHash = written.digest('hex')
  await client.query('create table if not exists public.samenhang_policies (fingerprint text not null)')
  await client.query('revoke all on public.samenhang_policies from public')
  const { rows: applied } = await client.query<{ fingerprint: string }>(
    'select fingerprint from public.samenhang_policies',
  )
  if (!migrated && applied[0]?.fingerprint === `${filesHash} ${await catalogueHash(client)}`) return
  const { rows } = await client.query<{ statement: string }>(
    `select format('drop policy %I on %I.%I', policyname, schemaname, tablename) as statement
     from pg_policies where schemaname = any ($1)`,
    [SLICES],
  )
  for (const { statement } of rows) await client.query(statement)
  for (const name of files) await runFile(client, folder, name)
  await client.query('delete from public.samenhang_policies')
  await client.query('insert into public.samenhang_policies values ($1)', [
    `${filesHash} ${await catalogueHash(client)}`,
  ])
}

// What stands in the database now: policies, rights of tables and columns, forced row security. Policies as they are kept: writing each out in words
// would take longer than the rest of a start, and what is kept tells more differences, not fewer.
const catalogueHash = async (client: pg.Client): Promise<string> => {
  const { rows } = await client.query<{ hash: string }>(
    `select md5(coalesce(string_agg(line, '' order by line), '')) as hash from (
       select md5(concat_ws(' ', 'policy', c.oid::regclass, p.polname, p.polpermissive, p.polroles::regrole[]::text, p.polcmd,
         p.polqual::text, p.polwithcheck::text)) as line
       from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace where n.nspname = any ($1)
       union all
       select concat_ws(' ', 'table', c.oid::regclass, c.relrowsecurity, c.relforcerowsecurity, c.relacl::text)
       from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = any ($1)
       union all
       select concat_ws(' ', 'column', a.attrelid::regclass, a.attname, a.attacl::text)
       from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = any ($1) and a.attacl is not null) each`,
    [SLICES],
  )
  return rows[0]?.hash ?? ''
}

// A fault in a file says which file: the database alone tells a position in a text that nobody sees.
const runFile = async (client: pg.Client, folder: string, name: string): Promise<void> => {
  try {
    await client.query(readFileSync(join(folder, name), 'utf8'))
  } catch (cause) {
    throw new Error(`${name}: ${(cause as Error).message}`, { cause })
  }
}

const storeClaimKey = async (client: pg.Client, key: Buffer): Promise<void> => {
  await client.query('set local role samenhang_keeper')
  await client.query(
    'insert into keeper.claim_key (id, key) values (1, $1) on conflict (id) do update set key = excluded.key',
    [key],
  )
  await client.query('reset role')
}
