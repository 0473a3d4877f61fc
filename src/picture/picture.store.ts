/** Reports go in through the worker, counts come out through the reader of the picture, who sees no organisation and no signal. */
import { sql } from 'kysely'
import type { Day } from '../kernel/index.ts'
import type { Database } from '../platform/database.ts'
import type { Work } from '../platform/work.ts'
import type { Method } from './protect.ts'
import type { EarlierRelease, LedgerCell, MadeRelease, SafeTable, Table } from './release.ts'

/** Stands for a region that the signal did not name. */
export const REGION_UNKNOWN = 'unknown'

export type NewReport = {
  readonly signal: string
  readonly year: number
  readonly month: number
  readonly exploitation: string
  readonly safetyRegion?: string
  readonly learnedYear: number
  readonly sex: string
  readonly ageGroup: string
  readonly nationalityGroup: string
  readonly reporter: string
  readonly delay: string
  /** The list on which it counts, by the kind of the house. */
  readonly list: string
}

/** Reports, each with an id and a unit of its own: neither leads back to the signal for who reads counts. One statement, however many. */
export const insertReports = async ({ trx, claim, newId }: Work, reports: readonly NewReport[]): Promise<void> => {
  const rows = reports.map((report) => ({
    id: newId(),
    subject: report.signal,
    person_unit: newId(),
    year: report.year,
    month: report.month,
    exploitation: report.exploitation,
    safety_region_code: report.safetyRegion ?? null,
    learned_year: report.learnedYear,
    sex: report.sex,
    age_group: report.ageGroup,
    nationality_group: report.nationalityGroup,
    reporter: report.reporter,
    delay: report.delay,
    capture_list: report.list,
  }))
  await sql`
    insert into picture.report (id, organisation_id, subject, person_unit, year, month, exploitation, safety_region_code, learned_year,
      sex, age_group, nationality_group, reporter, delay, capture_list)
    select id, ${claim.organisation}, subject, person_unit, year, month, exploitation, safety_region_code, learned_year, sex, age_group,
      nationality_group, reporter, delay, capture_list
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, subject uuid, person_unit uuid, year smallint, month smallint,
      exploitation text, safety_region_code text, learned_year smallint, sex text, age_group text, nationality_group text, reporter text,
      delay text, capture_list text)`.execute(trx)
}

/** That a file was opened from a signal: steps of the file find its report by it. */
export const insertCaseLink = async (
  { trx, claim }: Work,
  { dossier, signal }: { readonly dossier: string; readonly signal: string },
): Promise<void> => {
  await sql`insert into picture.case_link (dossier_id, organisation_id, subject) values (${dossier}, ${claim.organisation}, ${signal})`.execute(
    trx,
  )
}

export type NewStep = {
  readonly dossier: string
  readonly happened: Day
  /** The version of the fact in its stream: of one moment the later one counts. */
  readonly version: number
  /** 1 file opened, 2 place asked, 3 place found. */
  readonly reached?: number
  readonly outcome?: string
  readonly stayRegion?: string
  /** What was known of the person was destroyed: the report stays in the count and leads back to nobody. */
  readonly erased?: boolean
}
/** A step of a file, as a code; a function of the owner moves the report of its signal. */
export const insertStep = async ({ trx, claim, now, newId }: Work, step: NewStep): Promise<void> => {
  await sql`
    insert into picture.step (id, organisation_id, dossier_id, reached, outcome, stay_region_code, erased, happened, learned, entered)
    values (${newId()}, ${claim.organisation}, ${step.dossier}, ${step.reached ?? null}, ${step.outcome ?? null}, ${step.stayRegion ?? null},
      ${step.erased ?? false}, ${step.happened}, ${now}, ${step.version})`.execute(trx)
}

export type Count = {
  readonly exploitation?: string
  readonly region?: string
  readonly persons: number
  readonly reports: number
}

/** Persons and reports of a year: per cell, per form, per region and in all. A person who is in two cells counts once in the sum. */
export const countYear = async (picture: Database, year: number): Promise<readonly Count[]> => {
  const { rows } = await sql<{ exploitation: string | null; region: string | null; persons: number; reports: number }>`
    select exploitation, region, count(distinct person_unit)::integer as persons, count(*)::integer as reports
    from (select exploitation, coalesce(safety_region_code, ${REGION_UNKNOWN}) as region, person_unit from picture.report where year = ${year}) each
    group by grouping sets ((exploitation, region), (exploitation), (region), ())
    order by exploitation, region`.execute(picture)
  return rows.map((row) => ({
    ...(row.exploitation !== null && { exploitation: row.exploitation }),
    ...(row.region !== null && { region: row.region }),
    persons: row.persons,
    reports: row.reports,
  }))
}

/** Each person of a year once, in the cell of the first report: what a release is made of. */
export const tableOfYear = async (picture: Database, year: number): Promise<Table> => {
  const rows = await picture
    .selectFrom('picture.person_once')
    .select(({ fn }) => ['exploitation', 'safety_region_code', fn.countAll<number>().as('persons')])
    .where('year', '=', year)
    .groupBy(['exploitation', 'safety_region_code'])
    .execute()
  const known = rows.map((row) => ({
    form: row.exploitation ?? '',
    region: row.safety_region_code ?? REGION_UNKNOWN,
    persons: Number(row.persons),
  }))
  const regions = [...new Set(known.map((row) => row.region))].sort()
  const forms = [...new Set(known.map((row) => row.form))].sort()
  const persons = (region: string, form: string): number =>
    known.find((row) => row.region === region && row.form === form)?.persons ?? 0
  return { regions, forms, cells: regions.map((region) => forms.map((form) => persons(region, form))) }
}

/** `norm`: the norm whose persons are told, kept, missed and excepted in the place of forms; absent of persons by form. */
export type ReleaseSettings = {
  readonly year: number
  readonly base: number
  readonly regionMin: number
  readonly norm?: string
}
/** What releases are attacked together: those of one year about one thing. */
export type ReleaseSubject = { readonly year: number; readonly norm?: string | undefined }
export type Release = {
  readonly id: string
  readonly releasedAt: Date
  readonly settings: ReleaseSettings
  readonly numbers: SafeTable
  /** Absent of releases from before the ledger. */
  readonly kept?: { readonly method: Method; readonly digest: string; readonly note: string; readonly attacked: number }
  readonly withdrawn?: { readonly at: Date; readonly reason: WithdrawalReason }
}
export const WITHDRAWAL_REASONS = ['numbers-wrong', 'can-be-undone', 'replaced'] as const
export type WithdrawalReason = (typeof WITHDRAWAL_REASONS)[number]

/** Nobody else releases until this act ends: what the attack read is then all that there is. */
export const releaseAlone = async ({ trx }: Work): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext('picture.release'))`.execute(trx)
}

/** Keeps a release with every number of it in the ledger, in the transaction of the act, with its row in the log. */
export const insertRelease = async (
  { trx, claim, now }: Work,
  release: Pick<Release, 'id' | 'settings'> & {
    readonly made: MadeRelease
    readonly digest: string
    readonly note: string
  },
): Promise<void> => {
  const { id, settings, made, digest, note } = release
  await trx
    .insertInto('picture.release')
    .values({
      ...{ id, released_at: now, released_by: claim.actor, method: made.method, digest, note },
      norm_id: settings.norm ?? null,
      settings: JSON.stringify(settings),
      numbers: JSON.stringify(made.numbers),
      attack: JSON.stringify(made.attack),
    })
    .execute()
  await sql`
    insert into picture.released_cell (release_id, region, exploitation, shown, reach, persons)
    select ${id}, region, form, shown, reach, persons
    from jsonb_to_recordset(${JSON.stringify(made.ledger)}::jsonb) as r(region text, form text, shown integer, reach smallint, persons integer)`.execute(
    trx,
  )
}

/** Everything that was ever released of a year and of one norm or of forms, oldest first, withdrawn or not: what was public stays known. */
export const ledgerOfYear = async (
  picture: Database,
  { year, norm }: ReleaseSubject,
  before?: string,
): Promise<readonly EarlierRelease[]> => {
  const { rows } = await sql<{ id: string; cells: LedgerCell[] }>`
    select r.id, jsonb_agg(jsonb_build_object('region', c.region, 'form', c.exploitation, 'shown', c.shown, 'reach', c.reach, 'persons', c.persons)
      order by c.region nulls first, c.exploitation nulls first) as cells
    from picture.release r join picture.released_cell c on c.release_id = r.id
    where (r.settings->>'year')::integer = ${year} and r.norm_id is not distinct from ${norm ?? null}
    ${before === undefined ? sql`` : sql`and r.released_at < (select b.released_at from picture.release b where b.id = ${before})`}
    group by r.id, r.released_at order by r.released_at, r.id`.execute(picture)
  return rows
}

/** The ledger of one release. */
export const ledgerOf = async (picture: Database, release: string): Promise<readonly LedgerCell[]> => {
  const rows = await picture.selectFrom('picture.released_cell').selectAll().where('release_id', '=', release).execute()
  return rows.map(({ region, exploitation, shown, reach, persons }) => ({
    ...{ region, form: exploitation, shown, reach, persons },
  }))
}

/** What a year was last released as, of what still stands: a second set with other small numbers would tell their difference. */
export const lastReleaseOf = async ({ trx }: Work, { year, norm }: ReleaseSubject): Promise<Date | undefined> => {
  const { rows } = await sql<{ released_at: Date }>`
    select released_at from picture.release r where (settings->>'year')::integer = ${year} and norm_id is not distinct from ${norm ?? null}
      and not exists (select from picture.withdrawal w where w.release_id = r.id)
    order by released_at desc limit 1`.execute(trx)
  return rows[0]?.released_at
}

/** Withdraws a release once; undefined when there is none, false when it was withdrawn before. */
export const withdrawRelease = async (
  { trx, claim, now }: Work,
  { release, reason }: { readonly release: string; readonly reason: WithdrawalReason },
): Promise<boolean | undefined> => {
  const there = await trx.selectFrom('picture.release').select('id').where('id', '=', release).executeTakeFirst()
  if (!there) return undefined
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('picture.withdrawal')
    .values({ release_id: release, withdrawn_at: now, withdrawn_by: claim.actor, reason })
    .onConflict((conflict) => conflict.column('release_id').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

const RELEASES_MAX = 500
/** The releases, newest first, with what became of them: all, one, or those of persons by form that stand. */
export const listReleases = async (
  picture: Database,
  only: { readonly id?: string; readonly formsStanding?: true } = {},
): Promise<readonly Release[]> => {
  const rows = await picture
    .selectFrom('picture.release as r')
    .leftJoin('picture.withdrawal as w', 'w.release_id', 'r.id')
    .select(['r.id', 'r.released_at', 'r.settings', 'r.numbers', 'r.method', 'r.digest', 'r.note', 'r.attack'])
    .select(['w.withdrawn_at', 'w.reason'])
    .$if(only.id !== undefined, (query) => query.where('r.id', '=', only.id ?? ''))
    .$if(only.formsStanding === true, (query) =>
      query.where('r.norm_id', 'is', null).where('w.withdrawn_at', 'is', null),
    )
    .orderBy('r.released_at', 'desc')
    .orderBy('r.id')
    .limit(RELEASES_MAX)
    .execute()
  // Safe: written by insertRelease and withdrawRelease alone, in exactly these shapes; the tables take no update.
  return rows.map((row) => ({
    id: row.id,
    releasedAt: row.released_at,
    settings: row.settings as ReleaseSettings,
    numbers: row.numbers as unknown as SafeTable,
    ...(row.method !== null && row.digest !== null && row.note !== null
      ? {
          kept: {
            ...{ method: row.method as Method, digest: row.digest, note: row.note },
            attacked: (row.attack as MadeRelease['attack'] | null)?.releases ?? 0,
          },
        }
      : {}),
    ...(row.withdrawn_at !== null && row.reason !== null
      ? { withdrawn: { at: row.withdrawn_at, reason: row.reason as WithdrawalReason } }
      : {}),
  }))
}
