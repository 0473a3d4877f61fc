/** Reports go in through the worker, counts come out through the reader of the picture, who sees no organisation and no signal. */
import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'
import type { Work } from '../platform/work.ts'
import type { SafeTable, Table } from './disclose.ts'

/** Stands for a region that the signal did not name. */
export const REGION_UNKNOWN = 'unknown'

export type NewReport = {
  readonly signal: string
  readonly year: number
  readonly month: number
  readonly exploitation: string
  readonly safetyRegion?: string
  readonly learnedYear: number
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
  }))
  await sql`
    insert into picture.report (id, organisation_id, subject, person_unit, year, month, exploitation, safety_region_code, learned_year)
    select id, ${claim.organisation}, subject, person_unit, year, month, exploitation, safety_region_code, learned_year
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, subject uuid, person_unit uuid, year smallint, month smallint,
      exploitation text, safety_region_code text, learned_year smallint)`.execute(trx)
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

export type ReleaseSettings = { readonly year: number; readonly base: number; readonly regionMin: number }
export type Release = {
  readonly id: string
  readonly releasedAt: Date
  readonly settings: ReleaseSettings
  readonly numbers: SafeTable
}

/** Keeps a release in the transaction of the act, with its row in the log. */
export const insertRelease = async (
  { trx, claim, now }: Work,
  release: Pick<Release, 'id' | 'settings' | 'numbers'>,
): Promise<void> => {
  await trx
    .insertInto('picture.release')
    .values({
      id: release.id,
      released_at: now,
      released_by: claim.actor,
      settings: JSON.stringify(release.settings),
      numbers: JSON.stringify(release.numbers),
    })
    .execute()
}

/** What a year was last released as: a second set with other small numbers would tell their difference. */
export const lastReleaseOf = async ({ trx }: Work, year: number): Promise<Date | undefined> => {
  const { rows } = await sql<{ released_at: Date }>`
    select released_at from picture.release where (settings->>'year')::integer = ${year} order by released_at desc limit 1`.execute(
    trx,
  )
  return rows[0]?.released_at
}

export const latestRelease = async (picture: Database): Promise<Release | undefined> => {
  const row = await picture
    .selectFrom('picture.release')
    .selectAll()
    .orderBy('released_at', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  // Safe: written by insertRelease alone, in exactly these shapes; the table takes no update.
  return {
    id: row.id,
    releasedAt: row.released_at,
    settings: row.settings as ReleaseSettings,
    numbers: row.numbers as unknown as SafeTable,
  }
}
