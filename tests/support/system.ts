/** A whole system on a database of its own, with a clock that the test turns. */
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { FastifyInstance, InjectOptions } from 'fastify'
import pg from 'pg'
import { inject } from 'vitest'
import { type CastMember, castDay } from '../../fixtures/cast.ts'
import { beginSession } from '../../src/access/session.store.ts'
import { type Reference, readReference, readReferenceTables } from '../../src/directory/index.ts'
import { type Config, ROOT } from '../../src/platform/config.ts'
import { withDatabase } from '../../src/platform/embedded-postgres.ts'
import { hashToken } from '../../src/platform/http.ts'
import type { Log } from '../../src/platform/log.ts'
import { openPlatform, type Platform } from '../../src/platform/platform.ts'
import { createSystem, type System } from '../../src/wiring.ts'

export const TEMPLATE = 'samenhang_template'

export const testConfig = (databaseUrl: string, dataFolder: string): Config => ({
  host: '127.0.0.1',
  port: 0,
  publicUrl: 'http://127.0.0.1',
  dataFolder,
  databaseUrl,
  demonstration: true,
  demonstrationPersons: 0,
  logLevel: 'silent',
  fsync: false,
})

// Nobody writes in it: one reading is enough for every house of a process.
let readOnce: Promise<Reference> | undefined
export const readReferenceOrThrow = (): Promise<Reference> => {
  readOnce ??= readTablesOrThrow()
  return readOnce
}

const readTablesOrThrow = async (): Promise<Reference> => {
  const outcome = readReference(await readReferenceTables())
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal))
  return outcome.value
}

export type TestClock = { now(): Date; advance(options: { days?: number; hours?: number; minutes?: number }): void }

export type TestSystem = {
  readonly platform: Platform
  readonly system: System
  readonly reference: Reference
  readonly http: FastifyInstance
  readonly clock: TestClock
  /** Listens on a free port of this machine, for a browser; gives the address. */
  listen(): Promise<string>
  /** Closes everything but the database and opens it again, as after a restart; gives the house as it is then. */
  restart(): Promise<TestSystem>
  /** Signs a member of the cast in and gives a caller that acts as that person. */
  as(member: CastMember): Promise<Caller>
  /** A caller who is nobody: the public. */
  readonly nobody: Caller
  /** A client with the rights of the administrator: only to prepare and to look, never to prove a policy. It is closed with the system. */
  admin(): Promise<pg.Client>
  close(): Promise<void>
}

export type Answer = {
  readonly status: number
  readonly body: unknown
  readonly text: string
  readonly headers: Readonly<Record<string, unknown>>
}
export type Caller = {
  readonly token?: string
  get(path: string): Promise<Answer>
  post(path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>
  delete(path: string): Promise<Answer>
}

export type TestOptions = {
  /** Hears what the log of the process would have written; silence when absent. */
  readonly log?: Log
  /** Builds the screens and serves them too: for a browser. */
  readonly screens?: boolean
  /** The clock runs, and can still be turned. */
  readonly clockRuns?: boolean
  /** A key folder of its own, as in a real installation: for tests that turn keys, which others must not lose. */
  readonly ownKeys?: boolean
  /** Settings that differ, asked at every opening: a role may have got a process of its own since. */
  readonly config?: () => Partial<Config>
  /** What is not there leaves on this beat, as in a real installation; at once when absent. */
  readonly beatMs?: number
  /** No demonstration: an installation for real people, without the cast, with the clock of this machine. */
  readonly real?: boolean
}

/** Opens a system on a fresh clone of the template. Close it in `afterAll`. */
export const openTestSystem = async (options: TestOptions = {}): Promise<TestSystem> => {
  const adminUrl = inject('adminUrl')
  const name = `samenhang_t${randomBytes(6).toString('hex')}`
  await onServer(adminUrl, async (client) => {
    // Cloning needs the template unused for a moment; another file may be cloning now.
    await client.query('select pg_advisory_lock(7711)')
    await client.query(`create database ${name} template ${TEMPLATE} strategy file_copy`)
    await client.query(`create database ${name}_keys template ${TEMPLATE}_keys strategy file_copy`)
  })
  if (options.real) await madeForReal(withDatabase(adminUrl, name))
  const clock = options.real
    ? testClock(new Date(), true)
    : testClock(new Date(`${castDay}T09:00:00Z`), options.clockRuns ?? false)
  const dataFolder = options.ownKeys ? ownDataFolder() : inject('dataFolder')
  const place = { adminUrl, name, dataFolder }
  return openOn(place, clock, options, options.screens ? await builtScreens() : undefined)
}

// What a first start with SAMENHANG_DEMONSTRATION=off would have made; the template is a demonstration.
const madeForReal = async (url: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('delete from access.account')
    await client.query('update kernel.installation set demonstration = false')
  } finally {
    await client.end()
  }
}

const ownDataFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'samenhang-keys-'))
  cpSync(join(inject('dataFolder'), 'keys'), join(folder, 'keys'), { recursive: true })
  return folder
}

const openOn = async (
  place: { readonly adminUrl: string; readonly name: string; readonly dataFolder: string },
  clock: TestClock,
  options: TestOptions,
  webFolder: string | undefined,
): Promise<TestSystem> => {
  const { adminUrl, name, dataFolder } = place
  const platform = await openPlatform({
    ...testConfig(withDatabase(adminUrl, name), dataFolder),
    ...(options.real ? { demonstration: false } : {}),
    ...options.config?.(),
  })
  const reference = await readReferenceOrThrow()
  const system = createSystem({
    platform,
    reference,
    clock: clock.now,
    log: options.log ?? (() => undefined),
    requestsPerMinute: 1_000_000,
    beatMs: options.beatMs ?? 0,
    ...(webFolder ? { webFolder } : {}),
  })
  const http = await system.http()
  const admins: pg.Client[] = []
  const shut = async (): Promise<void> => {
    await http.close()
    await Promise.all(admins.splice(0).map((client) => client.end()))
    await platform.close()
  }
  return {
    platform,
    system,
    reference,
    http,
    clock,
    listen: () => http.listen({ host: '127.0.0.1', port: 0 }),
    restart: async () => {
      await shut()
      return openOn(place, clock, options, webFolder)
    },
    as: async (member) => {
      const token = randomBytes(32).toString('base64url')
      await beginSession(platform, { tokenHash: hashToken(token), member, now: clock.now() })
      return callerFor(http, token)
    },
    nobody: callerFor(http),
    admin: async () => {
      const client = new pg.Client({ connectionString: platform.urls.admin })
      await client.connect()
      admins.push(client)
      return client
    },
    close: async () => {
      await shut()
      if (webFolder) rmSync(webFolder, { recursive: true, force: true })
      if (options.ownKeys) rmSync(dataFolder, { recursive: true, force: true })
      await onServer(adminUrl, async (client) => {
        for (const each of [name, `${name}_keys`]) await client.query(`drop database if exists ${each} with (force)`)
      })
    },
  }
}

// The build runs in a process of its own: it takes the mode of the process it runs in, and the mode of tests is not that of users.
// A copy is served, so that a build of somebody else does not pull the files from under an open page.
const builtScreens = async (): Promise<string> => {
  const { NODE_ENV: _mode, ...env } = process.env
  const build = `const { buildWeb } = await import(${JSON.stringify(join(ROOT, 'src/platform/web-build.ts'))}); await buildWeb()`
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', build], { cwd: ROOT, env })
  const folder = mkdtempSync(join(tmpdir(), 'samenhang-web-'))
  cpSync(join(ROOT, 'dist', 'web'), folder, { recursive: true })
  return folder
}

const testClock = (start: Date, runs: boolean): TestClock => {
  let at = start.getTime() - (runs ? Date.now() : 0)
  return {
    now: () => new Date(runs ? Date.now() + at : at),
    advance: ({ days = 0, hours = 0, minutes = 0 }) => {
      at += ((days * 24 + hours) * 60 + minutes) * 60_000
    },
  }
}

const callerFor = (http: FastifyInstance, token?: string): Caller => {
  const call = async (
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> => {
    const request: InjectOptions = {
      method,
      url: path,
      headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
      ...(body === undefined ? {} : { payload: body as object }),
    }
    const answer = await http.inject(request)
    const isJson = String(answer.headers['content-type'] ?? '').includes('json')
    return {
      status: answer.statusCode,
      text: answer.payload,
      headers: answer.headers,
      body: isJson ? answer.json() : undefined,
    }
  }
  return {
    ...(token ? { token } : {}),
    get: (path) => call('GET', path),
    post: (path, body, headers) => call('POST', path, body ?? {}, headers),
    delete: (path) => call('DELETE', path),
  }
}

const onServer = async (adminUrl: string, act: (client: pg.Client) => Promise<void>): Promise<void> => {
  const client = new pg.Client({ connectionString: withDatabase(adminUrl, 'postgres') })
  await client.connect()
  try {
    await act(client)
  } finally {
    await client.end()
  }
}
