/** What goes wrong at a start gets a sentence that helps, in Dutch and English, and an exit code: never a stack. */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { cast } from '../../fixtures/cast.ts'
import { asId, type TraceId } from '../../src/kernel/index.ts'
import { asClaim } from '../../src/platform/database.ts'
import { startEmbedded, withDatabase } from '../../src/platform/embedded-postgres.ts'
import { openPlatform } from '../../src/platform/platform.ts'
import { openSecrets } from '../../src/platform/secrets.ts'
import { testConfig } from '../support/system.ts'

const ROOT = join(import.meta.dirname, '../..')
const folders: string[] = []

afterEach(() => {
  for (const each of folders.splice(0)) rmSync(each, { recursive: true, force: true })
})

const scratch = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'samenhang-start-'))
  folders.push(folder)
  return folder
}

type Ended = { readonly code: number | null; readonly said: string }

const start = (env: Readonly<Record<string, string | undefined>>): Promise<Ended> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [join(ROOT, 'bin/samenhang.js'), 'start'], {
      env: { ...process.env, DATABASE_URL: undefined, SAMENHANG_DEMONSTRATION_PERSONS: '0', ...env },
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString()
      })
    child.on('exit', (code) => resolve({ code, said }))
  })

const expectHelp = (ended: Ended, dutch: RegExp, english: RegExp): void => {
  expect(ended.code).toBe(1)
  expect(ended.said).toMatch(dutch)
  expect(ended.said).toMatch(english)
  expect(ended.said).not.toMatch(/\n\s+at /)
}

test('a port that is in use is named, with how to choose another', async () => {
  const taken: Server = await new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => resolve(server))
  })
  const address = taken.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const folder = scratch()
  try {
    const ended = await start({ SAMENHANG_DATA: folder, SAMENHANG_PORT: String(port) })
    expectHelp(ended, new RegExp(`Poort ${port} is bezet.*SAMENHANG_PORT`), /in use/)
  } finally {
    taken.close()
    stopDatabase(folder)
  }
}, 120_000)

test('data of an older database version are left as they are, with what to do', async () => {
  const folder = scratch()
  mkdirSync(join(folder, 'cluster'), { recursive: true })
  writeFileSync(join(folder, 'cluster', 'PG_VERSION'), '16\n')
  expectHelp(await start({ SAMENHANG_DATA: folder, SAMENHANG_PORT: '0' }), /PostgreSQL 16; nodig is 18/, /18 is needed/)
}, 60_000)

test('a server that does not answer is said to be so', async () => {
  const ended = await start({
    SAMENHANG_DATA: scratch(),
    SAMENHANG_PORT: '0',
    DATABASE_URL: 'postgresql://nobody:x@127.0.0.1:1/none',
  })
  expectHelp(ended, /antwoordt niet/, /does not answer/)
  expect(ended.said).not.toContain('nobody:x')
}, 60_000)

test('a word that is neither on nor off does not quietly leave the demonstration on', async () => {
  const ended = await start({ SAMENHANG_DATA: scratch(), SAMENHANG_DEMONSTRATION: 'false' })
  expectHelp(ended, /SAMENHANG_DEMONSTRATION kan zo niet/, /cannot be used/)
}, 60_000)

test('a key folder in which a key is missing is said to be lost, not completed', async () => {
  const folder = scratch()
  openSecrets(folder)
  rmSync(join(folder, 'keys', 'epoch.key'))
  expectHelp(await start({ SAMENHANG_DATA: folder, SAMENHANG_PORT: '0' }), /keys uit de back-up/, /key folder/)
  expect(existsSync(join(folder, 'keys', 'epoch.key'))).toBe(false)
}, 60_000)

test('a first start that is killed half-way stands in nobody its way', async () => {
  const folder = scratch()
  const child = spawn(process.execPath, [join(ROOT, 'bin/samenhang.js'), 'start'], {
    env: { ...process.env, DATABASE_URL: undefined, SAMENHANG_DATA: folder, SAMENHANG_PORT: '0' },
    detached: true,
    stdio: 'ignore',
  })
  const halfMade = () => readdirSync(folder).some((each) => existsSync(join(folder, each, 'PG_VERSION')))
  for (let tries = 0; tries < 6_000 && !halfMade(); tries += 1) spawnSync('sleep', ['0.005'])
  process.kill(-(child.pid ?? 0), 'SIGKILL')
  const embedded = await startEmbedded({ folder, fsync: false })
  expect(embedded.started).toBe(true)
  await embedded.stop()
}, 120_000)

test('stopping while the demonstration still fills itself ends the server and its database', async () => {
  const folder = scratch()
  const child = spawn(process.execPath, [join(ROOT, 'bin/samenhang.js'), 'start'], {
    env: { ...process.env, DATABASE_URL: undefined, SAMENHANG_DATA: folder, SAMENHANG_PORT: '0' },
  })
  child.stdout.on('data', (chunk: Buffer) => {
    if (chunk.includes('is running')) child.kill('SIGTERM')
  })
  const code = await new Promise((resolve) => child.on('exit', resolve))
  expect(code).toBe(0)
  expect(existsSync(join(folder, 'cluster', 'postmaster.pid'))).toBe(false)
}, 120_000)

test('an administrator who is no superuser suffices, and a start with other keys leaves the running house alone', async () => {
  const folder = scratch()
  const embedded = await startEmbedded({ folder, fsync: false })
  try {
    const root = new pg.Client({ connectionString: embedded.adminUrl })
    await root.connect()
    await root.query("create role deployer login createrole createdb password 'x'")
    await root.end()
    const url = withDatabase(embedded.adminUrl, 'samenhang', { user: 'deployer', password: 'x' })
    const house = await openPlatform(testConfig(url, join(folder, 'one')))
    await expect(openPlatform(testConfig(url, join(folder, 'two')))).rejects.toMatchObject({ kind: 'key-lost' })
    const worker = new pg.Client({ connectionString: house.urls.worker })
    await worker.connect()
    await worker.end()
    const member = cast.coordinatorZaanstad
    const claim = { ...member, purpose: 'W01', trace: asId<TraceId>(randomUUID()) }
    const seen = await asClaim(house.databases.worker, house.secrets.claim, claim, (trx) =>
      sql<{ actor: string }>`select actor_id as actor from keeper.current_claim()`.execute(trx),
    )
    expect(seen.rows).toEqual([{ actor: member.actor }])
    await house.close()
  } finally {
    await embedded.stop()
  }
}, 120_000)

test('a setting that cannot be used is named, its value is not repeated', async () => {
  const ended = await start({ SAMENHANG_DATA: scratch(), DATABASE_URL: 'mysql://user:secret@host/db' })
  expectHelp(ended, /DATABASE_URL/, /cannot be used/)
  expect(ended.said).not.toContain('secret')
}, 60_000)

const mayMount = process.getuid?.() === 0 && spawnSync('mount', ['--version']).status === 0
test.skipIf(!mayMount)(
  'a full disk is said to be full (skipped where a small disk cannot be mounted)',
  async () => {
    const folder = scratch()
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', folder]).status === 0
    if (!mounted) return
    try {
      expectHelp(
        await start({ SAMENHANG_DATA: join(folder, 'data'), SAMENHANG_PORT: '0' }),
        /schijf is vol/,
        /disk is full/,
      )
    } finally {
      execFileSync('umount', ['-l', folder])
    }
  },
  120_000,
)

const stopDatabase = (folder: string): void => {
  spawnSync('sh', ['-c', `kill $(head -1 ${join(folder, 'cluster', 'postmaster.pid')})`])
  for (let tries = 0; tries < 50; tries += 1) {
    if (spawnSync('test', ['-f', join(folder, 'cluster', 'postmaster.pid')]).status !== 0) return
    spawnSync('sleep', ['0.1'])
  }
}
