/** Who does what, who is away, reminders and the calendar: SQL in, domain out. Who sees a row stands in db/policies/task.sql. */
import { sql } from 'kysely'
import { asId, type Claim, type Day, day, type Plane, type WorkFunction } from '../kernel/index.ts'
import { type Database, takeTurn } from '../platform/database.ts'
import type { Work } from '../platform/work.ts'
import type { Absence, AbsenceStage } from './absence.ts'

const ROWS_MAX = 1_000

export type Person = { readonly actor: string; readonly function: string; readonly name: string }

/** Everybody who works in this house now, by name. */
export const colleaguesOf = async ({ trx, claim }: Work): Promise<readonly Person[]> => {
  const rows = await trx
    .selectFrom('access.account')
    .select(['actor_id', 'function', 'display_name'])
    .where('organisation_id', '=', claim.organisation)
    .where('closed_at', 'is', null)
    .orderBy('display_name')
    .orderBy('actor_id')
    .limit(ROWS_MAX)
    .execute()
  return rows.map((row) => ({ actor: row.actor_id, function: row.function, name: row.display_name }))
}

/** Who took what at this desk, by subject. */
export const takingsOf = async (
  { trx, claim }: Work,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const rows = await trx
    .selectFrom('task.taking')
    .select(['subject', 'actor_id'])
    .where('organisation_id', '=', claim.organisation)
    .where('function', '=', claim.function)
    .where(sql<boolean>`subject = any(${[...subjects]}::uuid[])`)
    .execute()
  return new Map(rows.flatMap(({ subject, actor_id }) => (actor_id ? [[subject, actor_id] as const] : [])))
}

/** Takes it, or gives it back when it was one's own. */
export const keepTaking = async ({ trx, claim, now }: Work, subject: string, taken: boolean): Promise<void> => {
  if (taken) {
    await trx
      .insertInto('task.taking')
      .values({
        ...{ organisation_id: claim.organisation, function: claim.function, subject },
        ...{ actor_id: claim.actor, taken_at: now },
      })
      .onConflict((each) =>
        each.columns(['organisation_id', 'function', 'subject']).doUpdateSet({ actor_id: claim.actor, taken_at: now }),
      )
      .execute()
    return
  }
  await trx
    .updateTable('task.taking')
    .set({ actor_id: null, taken_at: now })
    .where('organisation_id', '=', claim.organisation)
    .where('function', '=', claim.function)
    .where('subject', '=', subject)
    .where('actor_id', '=', claim.actor)
    .execute()
}

/** The days on which this person wants to see something again, by subject. */
export const remindersOf = async ({ trx, claim }: Work): Promise<ReadonlyMap<string, Day>> => {
  const rows = await trx
    .selectFrom('task.reminder')
    .select(['subject', 'remind_on'])
    .where('actor_id', '=', claim.actor)
    .where('remind_on', 'is not', null)
    .orderBy('remind_on', 'desc')
    .limit(ROWS_MAX)
    .execute()
  return new Map(rows.flatMap(({ subject, remind_on }) => (remind_on ? [[subject, day(remind_on)] as const] : [])))
}

export const keepReminder = async ({ trx, claim, now }: Work, subject: string, on: Day | undefined): Promise<void> => {
  const said = { remind_on: on ?? null, made_at: now }
  await trx
    .insertInto('task.reminder')
    .values({ organisation_id: claim.organisation, actor_id: claim.actor, subject, ...said })
    .onConflict((each) => each.columns(['actor_id', 'subject']).doUpdateSet(said))
    .execute()
}

const ABSENCE = ['id', 'actor_id', 'function', 'from_on', 'until_on', 'stage', 'stand_in_id'] as const
type AbsenceRow = {
  id: string
  actor_id: string
  function: string
  from_on: string
  until_on: string
  stage: string
  stand_in_id: string | null
}
const absenceOf = (row: AbsenceRow): Absence => ({
  id: row.id,
  actor: row.actor_id,
  function: row.function,
  from: day(row.from_on),
  until: day(row.until_on),
  // Safe: a constraint holds the stages.
  stage: row.stage as AbsenceStage,
  ...(row.stand_in_id ? { standIn: row.stand_in_id } : {}),
})

/** Who of this house is away today or later, the first day first. */
export const absencesOf = async ({ trx, claim, today }: Work): Promise<readonly Absence[]> => {
  const rows = await trx
    .selectFrom('task.absence')
    .select(ABSENCE)
    .where('organisation_id', '=', claim.organisation)
    .where('stage', '<>', 'ended')
    .where('until_on', '>=', today)
    .orderBy('from_on')
    .orderBy('id')
    .limit(ROWS_MAX)
    .execute()
  return rows.map(absenceOf)
}

/** One absence of this house, locked: two answers at the same moment come one after the other. */
export const lockAbsence = async ({ trx }: Work, id: string): Promise<Absence | undefined> => {
  await takeTurn(trx, `absence ${id}`)
  const row = await trx.selectFrom('task.absence').select(ABSENCE).where('id', '=', id).executeTakeFirst()
  return row && absenceOf(row)
}

/** One naming of days at a time by one person. */
export const lockOwnDays = async ({ trx, claim }: Work): Promise<void> => {
  await takeTurn(trx, `absences of ${claim.actor}`)
}

export const insertAbsence = async (
  { trx, claim, now }: Work,
  made: Pick<Absence, 'id' | 'from' | 'until' | 'stage' | 'standIn'>,
): Promise<void> => {
  await trx
    .insertInto('task.absence')
    .values({
      ...{ id: made.id, organisation_id: claim.organisation, function: claim.function, actor_id: claim.actor },
      ...{ from_on: made.from, until_on: made.until, stage: made.stage, stand_in_id: made.standIn ?? null },
      ...{ named_at: now, changed_at: now },
    })
    .execute()
}

/** False when row security does not let this person move it. */
export const moveAbsenceTo = async (
  { trx, now }: Work,
  id: string,
  to: { readonly stage: AbsenceStage; readonly standIn: string | undefined },
): Promise<boolean> => {
  const { numUpdatedRows } = await trx
    .updateTable('task.absence')
    .set({ stage: to.stage, stand_in_id: to.standIn ?? null, changed_at: now })
    .where('id', '=', id)
    .where('stage', '<>', 'ended')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** The own address that stands, if one does. */
export const ownCalendarLink = async ({
  trx,
  claim,
  now,
}: Work): Promise<{ readonly madeAt: Date; readonly expiresAt: Date } | undefined> => {
  const row = await trx
    .selectFrom('task.calendar_link')
    .select(['made_at', 'expires_at'])
    .where('actor_id', '=', claim.actor)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row && { madeAt: row.made_at, expiresAt: row.expires_at }
}

/** Two addresses asked at once wait for each other: one stands. */
export const lockOwnCalendar = async ({ trx, claim }: Work): Promise<void> => {
  await takeTurn(trx, `calendar of ${claim.actor}`)
}

/** Ends the own address; false when none stood. */
export const endCalendarLink = async ({ trx, claim, now }: Work): Promise<boolean> => {
  const { numUpdatedRows } = await trx
    .updateTable('task.calendar_link')
    .set({ ended_at: now })
    .where('actor_id', '=', claim.actor)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

const MS_PER_DAY = 86_400_000
/** As long as the link behind which beds are counted: long enough not to be a chore, and what lies about forgotten ends. */
export const CALENDAR_LINK_DAYS = 90

export const insertCalendarLink = async ({ trx, claim, now, newId }: Work, tokenHash: Buffer): Promise<void> => {
  await trx
    .insertInto('task.calendar_link')
    .values({
      ...{ id: newId(), organisation_id: claim.organisation, actor_id: claim.actor, token_hash: tokenHash },
      ...{ made_at: now, expires_at: new Date(now.getTime() + CALENDAR_LINK_DAYS * MS_PER_DAY) },
    })
    .execute()
}

export type FoundCalendar = Pick<Claim, 'organisation' | 'actor' | 'function' | 'plane'> & { readonly link: string }

/** Whose calendar this address is; of an ended one as of one that never was. */
export const findCalendar = async (
  worker: Database,
  tokenHash: Buffer,
  now: Date,
): Promise<FoundCalendar | undefined> => {
  const { rows } = await sql<{
    link_id: string
    organisation_id: string
    actor_id: string
    function: WorkFunction
    plane: Plane
  }>`select * from task.find_calendar(${tokenHash}, ${now})`.execute(worker)
  const [row] = rows
  return (
    row && {
      link: row.link_id,
      organisation: asId(row.organisation_id),
      actor: asId(row.actor_id),
      function: row.function,
      plane: row.plane,
    }
  )
}
