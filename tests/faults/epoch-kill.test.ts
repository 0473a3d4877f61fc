/** A turn of keys under a real server that is killed hard, again and again: it goes on where it was, and nobody is lost or encoded twice. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { type CastMember, cast } from '../../fixtures/cast.ts'
import { RE_ENCODE_BATCH } from '../../src/linkage/epoch-re-encode.store.ts'
import { ROOT } from '../../src/platform/config.ts'
import { startEmbedded, withDatabase } from '../../src/platform/embedded-postgres.ts'
import { inventedPerson } from '../support/linked-people.ts'

const folder = mkdtempSync(join(tmpdir(), 'samenhang-turn-'))
let running: ChildProcess | undefined
afterAll(async () => {
  running?.kill('SIGTERM')
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  rmSync(folder, { recursive: true, force: true })
})

const env = { ...process.env, SAMENHANG_DATA: folder, SAMENHANG_DEMONSTRATION_PERSONS: '0', SAMENHANG_LOG: 'silent' }
const withoutGiven = { ...env, DATABASE_URL: undefined }
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const startHouse = async (): Promise<string> => {
  const port = await freePort()
  running = spawn(process.execPath, [join(ROOT, 'bin/samenhang.js'), 'start'], {
    env: { ...withoutGiven, SAMENHANG_PORT: String(port) },
    stdio: 'ignore',
  })
  const url = `http://127.0.0.1:${port}`
  for (let tries = 0; tries < 900; tries += 1) {
    const answer = await fetch(`${url}/v1/sessions/current`).catch(() => undefined)
    if (answer?.ok) return url
    await sleep(100)
  }
  throw new Error('the server did not start')
}

const killHouse = async (): Promise<void> => {
  const killed = new Promise((resolve) => running?.once('exit', resolve))
  running?.kill('SIGKILL')
  await killed
}

const freePort = async (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

const post = async (url: string, path: string, body: object, token?: string): Promise<Record<string, string>> => {
  const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) }
  const answer = await fetch(`${url}/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${path} ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as Record<string, string>
}

const ask = async (url: string, token: string, person: object): Promise<string | undefined> => {
  const { signalId } = await post(url, '/signals', { source: 'typed', exploitation: 'labour', person }, token)
  const ground = { kind: 'legal-basis', purpose: 'D27', basis: 'avg-6-1-d', note: 'Acuut gevaar.' }
  const givenDate = new Date().toISOString().slice(0, 10)
  const { groundId } = await post(url, `/signals/${signalId}/grounds`, { ...ground, givenDate }, token)
  await post(url, '/look-ups', { signalId, groundId, purpose: 'D27', caseReference: 'ZNS 1' }, token)
  return signalId
}
const signIn = async (url: string, member: CastMember): Promise<string> =>
  (await post(url, '/sessions', { castMember: member.key }))['token'] ?? ''

type Status = { readonly progress: { encoded: number; waiting: number; turning: boolean }; readonly epochs: unknown[] }
const epoch = async (act: 'open' | 'status'): Promise<Status> => {
  const run = promisify(execFile)(process.execPath, [join(ROOT, 'bin/samenhang.js'), 'epoch', act, '--json'], {
    env: withoutGiven,
  })
  return JSON.parse((await run).stdout) as Status
}

/** Waits until so many are encoded again, looking past the server at its database. */
const untilEncoded = async (least: number): Promise<void> => {
  const { adminUrl } = await startEmbedded({ folder, fsync: true })
  const client = new pg.Client({ connectionString: withDatabase(adminUrl, 'samenhang') })
  await client.connect()
  for (let tries = 0; tries < 3_000; tries += 1) {
    const { rows } = await client.query<{ n: number }>(
      "select count(*)::int as n from linkage.epoch_handle where epoch = 'e2'",
    )
    if ((rows[0]?.n ?? 0) >= least) break
    await sleep(5)
  }
  await client.end()
}

/** Within the budget of a day of each; the demonstration asked once for Eindhoven. */
const EACH = 38

test('a turn of keys survives kills of the server: everybody is in the new epoch, the old keys are gone, and hits are told once', async () => {
  let url = await startHouse()
  const members = [cast.coordinatorZaanstad, cast.colleagueZaanstad, cast.coordinatorEindhoven]
  const signals: (string | undefined)[] = []
  for (const [n, member] of members.entries()) {
    const token = await signIn(url, member)
    for (let each = 0; each < EACH; each += 1) signals.push(await ask(url, token, inventedPerson(n * EACH + each)))
  }
  const [known] = signals
  // Eindhoven knows what Zaanstad's first is about.
  const asked = members.length * EACH + 1
  const eindhoven = await signIn(url, cast.coordinatorEindhoven)
  await ask(url, eindhoven, inventedPerson(0))
  // One of the demonstration's own: the cook of Eindhoven.
  const opened = await epoch('open')
  expect(opened.progress.turning).toBe(true)
  const atKills: number[] = []
  for (const least of [1, RE_ENCODE_BATCH + 1]) {
    await untilEncoded(least)
    await killHouse()
    atKills.push((await epoch('status')).progress.encoded)
    url = await startHouse()
  }
  console.log(`encoded again at each kill: ${atKills.join(', ')} of ${asked + 1}`)
  // Otherwise nothing was killed half-way, and this says nothing.
  expect(atKills.every((each) => each > 0 && each < asked + 1)).toBe(true)
  let status = await epoch('status')
  for (let tries = 0; tries < 60 && status.progress.turning; tries += 1) {
    await sleep(1_000)
    status = await epoch('status')
  }
  expect(status.progress).toMatchObject({ turning: false, waiting: 0 })
  expect(status.progress.encoded).toBe(asked + 1)
  expect(readdirSync(join(folder, 'keys')).filter((each) => /(authority|epoch)\.(e\d+\.)?key/.test(each))).toEqual([
    'authority.e2.key',
    'epoch.e2.key',
  ])
  const token = await signIn(url, cast.coordinatorZaanstad)
  const answer = await fetch(`${url}/v1/hits`, { headers: { authorization: `Bearer ${token}` } })
  const { hits } = (await answer.json()) as { hits: { signalId: string; grade: string }[] }
  expect(hits).toEqual([expect.objectContaining({ grade: 'hit', signalId: known })])
}, 280_000)
