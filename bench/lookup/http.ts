/**
 * The whole look-up over HTTP, on the server as it is started by everybody: session, claim, ground, budget, key round with the
 * authority, outbox, audit rows, and behind the answer the courier and the matcher. Budgets stay: there are as many
 * invented people who ask, in as many organisations of the directory, as the number of look-ups needs, and each calls from an
 * address of its own (127.0.0.0/8), as people in different houses do.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { IDLE_MINUTES, insertSession, SIGN_IN } from '../../src/access/session.store.ts'
import { readReference, readReferenceTables } from '../../src/directory/index.ts'
import { type ActorId, asId, dayAt, type OrganisationId, randomFrom, type TraceId } from '../../src/kernel/index.ts'
import { LOOKUP_BUDGET } from '../../src/linkage/index.ts'
import { ROOT, readConfig } from '../../src/platform/config.ts'
import { asClaim, type SignedClaim } from '../../src/platform/database.ts'
import { hashToken } from '../../src/platform/http.ts'
import { openPlatform, type Platform } from '../../src/platform/platform.ts'
import { allProcesses, masterOf, sumOf } from '../processor.ts'
import { percentiles, round } from './times.ts'

export type HttpBenchOptions = {
  readonly lookUps: number
  readonly perSecond: number
  readonly say: (line: string) => void
}

const PORT = 18_437
const PER_ACTOR = Math.floor(LOOKUP_BUDGET.actorPerDay / 2)
const CLIENTS = 16
const REST_SECONDS = 60
/** Look-ups that are asked before any is timed. */
const WARMING = 200

/** Starts a server on an empty folder, asks, and gives the figures. */
export const benchHttp = async ({ lookUps, perSecond, say }: HttpBenchOptions) => {
  const folder = mkdtempSync(join(tmpdir(), 'samenhang-bench-lookups-'))
  const server = await startServer(folder, say)
  const platform = await openPlatform(settings(folder))
  try {
    const callers = await invitePeople(platform, Math.ceil((lookUps + WARMING) / PER_ACTOR))
    say(`${callers.length} people signed in`)
    const asked = await writeSignals(callers, lookUps + WARMING, say)
    say(`${REST_SECONDS} s of rest: masks are made when there is nothing else to do`)
    await pause(REST_SECONDS * 1000)
    // What a server does once, in its first minute: translate code, open connections, plan statements.
    const begun = asked.slice(WARMING)
    const flush = flushTimes(folder)
    await askSteadily(asked.slice(0, WARMING), perSecond / 2)
    const half = Math.floor(begun.length / 2)
    const steady = await measured(server, platform, () => askSteadily(begun.slice(0, half), perSecond))
    const most = await measured(server, platform, () => askAsFast(begun.slice(half)))
    const kept = await whatWasKept(platform)
    return { load: round(loadavg()[0] ?? 0), people: callers.length, flush, steady, most, kept }
  } finally {
    await platform.close()
    await stopServer(server)
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What it takes this disk to keep a page: each look-up waits for it twice, and for whoever is before it. */
const flushTimes = (folder: string) => {
  const file = openSync(join(folder, 'flush'), 'w')
  const times = Array.from({ length: 200 }, (_, place) => {
    writeSync(file, Buffer.alloc(8_192, 1), 0, 8_192, place * 8_192)
    const began = performance.now()
    fdatasyncSync(file)
    return performance.now() - began
  })
  closeSync(file)
  const { perSecond: _unused, ...shares } = percentiles(times)
  return shares
}

const environment = (folder: string) => ({
  ...process.env,
  SAMENHANG_DATA: folder,
  SAMENHANG_PORT: String(PORT),
  SAMENHANG_DEMONSTRATION: 'off',
  SAMENHANG_LOG: 'error',
})

const settings = (folder: string) => {
  const config = readConfig(environment(folder))
  if (!config.ok) throw new RangeError('the settings of the bench')
  return config.value
}

const startServer = async (folder: string, say: (line: string) => void): Promise<ChildProcess> => {
  const child = spawn(process.execPath, [join(ROOT, 'bin/samenhang.js'), 'start'], {
    env: environment(folder),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for (let tries = 0; tries < 1200; tries += 1) {
    if (child.exitCode !== null) throw new Error('the server did not start')
    const answer = await fetch(`http://127.0.0.1:${PORT}/v1/openapi.json`).catch(() => undefined)
    if (answer?.ok) return child
    if (tries % 50 === 49) say('waiting for the server')
    await pause(200)
  }
  throw new Error('the server did not answer in time')
}

const stopServer = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

type Caller = { readonly token: string; readonly agent: Agent }

/** Accounts of invented people, spread over all organisations where people work who may ask. */
const invitePeople = async (platform: Platform, count: number): Promise<readonly Caller[]> => {
  const reference = readReference(await readReferenceTables())
  if (!reference.ok) throw new RangeError('the directory cannot be read')
  const houses = reference.value.organisations.filter(({ kind }) => kind === 'care-coordination')
  const people = Array.from({ length: count }, (_, i) => ({
    actor: asId<ActorId>(randomUUID()),
    organisation: asId<OrganisationId>(houses[i % houses.length]?.id ?? ''),
    name: `Bedacht ${i}`,
  }))
  await makeAccounts(platform.urls.admin, people)
  const callers: Caller[] = []
  for (const [i, { actor, organisation }] of people.entries()) {
    const token = randomBytes(32).toString('base64url')
    await signIn(platform, token, { actor, organisation, function: 'care-coordinator', plane: 'care' })
    callers.push({
      token,
      agent: new Agent({ keepAlive: true, localAddress: `127.0.${1 + (i >>> 7)}.${1 + (i & 127)}` }),
    })
  }
  return callers
}

// As a provider would have let them in: the database takes no session of a real account without a proof.
const signIn = (platform: Platform, token: string, member: Omit<SignedClaim, 'purpose' | 'trace'>): Promise<void> => {
  const now = new Date()
  const claim = { ...member, purpose: SIGN_IN, trace: asId<TraceId>(randomUUID()) }
  return asClaim(platform.databases.worker, platform.secrets.claim, claim, (trx) =>
    insertSession(trx, {
      tokenHash: hashToken(token),
      actor: member.actor,
      now,
      proved: { at: now, idleMinutes: IDLE_MINUTES },
    }),
  )
}

const makeAccounts = async (
  adminUrl: string,
  people: readonly { readonly actor: string; readonly organisation: string; readonly name: string }[],
): Promise<void> => {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query('begin')
    await client.query('set local role samenhang_owner')
    for (const { actor, organisation, name } of people)
      await client.query(
        `insert into access.account (actor_id, organisation_id, function, plane, display_name, cast_key)
         values ($1, $2, 'care-coordinator', 'care', $3, null)`,
        [actor, organisation, name],
      )
    for (const { actor } of people)
      await client.query(
        `insert into access.identity (actor_id, issuer, subject, bound_at) values ($1, 'https://provider.invalid', $2, now())`,
        [actor, actor],
      )
    await client.query('commit')
  } finally {
    await client.end()
  }
}

type Answer = { readonly status: number; readonly body: Readonly<Record<string, unknown>> }

const post = (caller: Caller, path: string, body: unknown): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const text = JSON.stringify(body)
    const headers = {
      authorization: `Bearer ${caller.token}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
    }
    const sent = request(
      { host: '127.0.0.1', port: PORT, path, method: 'POST', agent: caller.agent, headers },
      (got) => {
        let answer = ''
        got.on('data', (chunk: Buffer) => {
          answer += chunk.toString()
        })
        got.on('end', () => resolve({ status: got.statusCode ?? 0, body: JSON.parse(answer) as Answer['body'] }))
      },
    )
    sent.on('error', reject)
    sent.end(text)
  })

const made = async (caller: Caller, path: string, body: unknown): Promise<Answer['body']> => {
  const answer = await post(caller, path, body)
  if (answer.status !== 201) throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  return answer.body
}

type Asked = { readonly caller: Caller; readonly body: Readonly<Record<string, unknown>> }

/** A signal of its own for each look-up, with a ground that stands. One person in three was written down by another house before. */
const writeSignals = async (
  callers: readonly Caller[],
  count: number,
  say: (line: string) => void,
): Promise<readonly Asked[]> => {
  const asked: Asked[] = []
  const numbers = Array.from({ length: count }, (_, i) => i)
  await inTurns(numbers, 8, async (i) => {
    const caller = callers[i % callers.length]
    if (!caller) return
    const person = personFrom(i % 3 === 0 ? i - 1 : i)
    const signal = await made(caller, '/v1/signals', { source: 'typed', exploitation: 'labour', person })
    const ground = await made(caller, `/v1/signals/${String(signal['signalId'])}/grounds`, {
      kind: 'legal-basis',
      purpose: 'D27',
      basis: 'avg-6-1-d',
      note: 'Bedacht voor de meting.',
      givenDate: dayAt(new Date()),
    })
    asked.push({
      caller,
      body: {
        signalId: signal['signalId'],
        groundId: ground['groundId'],
        purpose: 'D27',
        caseReference: `BENCH-${i}`,
      },
    })
    if (asked.length % 500 === 0) say(`${asked.length} signals with a ground`)
  })
  return asked
}

const GIVEN = 'Verzina Bedachta Papiera Nergensa Fictiva Mogelia Denkbea Zogena'.split(' ')
const SURNAME =
  'Verzonnen Bedacht Papieren Nergens Fictief Mogelijk Denkbeeldig Zogenaamd Schijnbaar Uitgevonden'.split(' ')
const personFrom = (number: number) => {
  const random = randomFrom(number + 100)
  const two = (value: number): string => String(value).padStart(2, '0')
  return {
    fullName: `${random.pick(GIVEN)} ${random.pick(SURNAME)}${random.pick(['', 'sen', 'stra', 'ink', 'man'])}`,
    birthDate: `${1960 + random.below(45)}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`,
    phone: `06 00 ${String(100_000 + number).padStart(6, '0')}`,
    nationality: 'NL',
  }
}

const inTurns = async <T>(items: readonly T[], workers: number, act: (item: T) => Promise<void>): Promise<void> => {
  const left = [...items].reverse()
  await Promise.all(
    Array.from({ length: workers }, async () => {
      for (let item = left.pop(); item !== undefined; item = left.pop()) await act(item)
    }),
  )
}

type Round = {
  readonly times: readonly number[]
  readonly seconds: number
  readonly statuses: Readonly<Record<string, number>>
}

const askOne = async ({ caller, body }: Asked, since: number, times: number[], statuses: Record<string, number>) => {
  const { status } = await post(caller, '/v1/look-ups', body)
  times.push(performance.now() - since)
  statuses[status] = (statuses[status] ?? 0) + 1
}

/** So many a second, whether or not the ones before were answered: a slow answer counts against those behind it too. */
const askSteadily = async (asked: readonly Asked[], perSecond: number): Promise<Round> => {
  const times: number[] = []
  const statuses: Record<string, number> = {}
  const began = performance.now()
  const running: Promise<void>[] = []
  for (const [i, one] of asked.entries()) {
    const due = began + (i * 1000) / perSecond
    const wait = due - performance.now()
    if (wait > 0) await pause(wait)
    // From the moment when it was due when we are late ourselves by more than a timer's coarseness.
    running.push(askOne(one, Math.min(performance.now(), due + 2), times, statuses))
  }
  await Promise.all(running)
  return { times, seconds: (performance.now() - began) / 1000, statuses }
}

/** As many as a few callers get who each wait for their answer. */
const askAsFast = async (asked: readonly Asked[]): Promise<Round> => {
  const times: number[] = []
  const statuses: Record<string, number> = {}
  const began = performance.now()
  await inTurns(asked, CLIENTS, (one) => askOne(one, performance.now(), times, statuses))
  return { times, seconds: (performance.now() - began) / 1000, statuses }
}

/** A round with what it cost: processor time of the server and of the database, and how long until the courier was through. */
const measured = async (server: ChildProcess, platform: Platform, act: () => Promise<Round>) => {
  const before = processorSeconds(server, platform)
  const own = process.cpuUsage()
  const { times, seconds, statuses } = await act()
  const answered = performance.now()
  const { user, system } = process.cpuUsage(own)
  while ((await waiting(platform)) > 0) await pause(20)
  const after = processorSeconds(server, platform)
  const each = (used: number | undefined, was: number | undefined) =>
    used === undefined || was === undefined ? undefined : round(((used - was) * 1000) / times.length)
  const { perSecond: _unused, ...shares } = percentiles(times)
  return {
    lookUps: times.length,
    statuses,
    perSecond: round(times.length / seconds),
    ...shares,
    serverCpuMsEach: each(after?.server, before?.server),
    databaseCpuMsEach: each(after?.database, before?.database),
    // Of this process, which asks on the same cores.
    askingCpuMsEach: round((user + system) / 1000 / times.length),
    courierBehindMs: round(performance.now() - answered),
    load: round(loadavg()[0] ?? 0),
  }
}

const waiting = async (platform: Platform): Promise<number> => {
  const client = new pg.Client({ connectionString: platform.urls.admin })
  await client.connect()
  try {
    const { rows } = await client.query<{ count: number }>('select count(*) from linkage.outbox where sent_at is null')
    return rows[0]?.count ?? 0
  } finally {
    await client.end()
  }
}

/** Linux says it in /proc; elsewhere these figures are absent. */
const processorSeconds = (server: ChildProcess, platform: Platform) => {
  try {
    const all = allProcesses()
    const master = masterOf(platform.config.dataFolder)
    const own = new Set([server.pid, ...all.filter(({ parent }) => parent === server.pid).map(({ pid }) => pid)])
    return {
      server: sumOf(all.filter(({ pid }) => own.has(pid) && pid !== master)),
      database: sumOf(all.filter(({ pid, parent }) => parent === master || pid === master)),
    }
  } catch {
    return undefined
  }
}

/** What must be there afterwards: a row in the log for each look-up, nothing left in the outbox, and hits. */
const whatWasKept = async (platform: Platform) => {
  const client = new pg.Client({ connectionString: platform.urls.admin })
  await client.connect()
  try {
    const { rows } = await client.query(`select
      (select count(*) from audit.request where operation = 'askLookUp' and outcome = 'done') as "auditRows",
      (select count(*) from audit.processing where act = 'looked-up') as "processingRows",
      (select count(*) from matching.entry) as "entries",
      (select count(*) from linkage.hit) as "hits"`)
    return rows[0] as Readonly<Record<string, number>>
  } finally {
    await client.end()
  }
}
