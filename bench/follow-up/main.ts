/**
 * `npm run bench:follow-up`: what one round of the courier costs when there are many answered hits. A fresh embedded database is
 * filled with plain rows (ids only, nobody), once as an older version left it, and every step of a round is clocked. `--hits N`.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { forgetEnded, joinAnswered, tellConnected } from '../../src/linkage/follow-up.job.ts'
import { startEmbedded, withDatabase } from '../../src/platform/embedded-postgres.ts'
import { openPlatform } from '../../src/platform/platform.ts'

const at = process.argv.indexOf('--hits')
const HITS = at < 0 ? 100_000 : Number(process.argv[at + 1])
const ROUNDS = 50
const NOW = new Date('2026-11-20T09:00:00Z')

const FILL = (pairs: number): readonly string[] => [
  `create temp table pair as select n, gen_random_uuid() as pair_id, gen_random_uuid() as first, gen_random_uuid() as second,
     ('00000000-0000-4000-8000-' || lpad(to_hex(n % 40), 12, '0'))::uuid as one, ('00000000-0000-4000-9000-' || lpad(to_hex(n % 37), 12, '0'))::uuid as other
   from generate_series(1, ${pairs}) n`,
  `create temp table side as select pair_id, first as handle, one as house, gen_random_uuid() as ground, gen_random_uuid() as subject from pair
   union all select pair_id, second, other, gen_random_uuid(), gen_random_uuid() from pair`,
  `insert into access.ground (id, organisation_id, subject, kind, purpose, basis, interpreted, given_on, valid_until, recorded_by)
   select ground, house, subject, 'legal-basis', 'D27', 'avg-6-1-d', false, '2026-01-01', '2027-01-01', house from side`,
  `insert into linkage.entry (handle, organisation_id, plane, subject, ground_id, epoch, normalisation_version, created_at)
   select handle, house, 'care', subject, ground, 'e1', 'n1', now() from side`,
  `insert into linkage.hit (id, organisation_id, pair_id, handle, grade, route, arrived_at, due_on, outcome, contacted_at, contacted_on, outcome_version)
   select gen_random_uuid(), house, pair_id, handle, 'hit', 'direct', timestamptz '2026-10-01 09:00Z', '2026-10-03', 'same-person',
     timestamptz '2026-10-02 09:00Z', '2026-10-02', 1 from side`,
  `insert into linkage.hit_outcome (id, organisation_id, hit_id, pair_id, version, purpose, outcome, contacted_on, recorded_at)
   select gen_random_uuid(), organisation_id, id, pair_id, 1, 'D27', outcome, contacted_on, contacted_at from linkage.hit`,
  `insert into linkage.hit_strength (pair_id, tenths, parameters_version) select pair_id, 3 + n % 8, 'w2' from pair`,
  `insert into picture.report (id, organisation_id, subject, person_unit, year, month, exploitation, learned_year)
   select gen_random_uuid(), house, subject, gen_random_uuid(), 2026, 10, 'labour', 2026 from side`,
  'analyze',
]

/** What a round read before: every answered hit with its partner, whether or not anything had happened. */
const BEFORE = sql`
  select a.handle from linkage.hit a
  join linkage.hit b on b.pair_id = a.pair_id and b.organisation_id > a.organisation_id
  join linkage.entry ea on ea.handle = a.handle join linkage.entry eb on eb.handle = b.handle
  where a.route = 'direct' and a.outcome = 'same-person' and b.outcome = 'same-person'
    and (ea.cluster_id is null or eb.cluster_id is null or ea.cluster_id <> eb.cluster_id) limit 100`

const clocked = async (act: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await act()
  return Math.round((performance.now() - began) * 100) / 100
}
const spread = (times: readonly number[]) => {
  const sorted = [...times].sort((a, b) => a - b)
  return { p50: sorted[Math.floor(sorted.length / 2)], max: sorted.at(-1) }
}
const many = async (act: () => Promise<unknown>, times = ROUNDS) => {
  const each: number[] = []
  for (let n = 0; n < times; n += 1) each.push(await clocked(act))
  return spread(each)
}

const folder = mkdtempSync(join(tmpdir(), 'samenhang-follow-up-'))
const embedded = await startEmbedded({ folder, fsync: false })
const platform = await openPlatform({
  ...{
    host: '127.0.0.1',
    port: 0,
    publicUrl: 'http://127.0.0.1',
    dataFolder: folder,
    fsync: false,
    logLevel: 'silent',
  },
  ...{ databaseUrl: withDatabase(embedded.adminUrl, 'samenhang'), demonstration: false, demonstrationPersons: 0 },
})
try {
  const admin = new pg.Client({ connectionString: platform.urls.admin })
  await admin.connect()
  for (const statement of FILL(HITS / 2)) await admin.query(statement)
  const db = platform.databases.courier
  const options = { db, contactDesk: crypto.randomUUID(), clock: () => NOW, newId: () => crypto.randomUUID() }
  const round = async (): Promise<void> => {
    await forgetEnded(options)
    await tellConnected(options)
    await joinAnswered(options)
  }
  const firstRoundMs = await clocked(round)
  const joined = (await admin.query('select count(*)::int as n from linkage.joined_pair where until is null')).rows[0].n
  await admin.query('vacuum analyze')
  const idle = await many(round)
  const scannedBefore = await many(() => BEFORE.execute(db), 10)
  let pair = 0
  const answer = async (outcome: string): Promise<void> => {
    const because = outcome === 'same-person' ? "'spoke-again'" : "'mistake'"
    await admin.query(
      `with chosen as (update linkage.hit set outcome = $1, outcome_version = outcome_version + 1
         where pair_id = (select pair_id from pair where n = $2) returning *)
       insert into linkage.hit_outcome (id, organisation_id, hit_id, pair_id, version, purpose, outcome, contacted_on, recorded_at, corrected_because)
       select gen_random_uuid(), organisation_id, id, pair_id, outcome_version, 'D27', outcome, contacted_on, now(), ${because} from chosen`,
      [outcome, pair],
    )
  }
  const [splits, joins, closes]: number[][] = [[], [], []]
  for (pair = 1; pair <= 20; pair += 1) {
    await answer('other-person')
    splits?.push(await clocked(round))
    await answer('same-person')
    joins?.push(await clocked(round))
    await admin.query(
      'update linkage.entry set removed_at = now() where handle = (select first from pair where n = $1)',
      [pair],
    )
    closes?.push(await clocked(round))
  }
  await admin.query("update linkage.courier_round set grounds_swept_on = '2026-11-19'")
  const dailyMs = await clocked(round)
  await admin.end()
  console.log(
    JSON.stringify(
      {
        ...{ hits: HITS, joinedPairs: joined, load: loadavg()[0]?.toFixed(1), rounds: ROUNDS },
        ...{ idleRoundMs: idle, scanBeforeMs: scannedBefore },
        ...{ splitRoundMs: spread(splits ?? []), joinRoundMs: spread(joins ?? []), closeRoundMs: spread(closes ?? []) },
        ...{ dailyRoundMs: dailyMs, firstRoundAfterUpgradeMs: firstRoundMs },
      },
      null,
      1,
    ),
  )
} finally {
  await platform.close({ stopServer: true })
  await embedded.stop()
  rmSync(folder, { recursive: true, force: true })
}
