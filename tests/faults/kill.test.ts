/** Kills the app and the database hard, at moments nobody chose, and counts what was acknowledged. A database without flush is the control. */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { cast } from '../../fixtures/cast.ts'
import { startEmbedded, withDatabase } from '../../src/platform/embedded-postgres.ts'

const ROOT = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'samenhang-kill-'))
let running: ChildProcess | undefined

afterAll(() => {
  running?.kill('SIGKILL')
  killDatabase()
  rmSync(folder, { recursive: true, force: true })
})

const ROUNDS = 4
const SECONDS_PER_ROUND = 2

test('nothing that was acknowledged is lost, and no read was answered without its row, when the app or the database is killed at any moment', async () => {
  const acknowledged: string[] = []
  const read = { answered: 0 }
  for (let round = 0; round < ROUNDS; round += 1) {
    const house = await startHouse()
    const token = await signIn(house.url)
    const writing = writeUntilItFails(house.url, token, acknowledged)
    const reading = Array.from({ length: 4 }, () => readUntilItFails(house.url, token, read))
    await sleep(SECONDS_PER_ROUND * 1000 * (0.5 + 0.25 * round))
    if (round % 2 === 1) killDatabase()
    house.process.kill('SIGKILL')
    await Promise.all([writing, ...reading])
  }
  const house = await startHouse()
  // Before anybody asks again: whoever was answered has a row. A row whose reader was killed with the answer on its way is none too many.
  const rows = await countReads()
  expect(read.answered).toBeGreaterThan(ROUNDS * 10)
  expect(rows).toBeGreaterThanOrEqual(read.answered)
  const present = await listAll(house.url, await signIn(house.url))
  expect(acknowledged.length).toBeGreaterThan(ROUNDS)
  expect(acknowledged.filter((id) => !present.has(id))).toEqual([])
  house.process.kill('SIGTERM')
}, 240_000)

const startHouse = async (): Promise<{ url: string; process: ChildProcess }> => {
  const port = await freePort()
  const child = spawn(process.execPath, [join(ROOT, 'bin/samenhang.js'), 'start'], {
    env: {
      ...process.env,
      SAMENHANG_DATA: folder,
      SAMENHANG_PORT: String(port),
      SAMENHANG_DEMONSTRATION_PERSONS: '0',
      SAMENHANG_LOG: 'silent',
      DATABASE_URL: undefined,
    },
    stdio: 'ignore',
  })
  running = child
  const url = `http://127.0.0.1:${port}`
  for (let tries = 0; tries < 600; tries += 1) {
    const answer = await fetch(`${url}/v1/sessions/current`).catch(() => undefined)
    if (answer?.ok) return { url, process: child }
    await sleep(100)
  }
  throw new Error('the server did not start')
}

const signIn = async (url: string): Promise<string> => {
  const answer = await fetch(`${url}/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ castMember: cast.coordinatorZaanstad.key }),
  })
  return ((await answer.json()) as { token: string }).token
}

const writeUntilItFails = async (url: string, token: string, acknowledged: string[]): Promise<void> => {
  for (;;) {
    const answer = await fetch(`${url}/v1/signals`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        'idempotency-key': randomUUID(),
      },
      body: JSON.stringify({
        source: 'typed',
        person: { given: 'Verzonnen', surname: randomUUID().slice(0, 8) },
        exploitation: 'unknown',
        happened: '2026-11-01',
      }),
    }).catch(() => undefined)
    if (!answer?.ok) return
    const body = (await answer.json().catch(() => undefined)) as { signalId: string } | undefined
    if (!body) return
    acknowledged.push(body.signalId)
  }
}

const readUntilItFails = async (url: string, token: string, read: { answered: number }): Promise<void> => {
  for (;;) {
    const answer = await fetch(`${url}/v1/signals?limit=1`, { headers: { authorization: `Bearer ${token}` } }).catch(
      () => undefined,
    )
    // The head of an answer is an answer: it left.
    if (!answer?.ok) return
    read.answered += 1
    await answer.arrayBuffer().catch(() => undefined)
  }
}

const countReads = async (): Promise<number> => {
  const { adminUrl } = await startEmbedded({ folder, fsync: true })
  const client = new pg.Client({ connectionString: withDatabase(adminUrl, 'samenhang') })
  await client.connect()
  try {
    const { rows } = await client.query<{ n: number }>(
      "select count(*)::int as n from audit.request where operation = 'listSignals' and outcome = 'done'",
    )
    return rows[0]?.n ?? 0
  } finally {
    await client.end()
  }
}

const listAll = async (url: string, token: string): Promise<ReadonlySet<string>> => {
  const found = new Set<string>()
  let cursor = ''
  do {
    const answer = await fetch(`${url}/v1/signals?limit=100${cursor}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const page = (await answer.json()) as { signals: { signalId: string }[]; nextCursor?: string }
    for (const each of page.signals) found.add(each.signalId)
    cursor = page.nextCursor ? `&cursor=${encodeURIComponent(page.nextCursor)}` : ''
  } while (cursor)
  return found
}

// Every process of the server, at once: as when the machine takes them all.
const killDatabase = (): void => {
  try {
    const pid = Number(readFileSync(join(folder, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0])
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
      .trim()
      .split(' ')
      .filter(Boolean)
      .map(Number)
    for (const each of [pid, ...children]) process.kill(each, 'SIGKILL')
  } catch {
    // Not running: nothing to kill.
  }
}

const freePort = async (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
