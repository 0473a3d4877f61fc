/** The cube in the database: takes the units that changed, counts them again and moves their cells; and reads cells, never reports. */
import { type RawBuilder, sql } from 'kysely'
import type { Database, Trx } from '../platform/database.ts'
import {
  type CellKey,
  type CountedReport,
  JOINT,
  type Move,
  movesBetween,
  type PersonYear,
  placePersons,
  ROUND_UNITS_MAX,
  stageOf,
} from './cube.ts'
import { UNKNOWN } from './facets.ts'

/** As many of what was told last are counted before a longer round, and by who looks. More would cost: they are of any month. */
export const LATEST_UNITS = 50
const KEEPER_LOCK = 4_807
const LOCK_NOT_AVAILABLE = '55P03'

/**
 * Counts up to `most` changed units again, month by month from the newest: reports of one month stand in few cells. One keeper at a time: a second one
 * waits, and then finds what is left. Gives how many marks it took. A mark that is not visible yet belongs to a transaction that has not ended; it is
 * taken by a later round.
 */
export const keepCube = (picture: Database, most = ROUND_UNITS_MAX): Promise<number> =>
  picture.transaction().execute(async (trx) => {
    await becomeKeeper(trx)
    return countMarked(trx, sql`order by year desc, month desc limit ${most}`)
  })

/** Counts what facts told last, whatever else waits. With `patienceMs` it gives up on a keeper at work after that long, and counts nothing. */
export const keepLatest = (picture: Database, patienceMs?: number): Promise<number> =>
  picture
    .transaction()
    .execute(async (trx) => {
      if (patienceMs !== undefined)
        await sql`select set_config('lock_timeout', ${`${patienceMs}ms`}, true)`.execute(trx)
      await becomeKeeper(trx)
      return countMarked(trx, sql`where turn > 0 order by turn desc limit ${LATEST_UNITS}`)
    })
    .catch((fault: unknown) => {
      if (patienceMs !== undefined && codeOf(fault) === LOCK_NOT_AVAILABLE) return 0
      throw fault
    })
const codeOf = (fault: unknown): unknown =>
  typeof fault === 'object' && fault !== null && 'code' in fault ? fault.code : undefined

const becomeKeeper = (trx: Trx): Promise<unknown> => sql`select pg_advisory_xact_lock(${KEEPER_LOCK})`.execute(trx)
// By where they lie: of a long list, a join by id reads all of it again at each round. The keeper alone takes marks and nobody changes one, so none moves.
const countMarked = async (trx: Trx, which: RawBuilder<unknown>): Promise<number> => {
  const { rows } = await sql<{ person_unit: string }>`
    delete from picture.changed where ctid = any (array(select ctid from picture.changed ${which})) returning person_unit`.execute(
    trx,
  )
  if (rows.length > 0) await countAgain(trx, [...new Set(rows.map((row) => row.person_unit))])
  return rows.length
}

/** Marks everybody who has a report or stands in the cube, a year at a time, to be counted again by the keeper in its rounds. */
export const markEverybody = async (picture: Database): Promise<void> => {
  const { rows } = await sql<{ year: number }>`
    select distinct year from picture.report union select distinct year from picture.person order by year`.execute(
    picture,
  )
  for (const { year } of rows)
    await sql`
      insert into picture.changed (person_unit, year, month, turn)
      select person_unit, year, month, 0 from picture.report where year = ${year}
      union select person_unit, year, month, 0 from picture.person where year = ${year}`.execute(picture)
}

/** Throws the cube away and marks everybody, in one transaction: from then on what stands in it was counted again, and how many wait stands beside it. */
export const emptyCube = (picture: Database): Promise<void> =>
  picture.transaction().execute(async (trx) => {
    await becomeKeeper(trx)
    await sql`delete from picture.cell`.execute(trx)
    await sql`delete from picture.person`.execute(trx)
    await markEverybody(trx)
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

/** A reader is told that at least so many wait, and waits for no longer count. */
const WAITING_SHOWN_MAX = 10_000
/** How many marks are still to be counted, up to `most`: what a reader must know of how current the numbers are. */
export const countWaiting = async (picture: Database, most = WAITING_SHOWN_MAX): Promise<number> => {
  const { rows } = await sql<{ waiting: number }>`
    select count(*)::integer as waiting from (select from picture.changed limit ${most}) few`.execute(picture)
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
