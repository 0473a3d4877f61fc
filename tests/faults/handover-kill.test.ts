/**
 * Kills the server with SIGKILL between any two steps of a handover inside the product, and in the middle of each, and starts it again: one
 * house holds the file, what was answered stands once, and the step that was broken off can be done.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { type CastMember, cast, castOrganisations } from '../../fixtures/cast.ts'
import { startEmbedded, withDatabase } from '../../src/platform/embedded-postgres.ts'

const ROOT = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'samenhang-handover-kill-'))
let running: ChildProcess | undefined
afterAll(async () => {
  running?.kill('SIGKILL')
  killDatabase()
  rmSync(folder, { recursive: true, force: true })
})

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const freePort = async (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

const startHouse = async (): Promise<{ readonly url: string; readonly process: ChildProcess }> => {
  const port = await freePort()
  const child = spawn(process.execPath, [join(ROOT, 'bin/samenhang.js'), 'start'], {
    env: {
      ...process.env,
      ...{ SAMENHANG_DATA: folder, SAMENHANG_PORT: String(port), SAMENHANG_DEMONSTRATION_PERSONS: '0' },
      ...{ SAMENHANG_LOG: 'silent', DATABASE_URL: undefined },
    },
    stdio: 'ignore',
  })
  running = child
  const url = `http://127.0.0.1:${port}`
  for (let tries = 0; tries < 1_200; tries += 1) {
    const answer = await fetch(`${url}/v1/sessions/current`).catch(() => undefined)
    if (answer?.ok) return { url, process: child }
    await sleep(100)
  }
  throw new Error('the server did not start')
}
const kill = async (child: ChildProcess): Promise<void> => {
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}

type House = Awaited<ReturnType<typeof startHouse>>
const signIn = async ({ url }: House, member: CastMember): Promise<string> => {
  const answer = await fetch(`${url}/v1/sessions`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
    body: JSON.stringify({ castMember: member.key }),
  })
  return ((await answer.json()) as { token: string }).token
}

/** Sends a command with its key; undefined when the line broke before an answer came. */
const send = async (
  { url }: House,
  by: { readonly token: string; readonly path: string; readonly body: object; readonly key: string },
): Promise<{ readonly status: number; readonly body: Record<string, unknown> } | undefined> => {
  const answer = await fetch(`${url}${by.path}`, {
    method: 'POST',
    headers: {
      ...{ 'content-type': 'application/json', authorization: `Bearer ${by.token}`, 'idempotency-key': by.key },
    },
    body: JSON.stringify(by.body),
  }).catch(() => undefined)
  const body = await answer?.json().catch(() => undefined)
  return answer && body ? { status: answer.status, body: body as Record<string, unknown> } : undefined
}

const admin = async <T>(act: (client: pg.Client) => Promise<T>): Promise<T> => {
  const { adminUrl } = await startEmbedded({ folder, fsync: true })
  const client = new pg.Client({ connectionString: withDatabase(adminUrl, 'samenhang') })
  await client.connect()
  try {
    return await act(client)
  } finally {
    await client.end()
  }
}

const { coordinatorZaanstad: hanna, coordinatorEindhoven: mirte } = cast
/** Who does a step, at which address, and what the file and the handover are after it. */
type Step = {
  readonly name: string
  readonly by: CastMember
  readonly path: (ids: { readonly dossier: string; readonly handover: string }) => string
  readonly body: object
  readonly stage: string
  readonly fact: string
  readonly holder: string
}
const { careZaanstad, careEindhoven } = castOrganisations
const STEPS: readonly Step[] = [
  {
    ...{ name: 'offer', by: hanna, stage: 'offered', fact: 'handover-offered', holder: careZaanstad },
    ...{ path: ({ dossier }) => `/v1/dossiers/${dossier}/handovers`, body: { receiverId: careEindhoven } },
  },
  {
    ...{ name: 'seen', by: mirte, stage: 'seen', fact: 'handover-seen', holder: careZaanstad },
    ...{ path: ({ handover }) => `/v1/handovers/${handover}/views`, body: {} },
  },
  {
    ...{ name: 'accept', by: mirte, stage: 'accepted', fact: 'handover-accepted', holder: careEindhoven },
    ...{ path: ({ handover }) => `/v1/handovers/${handover}/acceptances`, body: {} },
  },
  {
    ...{ name: 'met', by: mirte, stage: 'overlap', fact: 'handover-met', holder: careEindhoven },
    ...{ path: ({ handover }) => `/v1/handovers/${handover}/meetings`, body: {} },
  },
  {
    ...{ name: 'landed', by: mirte, stage: 'landed', fact: 'handover-landed', holder: careEindhoven },
    ...{ path: ({ handover }) => `/v1/handovers/${handover}/landings`, body: {} },
  },
  {
    ...{ name: 'close', by: mirte, stage: 'closed', fact: 'handover-closed', holder: careEindhoven },
    ...{ path: ({ handover }) => `/v1/handovers/${handover}/closings`, body: {} },
  },
]

type Stands = { readonly holder: string; readonly stage: string | undefined; readonly facts: readonly string[] }
const standsNow = (dossier: string): Promise<Stands & { readonly handover: string | undefined }> =>
  admin(async (client) => {
    const { rows: files } = await client.query<{ holder: string }>(
      'select holder_id as holder from dossier.dossier where id = $1',
      [dossier],
    )
    expect(files).toHaveLength(1)
    const { rows: handovers } = await client.query<{ id: string; stage: string }>(
      'select id, stage from dossier.handover where dossier_id = $1',
      [dossier],
    )
    // Never doubled.
    expect(handovers.length).toBeLessThanOrEqual(1)
    const { rows: facts } = await client.query<{ kind: string }>(
      'select kind from dossier.fact where stream = $1 and kind = any ($2) order by version',
      [dossier, STEPS.map(({ fact }) => fact)],
    )
    const [file, handover] = [files[0], handovers[0]]
    return {
      ...{ holder: file?.holder ?? '', stage: handover?.stage, handover: handover?.id },
      facts: facts.map(({ kind }) => kind),
    }
  })

const prepare = async (house: House): Promise<string> => {
  const token = await signIn(house, hanna)
  const make = async (path: string, body: object): Promise<Record<string, unknown>> => {
    const answer = await send(house, { token, path, body, key: randomUUID() })
    expect(answer?.status, JSON.stringify(answer?.body)).toBe(201)
    return answer?.body ?? {}
  }
  const { dossierId } = await make('/v1/dossiers', { fields: [{ field: 'name', value: 'Verzonnen Kok' }] })
  await make(`/v1/dossiers/${String(dossierId)}/interest-decisions`, {
    ...{ kind: 'hand-over', because: ['other'], receiverId: careEindhoven },
    statement: {
      ...{ decidedBy: 'we', accords: 'wish-unknown', wishAbsent: 'not-reached' },
      ...{ effect: 'Een ander helpt.', alternatives: 'Geen.' },
    },
  })
  return String(dossierId)
}

test('a server that is killed between any two steps of a handover, and in the middle of each, leaves one holder, and nothing lost or doubled', async () => {
  let house = await startHouse()
  const dossier = await prepare(house)
  let handover = ''
  const broken: string[] = []
  for (const [index, step] of STEPS.entries()) {
    const before = await standsNow(dossier)
    const key = randomUUID()
    const command = async (): Promise<Parameters<typeof send>[1]> => ({
      ...{ token: await signIn(house, step.by), path: step.path({ dossier, handover }), body: step.body, key },
    })
    // In the middle: the command is on its way when the server goes.
    const asked = send(house, await command())
    await sleep(index * 4)
    await kill(house.process)
    const heard = await asked
    house = await startHouse()
    const middle = await standsNow(dossier)
    const isDone = middle.facts.includes(step.fact)
    if (!isDone) broken.push(step.name)
    // All of it or nothing of it; and what was answered is there.
    expect([middle.holder, middle.stage], step.name).toEqual(
      isDone ? [step.holder, step.stage] : [before.holder, before.stage],
    )
    if (heard !== undefined && heard.status < 300) expect(isDone, step.name).toBe(true)
    // The same command with the same key, after the restart: done, once.
    const again = await send(house, await command())
    expect(again?.status, `${step.name} ${JSON.stringify(again?.body)}`).toBeLessThan(300)
    const repeated = await send(house, await command())
    expect(repeated?.body, step.name).toEqual(again?.body)
    // Between two steps.
    await kill(house.process)
    house = await startHouse()
    const after = await standsNow(dossier)
    handover = after.handover ?? ''
    expect([after.holder, after.stage, after.facts], step.name).toEqual([
      ...[step.holder, step.stage],
      STEPS.slice(0, index + 1).map(({ fact }) => fact),
    ])
  }
  console.log(JSON.stringify({ kills: STEPS.length * 2, brokenOff: broken }))
  await kill(house.process)
}, 600_000)

// The database of the last start, so that nothing stays behind.
const killDatabase = (): void => {
  try {
    process.kill(Number(readFileSync(join(folder, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL')
  } catch {
    // Not running: nothing to kill.
  }
}
