/**
 * `npm run bench:reads`: how many logged reads a second, with the row of the log written before a byte leaves. Three ways: one row of a file
 * in an act (claim, row policies, both rows of the log), the whole file as an act (five questions, keys, chapters), and the whole file
 * over HTTP with a session, asked from another thread. `--seconds N` for each, `--streams N` at once, `--no-flush` without waiting for the disk.
 */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { cast } from '../../fixtures/cast.ts'
import { beginSession } from '../../src/access/session.store.ts'
import { seedCast } from '../../src/demonstration/cast.store.ts'
import { readReference, readReferenceTables } from '../../src/directory/index.ts'
import { findDossier } from '../../src/dossier/dossier.store.ts'
import { accept, refuse } from '../../src/kernel/index.ts'
import { loadReference } from '../../src/load-reference.ts'
import { startEmbedded, withDatabase } from '../../src/platform/embedded-postgres.ts'
import { hashToken } from '../../src/platform/http.ts'
import { openPlatform } from '../../src/platform/platform.ts'
import { createSystem } from '../../src/wiring.ts'
import { percentiles, round } from '../lookup/times.ts'

type Asked = {
  readonly base: string
  readonly token: string
  readonly ids: readonly string[]
  readonly seconds: number
  readonly streams: number
}
type Told = { readonly times: readonly number[]; readonly wrong: number }

/** Asks as often as it can for so long, in so many streams. */
const inStreams = async (
  seconds: number,
  streams: number,
  ask: (number: number) => Promise<boolean>,
): Promise<Told> => {
  const [times, until] = [[] as number[], performance.now() + seconds * 1000]
  let [number, wrong] = [0, 0]
  await Promise.all(
    Array.from({ length: streams }, async () => {
      while (performance.now() < until) {
        const began = performance.now()
        if (!(await ask(number++))) wrong += 1
        times.push(performance.now() - began)
      }
    }),
  )
  return { times, wrong }
}

const overHttp = ({ base, token, ids, seconds, streams }: Asked): Promise<Told> => {
  const agent = new Agent({ keepAlive: true, maxSockets: streams })
  const { hostname, port } = new URL(base)
  return inStreams(
    seconds,
    streams,
    (number) =>
      new Promise((resolve, reject) => {
        const path = `/v1/dossiers/${ids[number % ids.length]}`
        const sent = request({ hostname, port, path, agent, headers: { authorization: `Bearer ${token}` } }, (got) => {
          got.resume()
          got.on('end', () => resolve(got.statusCode === 200))
        })
        sent.on('error', reject)
        sent.end()
      }),
  )
}

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '10' },
      streams: { type: 'string', default: '16' },
      'no-flush': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    console.log(
      'bench:reads [--seconds N] [--streams N] [--no-flush]: logged reads a second, in process and over HTTP.',
    )
    return
  }
  const [seconds, streams] = [Number(values.seconds), Number(values.streams)]
  const folder = mkdtempSync(join(tmpdir(), 'samenhang-reads-'))
  const embedded = await startEmbedded({ folder, fsync: !values['no-flush'] })
  const reference = readReference(await readReferenceTables())
  if (!reference.ok) throw new Error(JSON.stringify(reference.refusal))
  const platform = await openPlatform({
    ...{ host: '127.0.0.1', port: 0, publicUrl: 'http://127.0.0.1', dataFolder: folder, demonstration: true },
    ...{ databaseUrl: withDatabase(embedded.adminUrl, 'samenhang'), demonstrationPersons: 0, logLevel: 'silent' },
    fsync: !values['no-flush'],
  })
  await loadReference(platform.urls.admin, reference.value, new Date())
  await seedCast(platform.urls.admin)
  const system = createSystem({
    platform,
    reference: reference.value,
    clock: () => new Date(),
    log: () => undefined,
    requestsPerMinute: 10_000_000,
  })
  const http = await system.http()
  try {
    const base = await http.listen({ host: '127.0.0.1', port: 0 })
    const member = cast.coordinatorZaanstad
    const token = randomBytes(32).toString('base64url')
    await beginSession(platform, { tokenHash: hashToken(token), member, now: new Date() })
    const post = async (path: string, payload: object): Promise<Record<string, string>> => {
      const answer = await http.inject({
        method: 'POST',
        url: `/v1${path}`,
        payload,
        headers: { authorization: `Bearer ${token}` },
      })
      if (answer.statusCode >= 300) throw new Error(answer.payload)
      return answer.json()
    }
    const ids: string[] = []
    for (let number = 0; number < 40; number += 1) {
      const { signalId } = await post('/signals', {
        source: 'typed',
        exploitation: 'labour',
        person: { fullName: `Verzonnen ${number}` },
      })
      const { dossierId = '' } = await post('/dossiers', { signalId, municipalityCode: 'GM0415' })
      for (const chapter of ['identity', 'contact', 'story'])
        await post(`/dossiers/${dossierId}/chapter-notes`, { chapter, text: 'Verzonnen woorden.' })
      ids.push(dossierId)
    }
    const rows = async (): Promise<number> =>
      // The log is read by the auditor alone.
      Number(
        (
          await platform.databases.auditor
            .selectFrom('audit.request')
            .select((eb) => eb.fn.countAll().as('n'))
            .executeTakeFirst()
        )?.n ?? 0,
      )
    const claim = { ...member, purpose: 'W01' } as const
    const one = async (number: number): Promise<boolean> =>
      (
        await system.acts.run({ claim, operation: 'readDossier' }, async (work) => {
          const found = await findDossier(work, ids[number % ids.length] ?? '')
          if (!found) return refuse('not-found')
          work.concerns(found.id, 'read-dossier')
          return accept(found.stage)
        })
      ).ok
    const route = system.routes.find(({ operationId }) => operationId === 'readDossier')
    if (!route || !('handle' in route)) throw new Error('there is no route that reads a file')
    const whole = async (number: number): Promise<boolean> =>
      (
        await system.acts.run({ claim, operation: 'readDossier' }, (work) =>
          // Safe: the route takes this id, and a query and a body with nothing in them.
          route.handle(work, { params: { dossierId: ids[number % ids.length] }, query: {}, body: {} } as never),
        )
      ).ok
    const asked: Asked = { base, token, ids, seconds, streams }
    const thread = (): Promise<Told> =>
      new Promise((resolve, reject) => {
        const worker = new Worker(new URL(import.meta.url), { workerData: asked })
        worker.once('message', resolve)
        worker.once('error', reject)
      })
    const ways = {
      'one row, in an act': () => inStreams(seconds, streams, one),
      'whole file, in an act': () => inStreams(seconds, streams, whole),
      'whole file, over HTTP': thread,
    }
    await inStreams(2, streams, whole)
    for (const [name, run] of Object.entries(ways)) {
      const before = await rows()
      const [cpu, began] = [process.cpuUsage(), performance.now()]
      const { times, wrong } = await run()
      const took = (performance.now() - began) / 1000
      const used = process.cpuUsage(cpu)
      const { perSecond: _unused, ...shares } = percentiles(times)
      const logged = (await rows()) - before
      console.log(
        JSON.stringify({
          ...{ way: name, reads: times.length, wrong, logged, perSecond: Math.round(times.length / took), ...shares },
          ...{
            ownCpuMsEach: round((used.user + used.system) / 1000 / times.length),
            load: round(loadavg()[0] ?? 0),
            streams,
          },
        }),
      )
      // A read without its row, or a row without a read, is no figure.
      if (logged !== times.length || wrong > 0) process.exitCode = 1
    }
  } finally {
    await http.close()
    await platform.close()
    await embedded.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

if (isMainThread) await main()
// Safe: the main thread hands over exactly this.
else parentPort?.postMessage(await overHttp(workerData as Asked))
