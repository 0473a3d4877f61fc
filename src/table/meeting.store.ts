/** What happens at a table and after it: who was there, what was agreed, minutes. SQL in, domain out; row security decides whose it is. */
import { addDays, type Day, day } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import type { Ask, Statement, WhyNot } from './across.ts'
import type { Attendance, Follower, GivenAttendance } from './attendance.ts'
import type { MinutesGiven } from './minutes.ts'
import type { TableFactKind } from './stage.ts'
import { type Meeting, WISH_CHAPTER } from './table.store.ts'

const MEETINGS_MAX = 100
const ROWS_MAX = 1000

export type MeetingBefore = Pick<Meeting, 'id' | 'heldOn' | 'stage'>

/** The tables that this organisation held about one dossier, oldest first. */
export const meetingsOfDossier = async ({ trx }: Work, dossier: string): Promise<readonly MeetingBefore[]> => {
  const rows = await trx
    .selectFrom('case_table.meeting')
    .select(['id', 'held_on', 'stage'])
    .where('dossier_id', '=', dossier)
    .orderBy('held_on')
    .orderBy('created_at')
    .limit(MEETINGS_MAX)
    .execute()
  // Safe: a constraint holds the two stages.
  return rows.map((row) => ({ id: row.id, heldOn: day(row.held_on), stage: row.stage as Meeting['stage'] }))
}

export type AttendanceRead = {
  readonly seat: string
  readonly meeting: string
  readonly attendance: Attendance
  readonly follower?: Follower
  readonly followsOn?: Day
}

/** Who was there at these tables, by seat. */
export const attendanceOf = async ({ trx }: Work, meetings: readonly string[]): Promise<readonly AttendanceRead[]> => {
  if (meetings.length === 0) return []
  const rows = await trx
    .selectFrom('case_table.attendance')
    .select(['seat_id', 'meeting_id', 'attendance', 'follower', 'follows_on'])
    .where('meeting_id', 'in', meetings)
    .limit(ROWS_MAX)
    .execute()
  return rows.map((row) => ({
    seat: row.seat_id,
    meeting: row.meeting_id,
    // Safe, twice: a constraint holds the first; `recordAttendance` writes the second from its list.
    attendance: row.attendance as Attendance,
    ...(row.follower ? { follower: row.follower as Follower } : {}),
    ...(row.follows_on ? { followsOn: day(row.follows_on) } : {}),
  }))
}

/** Writes down who was there for a seat, or writes it anew. */
export const keepAttendance = async (
  { trx, claim, now }: Work,
  seat: { readonly id: string; readonly meeting: string },
  given: GivenAttendance,
): Promise<void> => {
  const said = {
    attendance: given.attendance,
    follower: given.attendance === 'attended' ? null : given.follower,
    follows_on: given.attendance === 'attended' ? null : given.followsOn,
    recorded_at: now,
  }
  await trx
    .insertInto('case_table.attendance')
    .values({ seat_id: seat.id, meeting_id: seat.meeting, organisation_id: claim.organisation, ...said })
    .onConflict((each) => each.column('seat_id').doUpdateSet(said))
    .execute()
}

export type ActionRead = {
  readonly id: string
  readonly meeting: string
  readonly organiser: string
  readonly owner: string
  readonly seat?: string
  readonly ask: Ask
  readonly dueOn: Day
  readonly outcome?: 'done' | 'not-done'
  readonly whyNot?: WhyNot
}
const ACTION = [
  ...(['id', 'meeting_id', 'organisation_id', 'owner_id', 'seat_id', 'ask', 'due_on', 'outcome', 'why_not'] as const),
] as const
type ActionRow = {
  id: string
  meeting_id: string
  organisation_id: string
  owner_id: string
  seat_id: string | null
  ask: string
  due_on: string
  outcome: string | null
  why_not: string | null
}
const actionOf = (row: ActionRow): ActionRead => ({
  id: row.id,
  meeting: row.meeting_id,
  organiser: row.organisation_id,
  owner: row.owner_id,
  ...(row.seat_id ? { seat: row.seat_id } : {}),
  // Safe, three times: written from lists, and a constraint holds the outcome.
  ask: row.ask as Ask,
  dueOn: day(row.due_on),
  ...(row.outcome ? { outcome: row.outcome as 'done' | 'not-done' } : {}),
  ...(row.why_not ? { whyNot: row.why_not as WhyNot } : {}),
})

/** What was agreed at these tables, as far as this claim may see it, by day. */
export const actionsOf = async ({ trx }: Work, meetings: readonly string[]): Promise<readonly ActionRead[]> => {
  if (meetings.length === 0) return []
  const rows = await trx
    .selectFrom('case_table.action')
    .select(ACTION)
    .where('meeting_id', 'in', meetings)
    .orderBy('due_on')
    .orderBy('id')
    .limit(ROWS_MAX)
    .execute()
  return rows.map(actionOf)
}

/** What this organisation agreed to do and has not ended, whoever's table it was; what is due first comes first. */
export const listOpenActions = async ({ trx, claim }: Work, limit: number): Promise<readonly ActionRead[]> => {
  const rows = await trx
    .selectFrom('case_table.action')
    .select(ACTION)
    .where('owner_id', '=', claim.organisation)
    .where('outcome', 'is', null)
    .orderBy('due_on')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(actionOf)
}

/** How long a table that was held stands on the day of who held it for the sake of its seats; after that it is on the table itself alone. */
const HELD_LATELY_DAYS = 7

/** Tables of this house of the last days of which nobody wrote down yet, seat by seat, who was there. One query. */
export const seatsNotNoted = async ({
  trx,
  claim,
  today,
}: Work): Promise<
  readonly { readonly meeting: string; readonly dossier: string; readonly heldOn: Day; readonly seats: number }[]
> => {
  const rows = await trx
    .selectFrom('case_table.meeting as m')
    .innerJoin('case_table.seat as s', 's.meeting_id', 'm.id')
    .leftJoin('case_table.attendance as a', 'a.seat_id', 's.id')
    .select(['m.id', 'm.dossier_id', 'm.held_on', (each) => each.fn.countAll<string>().as('seats')])
    .where('m.organisation_id', '=', claim.organisation)
    .where('m.stage', '=', 'planned')
    .where('m.held_on', '<=', today)
    .where('m.held_on', '>=', addDays(today, -HELD_LATELY_DAYS))
    .where('a.seat_id', 'is', null)
    .groupBy(['m.id', 'm.dossier_id', 'm.held_on'])
    .orderBy('m.held_on')
    .orderBy('m.id')
    .limit(MEETINGS_MAX)
    .execute()
  return rows.map((row) => ({
    ...{ meeting: row.id, dossier: row.dossier_id, heldOn: day(row.held_on), seats: Number(row.seats) },
  }))
}

/** One action that this claim may see. */
export const findAction = async ({ trx }: Work, id: string): Promise<ActionRead | undefined> => {
  const row = await trx.selectFrom('case_table.action').select(ACTION).where('id', '=', id).executeTakeFirst()
  return row && actionOf(row)
}

export const insertAction = async ({ trx, claim, now }: Work, action: Omit<ActionRead, 'organiser'>): Promise<void> => {
  await trx
    .insertInto('case_table.action')
    .values({
      ...{ id: action.id, meeting_id: action.meeting, organisation_id: claim.organisation, owner_id: action.owner },
      ...{ seat_id: action.seat ?? null, ask: action.ask, due_on: action.dueOn, agreed_at: now },
    })
    .execute()
}

/** Ends an action; false when somebody else ended it first. */
export const endAction = async (
  { trx, now }: Work,
  id: string,
  end: { readonly outcome: 'done' | 'not-done'; readonly whyNot?: WhyNot },
): Promise<boolean> => {
  const { numUpdatedRows } = await trx
    .updateTable('case_table.action')
    .set({ outcome: end.outcome, why_not: end.whyNot ?? null, ended_at: now })
    .where('id', '=', id)
    .where('outcome', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export type TableFactRead = {
  readonly id: string
  readonly meeting: string
  readonly kind: TableFactKind
  readonly by: string
  readonly happened: Day
  readonly learned: Date
  readonly payload: Readonly<Record<string, unknown>>
  readonly sealed: Buffer | null
}

/** Facts of these tables of these kinds that this claim may see, in their order. */
export const tableFacts = async (
  { trx }: Work,
  meetings: readonly string[],
  kinds: readonly TableFactKind[],
): Promise<readonly TableFactRead[]> => {
  if (meetings.length === 0) return []
  const rows = await trx
    .selectFrom('case_table.fact')
    .select(['id', 'stream', 'kind', 'organisation_id', 'happened', 'learned', 'payload', 'sealed'])
    .where('stream', 'in', meetings)
    .where('kind', 'in', kinds)
    .orderBy('stream')
    .orderBy('version')
    .limit(ROWS_MAX)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    meeting: row.stream,
    // Safe, twice: kinds are asked for by name, and a payload is written as an object.
    kind: row.kind as TableFactKind,
    by: row.organisation_id,
    happened: day(row.happened),
    learned: row.learned,
    payload: row.payload as Readonly<Record<string, unknown>>,
    sealed: row.sealed,
  }))
}

/** The words of facts about one dossier, by fact; of what this reader has no key for there are none. */
export const wordsOf = async (
  work: Work,
  dossier: string,
  facts: readonly TableFactRead[],
): Promise<ReadonlyMap<string, string>> => {
  const opened = await work.openFacts(
    'case_table',
    facts.map(({ id, sealed }) => ({ id, sealed, stream: dossier, chapter: WISH_CHAPTER })),
  )
  const words = new Map<string, string>()
  for (const [id, value] of opened) {
    const { text, wish } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
    const said = text ?? wish
    if (typeof said === 'string') words.set(id, said)
  }
  return words
}

/** The newest statement of each seat at this table. */
export const statementsBySeat = (
  facts: readonly TableFactRead[],
): ReadonlyMap<string, { readonly statements: readonly Statement[]; readonly on: Day }> =>
  new Map(
    facts
      .filter(({ kind }) => kind === 'statement-made')
      // Safe: the route writes statements of its list.
      .map(({ payload, happened }) => [
        String(payload['seatId']),
        { statements: (payload['statements'] ?? []) as readonly Statement[], on: happened },
      ]),
  )

/** The newest view of the minutes that was given to this organisation, by seat. */
export const minutesGivenIn = (facts: readonly TableFactRead[]): readonly MinutesGiven[] => [
  ...new Map(
    facts
      .filter(({ kind }) => kind === 'minutes-given')
      // Safe: `viewFor` made the payload.
      .map(({ payload }) => [String(payload['seatId']), payload as unknown as MinutesGiven]),
  ).values(),
]

/** Closes a table and its seats; from here on the database takes ends, corrections and minutes that are given, and nothing else. */
export const closeMeeting = async ({ trx, now }: Work, id: string): Promise<void> => {
  await trx.updateTable('case_table.meeting').set({ stage: 'held' }).where('id', '=', id).execute()
  await trx.updateTable('case_table.seat').set({ closed_at: now }).where('meeting_id', '=', id).execute()
}
