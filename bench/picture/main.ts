/**
 * `npm run bench:picture`: the cube at many persons. Reports are put in as plain rows (nobody), in steps, and counted by the keeper itself. At
 * every step: what one new fact costs the keeper, and how long after its commit it stands in the answer. At the end: the desk over HTTP, beside
 * the route that counts the same year by reading reports, in the same run. `--persons N`, `--calls N`.
 */
import { randomBytes } from 'node:crypto'
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { cast } from '../../fixtures/cast.ts'
import { beginSession } from '../../src/access/session.store.ts'
import { keepCube } from '../../src/picture/cube.store.ts'
import { hashToken } from '../../src/platform/http.ts'
import { openBenchHouse } from '../house.ts'
import { percentiles, round } from '../lookup/times.ts'

const { values } = parseArgs({
  options: { persons: { type: 'string', default: '1000000' }, calls: { type: 'string', default: '200' } },
})
const [persons, calls] = [Number(values.persons), Number(values.calls)]
const DESK_P95_MS = 300
const VISIBLE_MS = 1_000
const COUNTS_CALLS = 5
const FACTS = 50
/** Rounds of filling are larger than those of a day: cells are moved once for many persons. */
const FILL_UNITS = 10_000

const house = await openBenchHouse('picture', { flush: true })
const admin = new pg.Client({ connectionString: house.platform.urls.admin })
await admin.connect()
const picture = house.platform.databases.picture

// Ten years, every value of every facet; one in eight persons has a second report.
const FILL = `
  insert into picture.report (id, organisation_id, subject, person_unit, year, month, exploitation, safety_region_code, learned_year, sex, age_group,
    nationality_group, reporter, delay, reached, outcome)
  select gen_random_uuid(), $3, gen_random_uuid(), ('00000000-0000-4000-8000-' || lpad(to_hex(case when n % 9 = 8 then n - 1 else n end), 12, '0'))::uuid,
    2017 + n / 9 % 10, 1 + n / 9 % 12, (array['labour', 'sexual', 'criminal', 'other', 'unknown'])[1 + n % 5],
    case when n % 27 < 25 then 'VR' || lpad((1 + n % 27 % 25)::text, 2, '0') end, 2026, (array['woman', 'man', 'unknown'])[1 + n % 3],
    (array['0-11', '12-17', '18-24', '25-34', '35-49', '50-plus', 'unknown'])[1 + n % 7],
    (array['nl', 'eu', 'europe', 'africa', 'asia', 'americas', 'oceania', 'unknown'])[1 + n / 3 % 8],
    (array['care', 'municipality', 'reception', 'comensha', 'enforcement'])[1 + n / 5 % 5], (array['late', 'on-time', 'unknown'])[1 + n / 7 % 3],
    (n % 4)::smallint, (array['none', 'open', 'missing', 'recovered'])[1 + n / 2 % 4]
  from generate_series($1::bigint, $2::bigint) n`

const drain = async (): Promise<void> => {
  while ((await keepCube(picture, FILL_UNITS)) > 0);
}
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
  const recordOne = (): Promise<unknown> =>
    house.system.acts.run(
      { claim: { actor, organisation, plane, function: work, purpose: 'W02' }, operation: 'bench' },
      async (act) => {
        const payload = { exploitation: 'labour', municipalityCode: 'GM0415' }
        await act.record({
          slice: 'signal',
          stream: crypto.randomUUID(),
          kind: 'signal-recorded',
          happened: act.today,
          payload,
        })
        return { ok: true as const, value: undefined }
      },
    )
  const year = new Date().getFullYear()
  let good = true
  let filled = 0
  const costs: number[] = []
  for (const upTo of [persons / 100, persons / 10, persons].map(Math.floor)) {
    const counting = await clocked(async () => {
      for (; filled < upTo; filled += Math.min(100_000, upTo - filled)) {
        const last = filled + Math.min(100_000, upTo - filled)
        await admin.query(FILL, [Math.floor((filled * 9) / 8), Math.floor((last * 9) / 8) - 1, organisation])
        await drain()
      }
    })
    await admin.query('vacuum analyze')
    const [cost, visible]: [number[], number[]] = [[], []]
    for (let n = 0; n < FACTS; n += 1) {
      await recordOne()
      cost.push(await clocked(() => keepCube(picture)))
    }
    // With the keeper by the clock, as a server has it: from the commit to the answer that holds it.
    const stop = await house.system.startBackground()
    for (let n = 0; n < 20; n += 1) {
      const before = Number((await ask(`/picture/desk?year=${year}`))['reports'])
      await recordOne()
      const began = performance.now()
      while (Number((await ask(`/picture/desk?year=${year}`))['reports']) <= before);
      visible.push(performance.now() - began)
    }
    await stop()
    const figures = { keeperOfOneFact: percentiles(cost), visibleAfterMs: percentiles(visible) }
    costs.push(figures.keeperOfOneFact.p50Ms)
    good &&= figures.visibleAfterMs.maxMs <= VISIBLE_MS
    const { rows } = await admin.query<{ cells: number }>('select count(*)::integer as cells from picture.cell')
    console.log(
      JSON.stringify({
        persons: filled,
        countedInSeconds: round(counting / 1000),
        cells: rows[0]?.cells,
        ...figures,
        load: loadavg()[0],
      }),
    )
  }
  const [desk, cube, directive, byReading]: number[][] = [[], [], [], []]
  for (let n = 0; n < calls; n += 1) {
    const of = year - (n % 10)
    desk?.push(await clocked(() => ask(`/picture/desk?year=${of}`)))
    cube?.push(await clocked(() => ask(`/picture/cube?year=${of}&by=form&and=region&period=month`)))
    directive?.push(await clocked(() => ask(`/picture/directive-cube?year=${of}`)))
    if (n < COUNTS_CALLS) byReading?.push(await clocked(() => ask(`/counts?year=${of}`)))
  }
  const figures = percentiles(desk ?? [])
  console.log(
    JSON.stringify({
      ...{ persons, calls, desk: figures, cube: percentiles(cube ?? []), directive: percentiles(directive ?? []) },
      ...{ countedByReadingReports: percentiles(byReading ?? []), load: loadavg()[0] },
      costOfAFactTimes: round((costs.at(-1) ?? 0) / (costs[0] ?? 1)),
    }),
  )
  if (!good || figures.p95Ms > DESK_P95_MS) process.exitCode = 1
} finally {
  await admin.end()
  await house.close()
}
