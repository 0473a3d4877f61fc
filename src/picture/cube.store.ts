/** The cube in the database: takes the units that changed, counts them again and moves their cells; and reads cells, never reports. */
import { sql } from 'kysely'
import type { Database, Trx } from '../platform/database.ts'
import {
  type CellKey,
  type CountedReport,
  JOINT,
  type Move,
  movesBetween,
  type PersonYear,
  placePersons,
  stageOf,
} from './cube.ts'
import { UNKNOWN } from './facets.ts'

/** So many units in one transaction: what waits behind it waits less than a second. */
export const ROUND_UNITS = 2_000
const KEEPER_LOCK = 4_807

/**
 * Counts up to `most` changed units again. One keeper at a time: a second one waits, and then finds what is left. Gives how many marks it took.
 * A mark that is not visible yet belongs to a transaction that has not ended; it is taken by a later round.
 */
export const keepCube = (picture: Database, most = ROUND_UNITS): Promise<number> =>
  picture.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${KEEPER_LOCK})`.execute(trx)
    const { rows } = await sql<{ person_unit: string }>`
      delete from picture.changed where id in (select id from picture.changed order by id limit ${most}) returning person_unit`.execute(
      trx,
    )
    if (rows.length > 0) await countAgain(trx, [...new Set(rows.map((row) => row.person_unit))])
    return rows.length
  })

/** Throws the cube away and counts everybody from the reports, in one transaction: readers see the old one until the end. */
export const rebuildCube = (picture: Database): Promise<number> =>
  picture.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${KEEPER_LOCK})`.execute(trx)
    await sql`delete from picture.cell`.execute(trx)
    await sql`delete from picture.person`.execute(trx)
    let [after, counted] = ['00000000-0000-0000-0000-000000000000', 0]
    for (;;) {
      const { rows } = await sql<{ person_unit: string }>`
        select distinct person_unit from picture.report where person_unit > ${after} order by person_unit limit ${ROUND_UNITS}`.execute(
        trx,
      )
      const last = rows.at(-1)
      if (!last) return counted
      await countAgain(
        trx,
        rows.map((row) => row.person_unit),
      )
      after = last.person_unit
      counted += rows.length
    }
  })

const countAgain = async (trx: Trx, units: readonly string[]): Promise<void> => {
  const [before, reports] = [await personsOf(trx, units), await reportsOf(trx, units)]
  const after = placePersons(reports)
  const moves = movesBetween(before, after)
  if (moves.length === 0) return
  await sql`delete from picture.person where person_unit = any (${units}::uuid[])`.execute(trx)
  const rows = after.map(({ facets, ...each }) => ({ ...each, facets: facets.join(JOINT) }))
  await sql`
    insert into picture.person (person_unit, year, month, reports, facets, lists)
    select unit, year, month, reports, facets, lists
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(unit uuid, year smallint, month smallint, reports integer, facets text, lists text)`.execute(trx)
  await moveCells(trx, moves)
}

// Taken out first: what an insert proposes is checked before it becomes an update, and less than nobody is no cell.
const moveCells = async (trx: Trx, moves: readonly Move[]): Promise<void> => {
  await sql`
    with moves as (select * from jsonb_to_recordset(${JSON.stringify(moves)}::jsonb)
        as m(year smallint, month smallint, dimensions text, key text, persons integer, reports integer)),
      known as (update picture.cell c set persons = c.persons + m.persons, reports = c.reports + m.reports from moves m
        where (c.year, c.dimensions, c.month, c.key) = (m.year, m.dimensions, m.month, m.key) returning c.year, c.dimensions, c.month, c.key)
    insert into picture.cell (year, month, dimensions, key, persons, reports)
    select m.year, m.month, m.dimensions, m.key, m.persons, m.reports from moves m
    where not exists (select from known k where (k.year, k.dimensions, k.month, k.key) = (m.year, m.dimensions, m.month, m.key))`.execute(
    trx,
  )
}

const personsOf = async (trx: Trx, units: readonly string[]): Promise<readonly PersonYear[]> => {
  const { rows } = await sql<Omit<PersonYear, 'facets'> & { facets: string }>`
    select person_unit as unit, year, month, reports, facets, lists from picture.person where person_unit = any (${units}::uuid[])`.execute(
    trx,
  )
  return rows.map((row) => ({ ...row, facets: row.facets.split(JOINT) }))
}

type ReportRow = Readonly<
  Record<'unit' | 'form' | 'sex' | 'age' | 'nationality' | 'reporter' | 'delay' | 'outcome' | 'list', string>
> & {
  readonly year: number
  readonly month: number
  readonly reached: number
  readonly region: string | null
  readonly stay: string | null
}
const reportsOf = async (trx: Trx, units: readonly string[]): Promise<readonly CountedReport[]> => {
  const { rows } = await sql<ReportRow>`
    select person_unit as unit, year, month, exploitation as form, sex, age_group as age, nationality_group as nationality,
      safety_region_code as region, stay_region_code as stay, reporter, reached, outcome, delay, capture_list as list
    from picture.report where person_unit = any (${units}::uuid[])`.execute(trx)
  return rows.map(({ unit, year, month, list, reached, region, stay, ...values }) => ({
    ...{ unit, year, month, list },
    values: { ...values, region: region ?? UNKNOWN, stay: stay ?? UNKNOWN, status: stageOf(reached) },
  }))
}

export type Cell = CellKey & { readonly persons: number; readonly reports: number }

/** The cells of these views in these years, without empty ones. At most the cells of ten dimensions: a bounded answer from one index. */
export const readCells = async (
  picture: Database,
  asked: { readonly years: readonly number[]; readonly views: readonly string[]; readonly month?: number },
): Promise<readonly Cell[]> => {
  const { rows } = await sql<Cell>`
    select year, month, dimensions, key, persons, reports from picture.cell
    where year = any (${asked.years}::smallint[]) and dimensions = any (${asked.views}::text[])
      and (${asked.month ?? null}::smallint is null or month = ${asked.month ?? null}::smallint) and persons > 0
    order by year, dimensions, month, key`.execute(picture)
  return rows
}

/** How many changed units are still to be counted: what a reader must know of how current the numbers are. */
export const countWaiting = async (picture: Database): Promise<number> => {
  const { rows } = await sql<{ waiting: number }>`
    select count(*)::integer as waiting from (select from picture.changed limit 10000) few`.execute(picture)
  return rows[0]?.waiting ?? 0
}

/** The years in which anybody was counted, newest first. */
export const readYears = async (picture: Database): Promise<readonly number[]> => {
  const { rows } = await sql<{ year: number }>`
    select year from picture.cell where dimensions = '' and month = 0 and persons > 0 and year between 2000 and 2100 order by year desc`.execute(
    picture,
  )
  return rows.map(({ year }) => year)
}
