/** One database server per test run: the embedded one without flush to disk, or the one of DATABASE_URL. A migrated template is cloned per file. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { seedCast } from '../../src/demonstration/cast.store.ts'
import { loadReference } from '../../src/load-reference.ts'
import { startEmbedded, withDatabase } from '../../src/platform/embedded-postgres.ts'
import { openPlatform } from '../../src/platform/platform.ts'
import { readReferenceOrThrow, TEMPLATE, testConfig } from './system.ts'

declare module 'vitest' {
  interface ProvidedContext {
    readonly adminUrl: string
    readonly dataFolder: string
  }
}

type TestHouse = { readonly adminUrl: string; readonly dataFolder: string; users: number; stop(): Promise<void> }

// Each project of the runner calls this file, in one process: they share one server, because roles and their passwords are the server's.
const shared = globalThis as { samenhangTestHouse?: Promise<TestHouse> }

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared.samenhangTestHouse ??= openTestHouse()
  const house = await shared.samenhangTestHouse
  house.users += 1
  project.provide('adminUrl', house.adminUrl)
  project.provide('dataFolder', house.dataFolder)
  return async () => {
    house.users -= 1
    if (house.users > 0) return
    delete shared.samenhangTestHouse
    await house.stop()
  }
}

const openTestHouse = async (): Promise<TestHouse> => {
  const root = scratchRoot()
  sweepKilled(root)
  const dataFolder = mkdtempSync(join(root, `${FOLDER}${process.pid}-`))
  const given = process.env['DATABASE_URL']
  const embedded = given ? undefined : await startEmbedded({ folder: dataFolder, fsync: false })
  const adminUrl = given ?? embedded?.adminUrl ?? ''
  if (embedded) await signInCheaply(adminUrl)
  // A server that is given may hold the template of an earlier run, made with other keys.
  await dropTemplates(adminUrl)
  const platform = await openPlatform(testConfig(withDatabase(adminUrl, TEMPLATE), dataFolder))
  await loadReference(platform.urls.admin, await readReferenceOrThrow(), new Date())
  await seedCast(platform.urls.admin)
  await platform.close()
  return {
    adminUrl,
    dataFolder,
    users: 0,
    stop: async () => {
      if (embedded) await embedded.stop()
      else await dropTemplates(adminUrl)
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

// Every house of a test opens some twenty connections, and both sides derive the key of a password that was drawn and cannot be guessed.
const signInCheaply = async (adminUrl: string): Promise<void> => {
  const client = new pg.Client({ connectionString: withDatabase(adminUrl, 'postgres') })
  await client.connect()
  try {
    await client.query('alter system set scram_iterations = 1')
    await client.query('select pg_reload_conf()')
  } finally {
    await client.end()
  }
}

const FOLDER = 'samenhang-test-'
const MEMORY = '/dev/shm'
const ENOUGH_BYTES = 4 * 1024 ** 3

// Every test file clones a database of a thousand small files: in memory, where there is room, that costs a tenth.
const scratchRoot = (): string => {
  try {
    const { bavail, bsize } = statfsSync(MEMORY)
    return bavail * bsize >= ENOUGH_BYTES ? MEMORY : tmpdir()
  } catch {
    return tmpdir()
  }
}

// A run that was killed leaves its server and its folder, which may lie in memory.
const sweepKilled = (root: string): void => {
  for (const name of readdirSync(root).filter((each) => each.startsWith(FOLDER))) {
    const pid = Number(name.slice(FOLDER.length).split('-')[0])
    if (!Number.isInteger(pid) || pid <= 0 || isRunning(pid)) continue
    stopLeftServer(join(root, name, 'cluster', 'postmaster.pid'))
    rmSync(join(root, name), { recursive: true, force: true })
  }
}

const stopLeftServer = (pidFile: string): void => {
  try {
    process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGQUIT')
  } catch {
    // No such file, or no such process any more.
  }
}

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (fault) {
    return (fault as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const dropTemplates = async (adminUrl: string): Promise<void> => {
  const client = new pg.Client({ connectionString: withDatabase(adminUrl, 'postgres') })
  await client.connect()
  try {
    for (const name of [TEMPLATE, `${TEMPLATE}_keys`])
      await client.query(`drop database if exists ${name} with (force)`)
  } finally {
    await client.end()
  }
}
