/**
 * `npm run bench:worklist`: how long the worklist of open dossiers takes over HTTP when the house holds many. 100,000 dossiers, each with a
 * sealed name and two in three with a term that runs; one house holds a share of them, and a second measurement is of a house that holds all.
 * Between the calls acts are done that move a term, as in a day; a third measurement is of a page in the middle of that list. Beside the
 * times stands what the database itself computed for a call. `--dossiers N`, `--share P` (of the first house), `--calls N`, `--no-flush`.
 */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { type CastMember, cast } from '../../fixtures/cast.ts'
import { beginSession } from '../../src/access/session.store.ts'
import { addDays, dayAt } from '../../src/kernel/index.ts'
import { factPlace } from '../../src/platform/facts.ts'
import { hashToken } from '../../src/platform/http.ts'
import { refsFor, sealWith } from '../../src/platform/key-store.ts'
import { openBenchHouse } from '../house.ts'
import { percentiles, round } from '../lookup/times.ts'

const { values } = parseArgs({
  options: {
    dossiers: { type: 'string', default: '100000' },
    share: { type: 'string', default: '0.05' },
    calls: { type: 'string', default: '300' },
    'no-flush': { type: 'boolean', default: false },
  },
})
const [dossiers, share, calls] = [Number(values.dossiers), Number(values.share), Number(values.calls)]
const P95_MAX_MS = 50
/** After a good part of the dossiers for which nothing is due. */
const MIDDLE = '1~9999-12-31~80000000-0000-4000-8000-000000000000'
const BATCH = 2_000
const DAY_MS = 86_400_000

const house = await openBenchHouse('worklist', { flush: !values['no-flush'] })
const { platform, http } = house
const admin = new pg.Client({ connectionString: platform.urls.admin })
await admin.connect()

/** Dossiers of one house, with the name sealed as the house would seal it and a move some time ago in two of three. */
const fill = async (holder: CastMember, count: number): Promise<void> => {
  const today = dayAt(new Date())
  for (let done = 0; done < count; done += BATCH) {
    const ids = Array.from({ length: Math.min(BATCH, count - done) }, () => ({
      dossier: crypto.randomUUID(),
      fact: crypto.randomUUID(),
    }))
    const refs = ids.flatMap(({ dossier }) => refsFor({ subject: dossier, chapter: 'identity' }, nameOf(0)))
    const keys = await platform.keys.createForNew(holder.organisation, refs)
    const rows = ids.map(({ dossier, fact }, index) => ({
      dossier,
      fact,
      opened: new Date(Date.now() - ((done + index) % 900) * DAY_MS).toISOString(),
      sealed: sealWith(
        keys,
        { subject: dossier, chapter: 'identity', place: factPlace('dossier', fact) },
        nameOf(done + index),
      ).toString('hex'),
      moved: (done + index) % 3 === 0 ? null : addDays(today, -((done + index) % 60)),
    }))
    await admin.query(
      `with given as (select * from jsonb_to_recordset($1::jsonb) as r(dossier uuid, fact uuid, opened timestamptz, sealed text, moved date)),
       opened as (insert into dossier.dossier (id, holder_id, opened_by_id, opened_at, stage)
         select dossier, $2, $2, opened, 'open' from given returning id),
       named as (insert into dossier.fact (id, stream, version, kind, happened, precision, learned, actor_id, organisation_id, purpose, chapter, sealed, idempotency_key)
         select fact, dossier, 1, 'chapter-noted', opened::date, 'day', opened, $3, $2, 'W01', 'identity', decode(sealed, 'hex'), fact::text from given)
       insert into agreement.clock_fact (id, organisation_id, dossier_id, kind, happened, learned, source_fact_id)
         select gen_random_uuid(), $2, dossier, 'person-moved', moved, now(), gen_random_uuid() from given where moved is not null`,
      [JSON.stringify(rows), holder.organisation, holder.actor],
    )
  }
}
const nameOf = (number: number) => ({ fields: [{ field: 'name', value: `Verzonnen ${number}` }], text: '' })

type Ask = (path: string, payload?: object) => Promise<{ readonly status: number; readonly body: unknown }>
const asking = async (base: string, member: CastMember): Promise<Ask> => {
  const token = randomBytes(32).toString('base64url')
  await beginSession(platform, { tokenHash: hashToken(token), member, now: new Date() })
  return async (path, payload) => {
    const answer = await fetch(`${base}/v1${path}`, {
      method: payload ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${token}`, ...(payload ? { 'content-type': 'application/json' } : {}) },
      ...(payload ? { body: JSON.stringify(payload) } : {}),
    })
    return { status: answer.status, body: await answer.json() }
  }
}

/** Seconds of processor that the connections of this database used up to now (Linux: user and system, in ticks of a hundredth). */
const databaseSeconds = async (): Promise<number> => {
  const { rows } = await admin.query<{ pid: number }>(
    "select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'",
  )
  const ticks = rows.map(({ pid }) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return Number(fields[11]) + Number(fields[12])
  })
  return ticks.reduce((sum, each) => sum + each, 0) / 100
}

type List = {
  readonly dossiers: readonly { readonly dossierId: string; readonly name?: string }[]
  readonly sorted: boolean
}

const measure = async (
  which: string,
  { member, held, from }: { readonly member: CastMember; readonly held: number; readonly from?: string },
  base: string,
): Promise<boolean> => {
  const ask = await asking(base, member)
  const read = async (cursor = from): Promise<List> => {
    const { status, body } = await ask(
      `/open-dossiers?limit=50${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
    )
    if (status !== 200) throw new Error(`the worklist answered ${status}`)
    // Safe: the answer of this route.
    return body as List
  }
  // The first calls after a change of norms read every term again.
  let [rereading, first] = [0, await read()]
  while (!first.sorted) {
    first = await read()
    rereading += 1
  }
  for (let warm = 0; warm < 20; warm += 1) first = await read()
  const full = Math.min(50, held)
  const times: number[] = []
  let worked = 0
  for (let call = 0; call < calls; call += 1) {
    const moved = first.dossiers[call % first.dossiers.length]?.dossierId
    // Every fifth call finds a term that was moved a moment ago.
    if (call % 5 === 0) await ask(`/dossiers/${moved}/moves`, { toMunicipalityCode: 'GM0479' })
    const before = await databaseSeconds()
    const began = performance.now()
    const list = await read()
    times.push(performance.now() - began)
    worked += (await databaseSeconds()) - before
    const named = list.dossiers.filter(({ name }) => name?.startsWith('Verzonnen')).length
    if (list.dossiers.length !== full || named !== full)
      throw new Error(`the worklist is not whole: ${list.dossiers.length} of ${full}, ${named} with a name`)
  }
  const { perSecond: _unused, ...shares } = percentiles(times)
  console.log(
    JSON.stringify({
      house: which,
      dossiers,
      held,
      calls,
      callsThatReadAllTermsAgain: rereading,
      ...shares,
      databaseCpuMsOfACall: round((worked * 1000) / calls),
      load: round(loadavg()[0] ?? 0),
    }),
  )
  return shares.p95Ms <= P95_MAX_MS
}

try {
  const began = performance.now()
  const own = Math.round(dossiers * share)
  await fill(cast.coordinatorZaanstad, own)
  await fill(cast.coordinatorEindhoven, dossiers - own)
  await admin.query('analyze')
  console.log(JSON.stringify({ filled: dossiers, seconds: round((performance.now() - began) / 1000) }))
  const nearlyAll = { member: cast.coordinatorEindhoven, held: dossiers - own }
  const base = await http.listen({ host: '127.0.0.1', port: 0 })
  const good = [
    await measure('a large house', { member: cast.coordinatorZaanstad, held: own }, base),
    await measure('a house that holds nearly all', nearlyAll, base),
    await measure('the same, a page in the middle', { ...nearlyAll, from: MIDDLE }, base),
  ]
  if (good.includes(false)) process.exitCode = 1
} finally {
  await admin.end()
  await house.close()
}
