/** Opens everything that lies outside: database (embedded or the deployer's), roles, keys. The one place that knows connection strings. */
import { createHmac } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import pg from 'pg'
import type { Config } from './config.ts'
import { connect, type Database } from './database.ts'
import { startEmbedded, withDatabase } from './embedded-postgres.ts'
import { StartFault } from './faults.ts'
import { type KeyStore, openKeyStore } from './key-store.ts'
import { LOGIN_ROLES, type LoginRole, migrate, rolePassword } from './migrate.ts'
import { openSecrets, type Secrets } from './secrets.ts'

export type Platform = {
  readonly config: Config
  readonly secrets: Secrets
  /** Connection strings: the administrator's for maintenance, the roles' for work. */
  readonly urls: { readonly admin: string } & Readonly<Record<LoginRole, string>>
  readonly databases: Readonly<Record<LoginRole, Database>>
  readonly keys: KeyStore
  readonly migrationsRun: number
  /** True when this process started the embedded server; false when it was found alive, or is the deployer's. */
  readonly startedServer: boolean
  /** Closes connections; the embedded server is stopped when `stopServer` is set. */
  close(options?: { readonly stopServer?: boolean }): Promise<void>
}

const MAIN = 'samenhang'
const POOL_SIZES: Readonly<Record<LoginRole, number>> = {
  worker: 12,
  matcher: 2,
  authority: 6,
  courier: 3,
  picture: 2,
  auditor: 2,
  sealer: 2,
}

/** Opens the platform: starts or finds the database, migrates it, opens keys and connections. Throws a `StartFault`. */
export const openPlatform = async (config: Config): Promise<Platform> => {
  if (config.demonstration && config.oidc) throw new StartFault('demonstration-with-provider')
  makeFolder(config.dataFolder)
  const secrets = openSecrets(config.dataFolder, {
    matcher: config.matcher !== undefined,
    authority: config.authority !== undefined,
  })
  const embedded = config.databaseUrl
    ? undefined
    : await startEmbedded({ folder: config.dataFolder, fsync: config.fsync })
  const root = config.databaseUrl ?? embedded?.adminUrl ?? ''
  const main = config.databaseUrl ? new URL(config.databaseUrl).pathname.slice(1) || MAIN : MAIN
  await ensureDatabases(root, config.keysDatabaseUrl ? [main] : [main, `${main}_keys`])
  const admin = withDatabase(root, main)
  // Before anything is changed: another folder's passwords and claim key would shut a running installation out of its own database.
  await checkKeyFolder(admin, secrets)
  const migrationsRun = await migrate({ adminUrl: admin, roleSecret: secrets.roles, claimKey: secrets.claim })
  await markInstallation(admin, secrets, config.demonstration)
  const keys = await openKeyStore({
    connectionString: config.keysDatabaseUrl ?? withDatabase(root, `${main}_keys`),
    master: secrets.master,
    roots: secrets.seeds.roots,
    ...(config.keyService ? { service: config.keyService } : {}),
  })
  const urlOf = (role: LoginRole): string =>
    withDatabase(root, main, { user: `samenhang_${role}`, password: rolePassword(secrets.roles, `samenhang_${role}`) })
  const urls = { admin, ...byRole(urlOf) }
  const connections = byRole((role) => connect(urlOf(role), POOL_SIZES[role]))
  return {
    config,
    secrets,
    urls,
    databases: byRole((role) => connections[role].db),
    keys,
    migrationsRun,
    startedServer: embedded?.started ?? false,
    close: async ({ stopServer = false } = {}) => {
      await Promise.all(LOGIN_ROLES.map((role) => connections[role].db.destroy()))
      await keys.close()
      if (stopServer && embedded && !(await isUsedByOthers(embedded.adminUrl))) await embedded.stop()
    },
  }
}

// An import beside a server that attached meanwhile, or the reverse: who leaves last stops it.
const isUsedByOthers = async (adminUrl: string): Promise<boolean> => {
  let others = false
  await onAdmin(adminUrl, async (client) => {
    const { rows } = await client.query<{ others: boolean }>(
      "select count(*) > 0 as others from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
    )
    others = rows[0]?.others ?? false
  }).catch(() => undefined)
  return others
}

const byRole = <T>(make: (role: LoginRole) => T): Readonly<Record<LoginRole, T>> => ({
  worker: make('worker'),
  matcher: make('matcher'),
  authority: make('authority'),
  courier: make('courier'),
  picture: make('picture'),
  auditor: make('auditor'),
  sealer: make('sealer'),
})

const makeFolder = (folder: string): void => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOSPC') throw new StartFault('disk-full')
    throw fault
  }
}

const ensureDatabases = async (url: string, names: readonly string[]): Promise<void> => {
  const client = new pg.Client({ connectionString: withDatabase(url, 'postgres'), connectionTimeoutMillis: 10_000 })
  await client.connect().catch(() => {
    throw new StartFault('database-unreachable')
  })
  try {
    const { rows } = await client.query<{ datname: string }>(
      'select datname from pg_database where datname = any ($1)',
      [names],
    )
    const present = new Set(rows.map((row) => row.datname))
    for (const name of names.filter((each) => !present.has(each)))
      await client.query(`create database ${client.escapeIdentifier(name)}`).catch(unlessPresent)
  } finally {
    await client.end()
  }
}

// Two processes may start at the same moment: who comes second finds the database made.
const unlessPresent = (fault: unknown): void => {
  if (!['42P04', '23505'].includes((fault as { code?: string }).code ?? '')) throw fault
}

// A database restored beside another key folder would look whole and open nothing: say so at start.
const checkKeyFolder = (adminUrl: string, secrets: Secrets): Promise<void> =>
  onAdmin(adminUrl, async (client) => {
    const { rows: made } = await client.query<{ made: boolean }>(
      `select exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname = 'kernel' and c.relname = 'installation') as made`,
    )
    if (made[0]?.made) await compareMark(client, secrets)
  })

// What a database was made for it stays: one-click sign-in never opens beside real people.
const markInstallation = (adminUrl: string, secrets: Secrets, demonstration: boolean): Promise<void> =>
  onAdmin(adminUrl, async (client) => {
    await client.query(
      'insert into kernel.installation (id, key_check, demonstration) values (1, $1, $2) on conflict do nothing',
      [markOf(secrets), demonstration],
    )
    await compareMark(client, secrets)
    const { rows } = await client.query<{ demonstration: boolean }>('select demonstration from kernel.installation')
    if (rows[0]?.demonstration !== demonstration)
      throw new StartFault('demonstration-mixed', { is: demonstration ? 'off' : 'on' })
  })

const markOf = (secrets: Secrets): Buffer =>
  createHmac('sha256', secrets.master).update('this key folder belongs to this database').digest()

const compareMark = async (client: pg.Client, secrets: Secrets): Promise<void> => {
  const { rows } = await client.query<{ key_check: Buffer }>('select key_check from kernel.installation where id = 1')
  if (rows[0] && !rows[0].key_check.equals(markOf(secrets))) throw new StartFault('key-lost')
}

const onAdmin = async (adminUrl: string, act: (client: pg.Client) => Promise<void>): Promise<void> => {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await act(client)
  } finally {
    await client.end()
  }
}
