/** A whole table as its organiser reads it: what is open on the case, who was there, what was agreed. All of it through row security. */
import { type Day, type Plane, parseDay } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import { type AgendaItem, agendaOf, mayHoldHits, type SeatOnTable } from './agenda.ts'
import { comesBack, type Follower } from './attendance.ts'
import {
  type ActionRead,
  type AttendanceRead,
  actionsOf,
  attendanceOf,
  type MeetingBefore,
  meetingsOfDossier,
  statementsBySeat,
  type TableFactRead,
  tableFacts,
  wordsOf,
} from './meeting.store.ts'
import type { Minutes } from './minutes.ts'
import { type ProposedStep, type SeatBefore, stepAfter } from './no-shows.ts'
import type { TablePorts } from './ports.ts'
import { SEAT_REASONS, type SeatReason } from './seat-rules.ts'
import type { NeededSeat, SeatAnswer, SeatKind } from './seats.ts'
import { type Meeting, type SeatRead, seatsOf } from './table.store.ts'

export type DecisionRead = {
  readonly id: string
  readonly meeting: string
  readonly owner: Exclude<Follower, 'own-party'>
  readonly dueOn: Day
  readonly text?: string
}
export type CorrectionRead = {
  readonly at: Date
  readonly text?: string
  readonly seat?: Minutes['seats'][number]
}
export type OwnTable = {
  readonly meeting: Meeting
  readonly wish?: string
  readonly seats: readonly SeatRead[]
  readonly attendance: ReadonlyMap<string, AttendanceRead>
  readonly whys: ReadonlyMap<SeatKind, NeededSeat>
  readonly steps: ReadonlyMap<string, ProposedStep>
  readonly statements: ReturnType<typeof statementsBySeat>
  readonly agenda: readonly AgendaItem[]
  readonly actions: readonly (ActionRead & { readonly carried: boolean })[]
  /** Of this table, and of the one before it as far as they are on the agenda. */
  readonly decisions: readonly DecisionRead[]
  readonly minutes?: Minutes & { readonly closedAt: Date }
  readonly corrections: readonly CorrectionRead[]
  /** The last time that it was put on another day: the day before, and what was answered for it, by seat. */
  readonly moved?: { readonly from: Day; readonly answers: ReadonlyMap<string, SeatAnswer> }
}

/** What a seat on the table says of itself, for the rule about planes. */
export const seatOnTable = (seat: SeatRead, attendance: AttendanceRead | undefined): SeatOnTable => ({
  kind: seat.kind,
  invited: seat.party !== undefined || seat.mail !== undefined,
  ...(seat.answer ? { answer: seat.answer } : {}),
  ...(attendance ? { attendance: attendance.attendance } : {}),
})

/** Does a table with these seats, of a house of this plane, speak of hits? */
export const speaksOfHits = (table: Pick<OwnTable, 'seats' | 'attendance'>, plane: Plane): boolean =>
  mayHoldHits(
    table.seats.map((each) => seatOnTable(each, table.attendance.get(each.id))),
    plane,
  )

/** The tables about this dossier that were closed before this one, oldest first. */
const closedBefore = (all: readonly MeetingBefore[], meeting: Meeting): readonly MeetingBefore[] => {
  const place = all.findIndex(({ id }) => id === meeting.id)
  return all.slice(0, Math.max(place, 0)).filter(({ stage }) => stage === 'held')
}

/** Seats that were not taken at the last closed table about this dossier: they are needed again. */
export const missedLastTime = async (
  work: Work,
  dossier: string,
): Promise<readonly { readonly seat: SeatKind; readonly missedOn: Day; readonly party?: string }[]> => {
  const last = (await meetingsOfDossier(work, dossier)).findLast(({ stage }) => stage === 'held')
  return last ? missedAt(work, last) : []
}

const missedAt = async (work: Work, { id, heldOn }: MeetingBefore) => {
  const seats = await seatsOf(work, [id])
  const there = new Map((await attendanceOf(work, [id])).map((each) => [each.seat, each.attendance]))
  const withSaid = seats.map((each) => {
    const attendance = there.get(each.id)
    return { kind: each.kind, ...(attendance ? { attendance } : {}) }
  })
  const missed = comesBack(withSaid)
  return seats
    .filter(({ kind }) => missed.includes(kind))
    .map(({ kind, party }) => ({ seat: kind, missedOn: heldOn, ...(party ? { party } : {}) }))
}

const FACTS = [
  ...(['table-planned', 'wish-noted', 'statement-made', 'decision-made'] as const),
  ...(['minutes-fixed', 'minutes-corrected', 'table-moved'] as const),
] as const

/** Reads a table that this organisation holds, with what earlier tables about the same dossier left open. */
export const readOwnTable = async (work: Work, meeting: Meeting, ports: TablePorts): Promise<OwnTable> => {
  const before = closedBefore(await meetingsOfDossier(work, meeting.dossier), meeting)
  const last = before.at(-1)
  const ids = [...before.map(({ id }) => id), meeting.id]
  const allSeats = await seatsOf(work, ids)
  const allAttendance = await attendanceOf(work, ids)
  const allActions = await actionsOf(work, ids)
  const facts = await tableFacts(work, ids, FACTS)
  const words = await wordsOf(work, meeting.dossier, facts)
  const seats = allSeats.filter((each) => each.meeting === meeting.id)
  const own = facts.filter((each) => each.meeting === meeting.id)
  const decisions = facts.filter(({ kind }) => kind === 'decision-made').map((each) => decisionOf(each, words))
  const fixed = own.find(({ kind }) => kind === 'minutes-fixed')
  const again = decisions.filter((each) => each.meeting === last?.id && each.dueOn <= meeting.heldOn)
  const actions = allActions
    .filter((each) => each.meeting === meeting.id || (each.outcome === undefined && fixed === undefined))
    .map((each) => ({ ...each, carried: each.meeting !== meeting.id }))
  const wish = own.findLast(({ kind }) => kind === 'wish-noted')
  const wishText = wish && words.get(wish.id)
  return {
    meeting,
    ...(wishText === undefined ? {} : { wish: wishText }),
    seats,
    attendance: new Map(allAttendance.filter((each) => each.meeting === meeting.id).map((each) => [each.seat, each])),
    whys: whysOf(own),
    steps: stepsOf(seats, { before, allSeats, allAttendance, on: work.today }),
    statements: statementsBySeat(own),
    ...(fixed
      ? // Safe: `fixMinutes` made the payload.
        { minutes: { ...(fixed.payload as unknown as Minutes), closedAt: fixed.learned } }
      : {}),
    agenda: fixed
      ? (fixed.payload as unknown as Minutes).agenda
      : agendaOf(
          {
            actions: openActions(actions, allSeats),
            missed: last ? await missedAt(work, last) : [],
            norms: (await ports.runningClocks(work, meeting.dossier)).filter(({ missed }) => missed),
            decisions: again.map(({ id, dueOn }) => ({ decisionId: id, dueOn })),
          },
          work.today,
        ),
    actions,
    ...movedOf(own),
    decisions: [...again, ...decisions.filter((each) => each.meeting === meeting.id)],
    corrections: own
      .filter(({ kind }) => kind === 'minutes-corrected')
      .map((each) => {
        const text = words.get(each.id)
        const seat = each.payload['seat'] as Minutes['seats'][number] | undefined
        return { at: each.learned, ...(text === undefined ? {} : { text }), ...(seat ? { seat } : {}) }
      }),
  }
}

// The organiser's own fact holds the answers; what is told to a party holds a day alone.
const movedOf = (facts: readonly TableFactRead[]): Pick<OwnTable, 'moved'> => {
  const last = facts.findLast(({ kind, payload }) => kind === 'table-moved' && payload['answers'] !== undefined)
  const from = parseDay(String(last?.payload['wasOn']))
  if (!from) return {}
  // Safe: moveTable writes seats and answers of the list.
  const said = last?.payload['answers'] as readonly { readonly seatId: string; readonly answer: SeatAnswer }[]
  return { moved: { from, answers: new Map(said.map(({ seatId, answer }) => [seatId, answer])) } }
}

const openActions = (actions: OwnTable['actions'], seats: readonly SeatRead[]) =>
  actions
    .filter((each) => each.carried)
    .map(({ id, ask, dueOn, owner, seat }) => {
      const kind = seats.find((each) => each.id === seat)?.kind
      return { id, ask, dueOn, ownerId: owner, ...(kind ? { seatKind: kind } : {}) }
    })

const decisionOf = (fact: TableFactRead, words: ReadonlyMap<string, string>): DecisionRead => {
  const text = words.get(fact.id)
  return {
    id: String(fact.payload['decisionId']),
    meeting: fact.meeting,
    // Safe: the route writes an owner of its list.
    owner: fact.payload['owner'] as DecisionRead['owner'],
    dueOn: parseDay(String(fact.payload['dueOn'])) ?? fact.happened,
    ...(text === undefined ? {} : { text }),
  }
}

// Of a table that was planned before rules were data there is no reason to give.
const whysOf = (facts: readonly TableFactRead[]): ReadonlyMap<SeatKind, NeededSeat> => {
  const planned = facts.find(({ kind }) => kind === 'table-planned')
  const said = (planned?.payload['whys'] ?? []) as readonly { kind: SeatKind; why: string; rule?: string }[]
  return new Map(
    said.flatMap(({ kind, why, rule }) => {
      const reason = SEAT_REASONS.find((each): each is SeatReason => each === why)
      return reason ? [[kind, { kind, why: reason, ...(rule ? { rule } : {}) }] as const] : []
    }),
  )
}

const stepsOf = (
  seats: readonly SeatRead[],
  of: {
    readonly before: readonly MeetingBefore[]
    readonly allSeats: readonly SeatRead[]
    readonly allAttendance: readonly AttendanceRead[]
    readonly on: Day
  },
): ReadonlyMap<string, ProposedStep> => {
  const there = new Map(of.allAttendance.map((each) => [each.seat, each.attendance]))
  return new Map(
    seats.flatMap((seat) => {
      const earlier = of.before.flatMap(({ id }): SeatBefore[] => {
        const was = of.allSeats.find((each) => each.meeting === id && each.kind === seat.kind)
        const attendance = was && there.get(was.id)
        const same = was && was.party === seat.party && was.mail === seat.mail
        if (!was || !attendance || !same) return []
        return [{ heldOn: was.heldOn, attendance, ...(was.askedOn ? { askedOn: was.askedOn } : {}) }]
      })
      const step = stepAfter(earlier, of.on)
      return step ? [[seat.id, step] as const] : []
    }),
  )
}
