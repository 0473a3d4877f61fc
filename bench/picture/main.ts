/**
 * `npm run bench:picture`: the cube at many persons. Reports are put in as plain rows (nobody), in three steps, and counted by the keeper itself. At every
 * step, side by side: what one new fact costs the keeper, and how long after its commit it stands in the answer, also while everybody of the step waits to
 * be counted. At the end the questions over HTTP with claim, policies and row in the log, beside the route that counts the same year by reading reports.
 * `--persons N`, `--calls N`.
 */
import { randomBytes } from 'node:crypto'
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { cast } from '../../fixtures/cast.ts'
import { beginSession } from '../../src/access/session.store.ts'
import { type Day, day, dayAt } from '../../src/kernel/index.ts'
import { openRounds } from '../../src/picture/cube.job.ts'
import { countWaiting } from '../../src/picture/cube.store.ts'
import { hashToken } from '../../src/platform/http.ts'
import { openBenchHouse } from '../house.ts'
import { percentiles, round } from '../lookup/times.ts'

const { values } = parseArgs({
  options: { persons: { type: 'string', default: '1000000' }, calls: { type: 'string', default: '200' } },
})
const [persons, calls] = [Number(values.persons), Number(values.calls)]
const ANSWER_P95_MS = 300
const VISIBLE_MS = 1_000
const COUNTS_CALLS = 5
const FACTS = 50
const VISIBLE_FACTS = 20
const WRITTEN_AT_ONCE = 100_000
const TOLD_EVERY = 100_000
/** Before every report of the fill: nothing but facts of the bench stands in this year, and its month comes last. */
const LONG_AGO = day('2001-05-01')
/** The same work beside other rows differs by the pages that it finds in memory; what grows with history would be a hundred times. */
const GROWTH_MAX = 3
const house = await openBenchHouse('picture', { flush: true })
const admin = new pg.Client({ connectionString: house.platform.urls.admin })
await admin.connect()
const picture = house.platform.databases.picture

// Ten years; one in eight persons has a second report, mostly in another month. Each facet by a hash of its own, so that all that can stand together does.
const FILL = `
  insert into picture.report (id, organisation_id, subject, person_unit, year, month, exploitation, safety_region_code, learned_year, sex, age_group,
    nationality_group, reporter, delay, reached, outcome, stay_region_code)
  select gen_random_uuid(), $3, gen_random_uuid(), ('00000000-0000-4000-8000-' || lpad(to_hex(case when n % 9 = 8 then n - 1 else n end), 12, '0'))::uuid,
    2017 + n / 9 % 10, 1 + h[1] % 12, (array['labour', 'sexual', 'criminal', 'other', 'unknown'])[1 + h[2] % 5],
    case when h[3] % 27 < 25 then 'VR' || lpad((1 + h[3] % 27)::text, 2, '0') end, 2026, (array['woman', 'man', 'unknown'])[1 + h[4] % 3],
    (array['0-11', '12-17', '18-24', '25-34', '35-49', '50-plus', 'unknown'])[1 + h[5] % 7],
    (array['nl', 'eu', 'europe', 'africa', 'asia', 'americas', 'oceania', 'unknown'])[1 + h[6] % 8],
    (array['care', 'municipality', 'reception', 'comensha', 'enforcement'])[1 + h[7] % 5], (array['late', 'on-time', 'unknown'])[1 + h[8] % 3],
    (h[9] % 4)::smallint, case when h[9] % 4 = 0 then 'none' else (array['open', 'missing', 'recovered'])[1 + h[10] % 3] end,
    case when h[9] % 4 > 0 and h[11] % 27 < 25 then 'VR' || lpad((1 + h[11] % 27)::text, 2, '0') end
  from generate_series($1::bigint, $2::bigint) n,
    lateral (select array_agg((hashint8extended(n, seed) & 1048575)::integer order by seed) as h from generate_series(1, 11) seed) hashed`

const show = (figures: Readonly<Record<string, unknown>>): void =>
  console.log(JSON.stringify({ ...figures, load: loadavg()[0] }))
const clocked = async (act: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await act()
  return performance.now() - began
}

try {
  const base = await house.http.listen({ host: '127.0.0.1', port: 0 })
  const token = randomBytes(32).toString('base64url')
  await beginSession(house.platform, { tokenHash: hashToken(token), member: cast.analyst, now: new Date() })
  const ask = async (path: string): Promise<Readonly<Record<string, unknown>>> => {
    const answer = await fetch(`${base}/v1${path}`, { headers: { authorization: `Bearer ${token}` } })
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
    // Safe: these routes answer with an object.
    return (await answer.json()) as Readonly<Record<string, unknown>>
  }
  const { actor, organisation, plane, function: work } = cast.coordinatorZaanstad
  const recordOne = (happened: Day): Promise<unknown> =>
    house.system.acts.run(
      { claim: { actor, organisation, plane, function: work, purpose: 'W02' }, operation: 'bench' },
      async (act) => {
        const payload = { exploitation: 'labour', municipalityCode: 'GM0415' }
        await act.record({
          slice: 'signal',
          stream: crypto.randomUUID(),
          kind: 'signal-recorded',
          happened,
          payload,
        })
        return { ok: true as const, value: undefined }
      },
    )
  const today = dayAt(new Date())
  const year = Number(today.slice(0, 4))
  // With the keeper by the clock, as a server has it: from the commit to the answer that holds it.
  const visibleAfter = async (): Promise<ReturnType<typeof percentiles>> => {
    const took: number[] = []
    const stop = await house.system.startBackground()
    for (let n = 0; n < VISIBLE_FACTS; n += 1) {
      const before = Number((await ask(`/picture/desk?year=${LONG_AGO.slice(0, 4)}`))['reports'])
      await recordOne(LONG_AGO)
      const began = performance.now()
      while (Number((await ask(`/picture/desk?year=${LONG_AGO.slice(0, 4)}`))['reports']) <= before);
      took.push(performance.now() - began)
    }
    await stop()
    return percentiles(took)
  }
  const steps: { readonly keeperOfOneFact: number; readonly visibleMax: number }[] = []
  let filled = 0
  for (const upTo of [persons / 1_000, persons / 10, persons].map(Math.floor)) {
    const [began, before] = [performance.now(), filled]
    for (; filled < upTo; filled = Math.min(filled + WRITTEN_AT_ONCE, upTo)) {
      const last = Math.min(filled + WRITTEN_AT_ONCE, upTo)
      const range = [Math.floor((filled * 9) / 8), Math.floor((last * 9) / 8) - 1]
      await admin.query(FILL, [...range, organisation])
      process.stderr.write(`${last} persons written\n`)
    }
    const written = performance.now()
    // The hardest moment for a fact: everybody of this step waits to be counted, and what it tells happened before all of them.
    const whileAllWait = await visibleAfter()
    const stillWait = await countWaiting(picture, 2 * persons)
    const next = openRounds(picture, () => performance.now())
    for (let [done, more] = [0, true]; more; ) {
      const round = await next()
      more = round.more
      if (Math.floor((done + round.taken) / TOLD_EVERY) > Math.floor(done / TOLD_EVERY))
        process.stderr.write(`${done + round.taken} of ${stillWait} counted\n`)
      done += round.taken
    }
    const countedInSeconds = round((performance.now() - written) / 1000)
    const times = {
      persons: filled,
      added: filled - before,
      writtenInSeconds: round((written - began) / 1000),
      countedInSeconds,
    }
    await admin.query('vacuum analyze')
    const cost: number[] = []
    for (let n = 0; n < FACTS; n += 1) {
      await recordOne(today)
      cost.push(await clocked(openRounds(picture, () => performance.now())))
    }
    const figures = { keeperOfOneFact: percentiles(cost), visibleAfter: await visibleAfter(), whileAllWait }
    steps.push({
      keeperOfOneFact: figures.keeperOfOneFact.p50Ms,
      visibleMax: Math.max(figures.visibleAfter.maxMs, whileAllWait.maxMs),
    })
    const { rows } = await admin.query<{ cells: number }>('select count(*)::integer as cells from picture.cell')
    show({ ...times, stillWait, cells: rows[0]?.cells, ...figures })
  }
  const [desk, cube, directive, byReading]: [number[], number[], number[], number[]] = [[], [], [], []]
  for (let n = 0; n < calls; n += 1) {
    const of = year - (n % 10)
    desk.push(await clocked(() => ask(`/picture/desk?year=${of}`)))
    cube.push(await clocked(() => ask(`/picture/cube?year=${of}&by=form&and=region&period=month`)))
    directive.push(await clocked(() => ask(`/picture/directive-cube?year=${of}`)))
    if (n < COUNTS_CALLS) byReading.push(await clocked(() => ask(`/counts?year=${of}`)))
  }
  const answers = { desk: percentiles(desk), cube: percentiles(cube), directive: percentiles(directive) }
  show({ persons, calls, ...answers, countedByReadingReports: percentiles(byReading) })
  const [first, last] = [steps[0]?.keeperOfOneFact ?? 0, steps.at(-1)?.keeperOfOneFact ?? 0]
  const visibleMax = Math.max(...steps.map((each) => each.visibleMax))
  show({ costOfAFactTimes: round(last / first), visibleMaxMs: visibleMax })
  const slowest = Math.max(...Object.values(answers).map(({ p95Ms }) => p95Ms))
  if (slowest > ANSWER_P95_MS || visibleMax > VISIBLE_MS || last > first * GROWTH_MAX) process.exitCode = 1
} finally {
  await admin.end()
  await house.close()
}
