/**
 * `npm run bench:reads`: how many logged reads a second, with the row of the log written before a byte leaves. Four ways: one row of a file
 * in an act (claim, row policies, both rows of the log), the whole file as an act (its questions, keys, chapters), one signal with what is
 * sealed in it over HTTP with a session, and the whole file over HTTP; over HTTP another process asks on the same cores. Beside each
 * rate stands what a read costs: processor time of the server and of the database, statements, crossings and flushes.
 */
import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { cast } from '../../fixtures/cast.ts'
import { beginSession } from '../../src/access/session.store.ts'
import { findDossier } from '../../src/dossier/dossier.store.ts'
import { accept, refuse } from '../../src/kernel/index.ts'
import { hashToken } from '../../src/platform/http.ts'
import type { Platform } from '../../src/platform/platform.ts'
import { openBenchHouse } from '../house.ts'
import { percentiles, round } from '../lookup/times.ts'
import { databaseSeconds } from '../processor.ts'
import type { Asked } from './asker.ts'
import { inStreams, type Told } from './streams.ts'

const HELP = `bench:reads: logged reads a second, in process and over HTTP.

  --seconds N    for each way (default 10)
  --streams N    that ask at once (default 16)
  --way TEXT     only the ways with this text in their name
  --no-flush     without waiting for the disk
`
const FILES = 40

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '10' },
      streams: { type: 'string', default: '16' },
      way: { type: 'string', default: '' },
      'no-flush': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(HELP)
    return
  }
  const [seconds, streams] = [Number(values.seconds), Number(values.streams)]
  const house = await openBenchHouse('reads', { flush: !values['no-flush'] })
  const { platform, system, http } = house
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
    const [ids, signals] = [[] as string[], [] as string[]]
    for (let number = 0; number < FILES; number += 1) {
      const { signalId = '' } = await post('/signals', {
        source: 'typed',
        exploitation: 'labour',
        person: { fullName: `Verzonnen ${number}` },
      })
      const { dossierId = '' } = await post('/dossiers', { signalId, municipalityCode: 'GM0415' })
      for (const chapter of ['identity', 'contact', 'story'])
        await post(`/dossiers/${dossierId}/chapter-notes`, { chapter, text: 'Verzonnen woorden.' })
      ids.push(dossierId)
      signals.push(signalId)
    }
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
    const askedOf =
      (paths: readonly string[]) =>
      (forSeconds: number): Promise<Told> =>
        askElsewhere({ base, token, paths, seconds: forSeconds, streams })
    const ways: Readonly<Record<string, (forSeconds: number) => Promise<Told>>> = {
      'one row, in an act': (forSeconds) => inStreams(forSeconds, streams, one),
      'whole file, in an act': (forSeconds) => inStreams(forSeconds, streams, whole),
      'one signal, over HTTP': askedOf(signals.map((id) => `/v1/signals/${id}`)),
      'whole file, over HTTP': askedOf(ids.map((id) => `/v1/dossiers/${id}`)),
    }
    for (const [name, run] of Object.entries(ways).filter(([name]) => name.includes(values.way))) {
      process.stderr.write(`measuring: ${name}\n`)
      await run(2)
      const figures = await measured(platform, () => run(seconds))
      console.log(JSON.stringify({ way: name, ...figures, streams }))
      // A read without its row, or a row without a read, is no figure.
      if (figures.logged !== figures.reads || figures.wrong > 0) process.exitCode = 1
    }
  } finally {
    await house.close()
  }
}

const askElsewhere = (asked: Asked): Promise<Told> =>
  new Promise((resolve, reject) => {
    const asker = fork(new URL('./asker.ts', import.meta.url))
    asker.once('message', (told) => resolve(told as Told))
    asker.once('error', reject)
    asker.send(asked)
  })

/** A round with what it cost, and how many rows of the log it left. */
const measured = async (platform: Platform, run: () => Promise<Told>) => {
  const before = { ...(await counted(platform)), cpu: databaseSeconds(platform.config.dataFolder) }
  const [cpu, began] = [process.cpuUsage(), performance.now()]
  const { times, wrong } = await run()
  const took = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(cpu)
  const after = { ...(await counted(platform)), cpu: databaseSeconds(platform.config.dataFolder) }
  const { perSecond: _unused, ...shares } = percentiles(times)
  const each = (count: number): number => round(count / times.length)
  return {
    ...{ reads: times.length, wrong, logged: after.logged - before.logged },
    ...{ perSecond: Math.round(times.length / took), ...shares },
    serverCpuMsEach: each((user + system) / 1000),
    ...(after.cpu && before.cpu ? { databaseCpuMsEach: each((after.cpu - before.cpu) * 1000) } : {}),
    ...{ commitsEach: each(after.commits - before.commits), flushesEach: each(after.flushes - before.flushes) },
    load: round(loadavg()[0] ?? 0),
  }
}

const counted = async (platform: Platform) => {
  const client = new pg.Client({ connectionString: platform.urls.admin })
  await client.connect()
  try {
    // A backend tells its counts when it has been idle for a moment.
    await new Promise((resolve) => setTimeout(resolve, 1200))
    const { rows } = await client.query<{ logged: string; commits: string; flushes: string }>(`select
      (select count(*) from audit.request) as logged,
      (select sum(xact_commit) from pg_stat_database) as commits,
      (select sum(fsyncs) from pg_stat_io where object = 'wal') as flushes`)
    const [row] = rows
    return { logged: Number(row?.logged), commits: Number(row?.commits), flushes: Number(row?.flushes) }
  } finally {
    await client.end()
  }
}

await main()
