/** Case tables and seats: SQL in, domain out. A party reads its seat and never the meeting, which names the dossier. */
import { sql } from 'kysely'
import { type Day, day } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import type { SeatAnswer, SeatKind } from './seats.ts'
import type { Stage } from './stage.ts'

export type Meeting = {
  readonly id: string
  readonly organiser: string
  readonly dossier: string
  readonly heldOn: Day
  readonly stage: Stage
}
export type SeatRead = {
  readonly id: string
  readonly meeting: string
  readonly organiser: string
  readonly kind: SeatKind
  readonly heldOn: Day
  readonly party?: string
  readonly mail?: string
  readonly answer?: SeatAnswer
  readonly followsOn?: Day
  /** The day on which somebody was asked to it. */
  readonly askedOn?: Day
  /** The table was closed or called off. */
  readonly closed: boolean
  readonly calledOff: boolean
}

type MeetingRow = { id: string; organisation_id: string; dossier_id: string; held_on: string; stage: string }
const MEETING = ['id', 'organisation_id', 'dossier_id', 'held_on', 'stage'] as const
const meetingOf = (row: MeetingRow): Meeting => ({
  id: row.id,
  organiser: row.organisation_id,
  dossier: row.dossier_id,
  heldOn: day(row.held_on),
  // Safe: a constraint holds the two stages.
  stage: row.stage as Stage,
})

type SeatRow = {
  id: string
  meeting_id: string
  organisation_id: string
  kind: string
  held_on: string
  party_id: string | null
  mail: string | null
  answer: string | null
  follows_on: string | null
  asked_on: string | null
  closed_at: Date | null
  called_off_at: Date | null
}
const SEAT = [
  'id',
  'meeting_id',
  'organisation_id',
  'kind',
  'held_on',
  'party_id',
  'mail',
  'answer',
  'follows_on',
  'asked_on',
  'closed_at',
  'called_off_at',
] as const
const seatOf = (row: SeatRow): SeatRead => ({
  id: row.id,
  meeting: row.meeting_id,
  organiser: row.organisation_id,
  // Safe, twice: planTable writes kinds of the list, and a constraint holds the answers.
  kind: row.kind as SeatKind,
  heldOn: day(row.held_on),
  ...(row.party_id ? { party: row.party_id } : {}),
  ...(row.mail ? { mail: row.mail } : {}),
  ...(row.answer ? { answer: row.answer as SeatAnswer } : {}),
  ...(row.follows_on ? { followsOn: day(row.follows_on) } : {}),
  ...(row.asked_on ? { askedOn: day(row.asked_on) } : {}),
  closed: row.closed_at !== null,
  calledOff: row.called_off_at !== null,
})

export type NewSeat = { readonly id: string; readonly kind: SeatKind; readonly party?: string; readonly mail?: string }

export const insertTable = async (
  { trx, claim, now, today }: Work,
  meeting: Omit<Meeting, 'organiser' | 'stage'>,
  seats: readonly NewSeat[],
): Promise<void> => {
  await trx
    .insertInto('case_table.meeting')
    .values({
      id: meeting.id,
      organisation_id: claim.organisation,
      dossier_id: meeting.dossier,
      held_on: meeting.heldOn,
      stage: 'planned',
      created_at: now,
    })
    .execute()
  await trx
    .insertInto('case_table.seat')
    .values(
      seats.map((each) => ({
        id: each.id,
        meeting_id: meeting.id,
        organisation_id: claim.organisation,
        kind: each.kind,
        held_on: meeting.heldOn,
        party_id: each.party ?? null,
        mail: each.mail ?? null,
        asked_on: each.party || each.mail ? today : null,
      })),
    )
    .execute()
}

/** Meetings that this organisation called, the next one first. */
export const listMeetings = async ({ trx }: Work, limit: number): Promise<readonly Meeting[]> => {
  const rows = await trx
    .selectFrom('case_table.meeting')
    .select(MEETING)
    .orderBy('held_on', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(meetingOf)
}

export const findMeeting = async ({ trx }: Work, id: string): Promise<Meeting | undefined> => {
  const row = await trx.selectFrom('case_table.meeting').select(MEETING).where('id', '=', id).executeTakeFirst()
  return row && meetingOf(row)
}

/** These meetings, as far as this claim may see them: one query. */
export const findMeetings = async ({ trx }: Work, ids: readonly string[]): Promise<readonly Meeting[]> => {
  if (ids.length === 0) return []
  const rows = await trx.selectFrom('case_table.meeting').select(MEETING).where('id', 'in', ids).execute()
  return rows.map(meetingOf)
}

/** Days of meetings about one dossier that this organisation called and that are still to come. */
export const comingMeetingsOf = async ({ trx, today }: Work, dossier: string): Promise<readonly Day[]> => {
  const rows = await trx
    .selectFrom('case_table.meeting')
    .select('held_on')
    .where('dossier_id', '=', dossier)
    .where('held_on', '>=', today)
    .where('stage', '=', 'planned')
    .orderBy('held_on')
    .limit(MEETINGS_MAX)
    .execute()
  return rows.map((row) => day(row.held_on))
}
const MEETINGS_MAX = 20

const SEATS_MAX = 2000

/** Seats of these meetings that this claim may see. */
export const seatsOf = async ({ trx }: Work, meetingIds: readonly string[]): Promise<readonly SeatRead[]> => {
  if (meetingIds.length === 0) return []
  const rows = await trx
    .selectFrom('case_table.seat')
    .select(SEAT)
    .where('meeting_id', 'in', meetingIds)
    .orderBy('kind')
    .limit(SEATS_MAX)
    .execute()
  return rows.map(seatOf)
}

/** Seats to which this organisation was asked by others. */
export const listInvitations = async ({ trx, claim }: Work, limit: number): Promise<readonly SeatRead[]> => {
  const rows = await trx
    .selectFrom('case_table.seat')
    .select(SEAT)
    .where('party_id', '=', claim.organisation)
    .where('organisation_id', '<>', claim.organisation)
    .orderBy('held_on', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(seatOf)
}

/** The seat, locked: two answers at the same moment come one after the other. */
export const lockSeat = async ({ trx }: Work, id: string): Promise<SeatRead | undefined> => {
  const row = await trx.selectFrom('case_table.seat').select(SEAT).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && seatOf(row)
}

export const updateSeat = async (
  { trx, now }: Work,
  id: string,
  given: { readonly answer: SeatAnswer; readonly followsOn?: Day },
): Promise<void> => {
  await trx
    .updateTable('case_table.seat')
    .set({ answer: given.answer, follows_on: given.followsOn ?? null, answered_at: now })
    .where('id', '=', id)
    .execute()
}

/** The chapter under whose key a wish is sealed: the dossier's own, so that it goes when the dossier's keys go. */
export const WISH_CHAPTER = 'goal'

/** Puts a table on another day. What was answered stands in the facts; whoever was asked is asked anew. */
export const moveMeeting = async ({ trx, today }: Work, id: string, heldOn: Day): Promise<void> => {
  await trx.updateTable('case_table.meeting').set({ held_on: heldOn }).where('id', '=', id).execute()
  await trx
    .updateTable('case_table.seat')
    .set({
      ...{ held_on: heldOn, answer: null, follows_on: null, answered_at: null },
      asked_on: sql<Day | null>`case when party_id is not null or mail is not null then ${today}::date end`,
    })
    .where('meeting_id', '=', id)
    .execute()
}

/** Calls a table off: its seats say so to whoever was asked, and take no answer any more. */
export const callOffMeeting = async ({ trx, now }: Work, id: string): Promise<void> => {
  await trx.updateTable('case_table.meeting').set({ stage: 'called-off' }).where('id', '=', id).execute()
  await trx
    .updateTable('case_table.seat')
    .set({ closed_at: now, called_off_at: now })
    .where('meeting_id', '=', id)
    .execute()
}

/** Asks somebody to a seat that stands: another party or mailbox has not answered yet. */
export const updateSeatParty = async (
  { trx, today }: Work,
  id: string,
  to: { readonly party?: string; readonly mail?: string },
): Promise<void> => {
  await trx
    .updateTable('case_table.seat')
    .set({
      ...{ party_id: to.party ?? null, mail: to.mail ?? null, asked_on: today },
      ...{ answer: null, follows_on: null, answered_at: null },
    })
    .where('id', '=', id)
    .execute()
}
