/** Moves and steps of courses go in through the worker and come out as counts through the reader of the picture. */
import { sql } from 'kysely'
import { type Day, day } from '../kernel/index.ts'
import type { Database } from '../platform/database.ts'
import type { Work } from '../platform/work.ts'
import type { RegionPersons } from './compare-regions.ts'
import type { CourseStep } from './course-steps.ts'
import { type DoorCounts, enteredBefore } from './door.ts'
import type { Flow } from './flows.ts'

export type Move = {
  readonly id: string
  readonly happened: Day
  readonly from: string
  readonly to: string
  readonly replaces?: string
}

/** A move of which nobody has a fact; `key` stands in its place. */
export type ToldMove = Omit<Move, 'id' | 'replaces'> & { readonly key: string }

/** Moves, in one statement however many; one that is there already changes nothing. */
export const insertMoves = async ({ trx }: Work, moves: readonly Move[]): Promise<void> => {
  const rows = moves.map(({ id, happened, from, to, replaces = null }) => ({ id, happened, from, to, replaces }))
  await sql`
    insert into picture.move (id, happened, from_place, to_place, replaces)
    select id, happened, "from", "to", replaces
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as m(id uuid, happened date, "from" text, "to" text, replaces uuid)
    on conflict do nothing`.execute(trx)
}

/** Steps of courses, in one statement however many. */
export const insertCourseSteps = async (
  { trx }: Work,
  steps: readonly (CourseStep & { readonly id: string })[],
): Promise<void> => {
  await sql`
    insert into picture.course_step (id, kind, happened, cause, way, days, days_from_first, nth, is_first_out)
    select id, kind, happened, cause, way, days, "daysFromFirst", nth, "isFirstOut"
    from jsonb_to_recordset(${JSON.stringify(steps)}::jsonb) as s(id uuid, kind text, happened date, cause text, way text, days integer,
      "daysFromFirst" integer, nth integer, "isFirstOut" boolean)
    on conflict do nothing`.execute(trx)
}

/** Moves of a year by from and to; what was corrected is left out, and so is what only took something away. */
export const countMoves = async (picture: Database, year: number): Promise<readonly Flow[]> => {
  const { rows } = await sql<Flow>`
    select from_place as "from", to_place as "to", count(*)::integer as moves from picture.move m
    where happened between make_date(${year}, 1, 1) and make_date(${year}, 12, 31)
      and (from_place, to_place) <> ('unknown', 'unknown')
      and not exists (select from picture.move later where later.replaces = m.id)
    group by from_place, to_place order by from_place, to_place`.execute(picture)
  return rows
}

/** Ends that were taken back are counted off; each group of equal rows is one count. */
export const countDoor = async (picture: Database): Promise<DoorCounts> => {
  const { rows } = await sql<{
    kind: string
    happened: Date | string
    cause: string | null
    way: string | null
    days: number | null
    from_first: number | null
    is_first: boolean
    is_first_out: boolean
    count: number
  }>`
    select case kind when 'undone' then 'left' else kind end as kind, happened::text as happened, cause, way, days,
      days_from_first as from_first, coalesce(nth = 1, false) as is_first, is_first_out,
      sum(case kind when 'undone' then -1 else 1 end)::integer as count
    from picture.course_step group by 1, 2, 3, 4, 5, 6, 7, 8`.execute(picture)
  const read = rows
    .filter(({ count }) => count > 0)
    .map((row) => ({ ...row, happened: day(String(row.happened)), cause: row.cause ?? 'unknown' }))
  const of = (kind: string) => read.filter((row) => row.kind === kind)
  return {
    ended: mergeEnded(of('left')),
    returned: of('back').map(({ happened, cause, way, days, from_first, is_first, count }) => ({
      ...{ leftOn: enteredBefore(happened, days ?? 0), days: days ?? 0, daysFromFirst: from_first ?? 0 },
      ...{ cause, way: way ?? 'unknown', isFirst: is_first, count },
    })),
    entered: of('entered').map(({ happened, count }) => ({ on: happened, count })),
    firstOut: read.flatMap(({ kind, happened, days, cause, is_first_out, count }) =>
      is_first_out && days !== null
        ? [
            {
              enteredOn: enteredBefore(happened, days),
              days,
              cause: kind === 'missing' ? 'out-of-sight' : cause,
              count,
            },
          ]
        : [],
    ),
    gapCauses: of('gap').map(({ cause, count }) => ({ cause, count })),
  }
}

// Ends are counted by day and cause, whatever it took to get there.
const mergeEnded = (
  rows: readonly { happened: Day; cause: string; is_first: boolean; count: number }[],
): DoorCounts['ended'] =>
  [...Map.groupBy(rows, ({ happened, cause, is_first }) => `${happened} ${cause} ${is_first}`).values()].flatMap(
    (here) => {
      const [first] = here
      return first
        ? [
            {
              ...{ on: first.happened, cause: first.cause, isFirst: first.is_first },
              count: here.reduce((sum, { count }) => sum + count, 0),
            },
          ]
        : []
    },
  )

/** Persons of some years by region, each once a year; whose region is not known are left out. */
export const personsByRegion = async (
  picture: Database,
  years: { readonly from: number; readonly until: number },
): Promise<readonly RegionPersons[]> => {
  const { rows } = await sql<RegionPersons>`
    select year::integer as year, safety_region_code as region, count(*)::integer as persons from picture.person_once
    where year between ${years.from} and ${years.until} and safety_region_code is not null
    group by year, safety_region_code order by year, safety_region_code`.execute(picture)
  return rows
}
