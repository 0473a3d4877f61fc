/** What a reader of a table is shown: everything for who holds it, the own part for who was asked to a seat. */
import type { Day, Plane, WorkFunction } from '../kernel/index.ts'
import { ASKS, mayBeAsked, mayState, STATEMENTS } from './across.ts'
import type { AgendaItem } from './agenda.ts'
import type { ActionRead, AttendanceRead } from './meeting.store.ts'
import type { MinutesGiven } from './minutes.ts'
import { SEAT_RULES } from './seat-rules.ts'
import { type NeededSeat, type SeatKind, seatState } from './seats.ts'
import type { ActionShown, AgendaShown, MinutesShown, SeatShown, TableShown, WhyShown } from './table.schema.ts'
import type { Meeting, SeatRead } from './table.store.ts'
import { type OwnTable, speaksOfHits } from './table-read.store.ts'
import { planeOfSeat } from './who-fills.ts'

export type Names = (id: string) => string
export const ORGANISERS: readonly WorkFunction[] = ['care-coordinator', 'table-chair']
/** Who may look for people (purpose D27), and so may hear at a table that somebody is known elsewhere. */
export const HEARS_HITS: readonly WorkFunction[] = ['care-coordinator']

export type Reader = {
  readonly organises: boolean
  readonly function: WorkFunction
  readonly plane: Plane
  readonly today: Day
}

const partyOf = (id: string, nameOf: Names) => ({ organisationId: id, name: nameOf(id) })

/** Why a seat is there, in the words of its rule. */
export const showWhy = ({ why, rule }: NeededSeat): WhyShown => {
  const found = SEAT_RULES.find(({ id }) => id === rule)
  if (!found) return { reason: why, sources: [] }
  return {
    reason: why,
    ruleId: found.id,
    sentence: found.sentence,
    kind: found.kind,
    validFromDate: found.validFrom,
    sources: found.sources.map(({ name, article, text_of }) =>
      [[name, article].filter(Boolean).join(' '), text_of].filter(Boolean).join(', '),
    ),
  }
}

const stateOf = (seat: SeatRead) =>
  seatState({
    kind: seat.kind,
    invited: seat.party !== undefined || seat.mail !== undefined,
    ...(seat.answer ? { answer: seat.answer } : {}),
  })

/** A seat as anybody at it may see it. */
const showSeat = (seat: SeatRead, nameOf: Names, abilities: readonly string[]): SeatShown => ({
  seatId: seat.id,
  kind: seat.kind,
  state: stateOf(seat),
  ...(seat.party ? { party: partyOf(seat.party, nameOf) } : {}),
  ...(seat.mail ? { mail: seat.mail } : {}),
  ...(seat.answer ? { answer: seat.answer } : {}),
  ...(seat.followsOn ? { followsDate: seat.followsOn } : {}),
  abilities: [...abilities],
})

/** What goes over a seat to its plane: the words that exist for it. */
const wordsFor = (kind: SeatKind) => {
  const plane = planeOfSeat(kind)
  return {
    maySay: STATEMENTS.filter((each) => mayState(each, plane)),
    mayBeAsked: ASKS.filter((each) => mayBeAsked(each, plane)),
  }
}

const showAction = (
  action: ActionRead & { readonly carried?: boolean },
  of: { readonly nameOf: Names; readonly today: Day; readonly seats: readonly SeatRead[]; readonly mayEnd: boolean },
): ActionShown => {
  const kind = of.seats.find(({ id }) => id === action.seat)?.kind
  return {
    actionId: action.id,
    tableId: action.meeting,
    ask: action.ask,
    dueDate: action.dueOn,
    late: action.outcome === undefined && action.dueOn < of.today,
    owner: partyOf(action.owner, of.nameOf),
    organiser: partyOf(action.organiser, of.nameOf),
    ...(kind ? { seatKind: kind } : {}),
    carried: action.carried ?? false,
    ...(action.outcome ? { outcome: action.outcome } : {}),
    ...(action.whyNot ? { whyNot: action.whyNot } : {}),
    abilities: action.outcome === undefined && of.mayEnd ? ['end-action'] : [],
  }
}

/** What waits for this organisation: its own part of tables of anybody. */
export const showOwnActions = (
  actions: readonly ActionRead[],
  of: { readonly nameOf: Names; readonly today: Day; readonly seats: readonly SeatRead[] },
): readonly ActionShown[] => actions.map((each) => showAction(each, { ...of, mayEnd: true }))

const showAgendaItem = (item: AgendaItem, table: OwnTable, nameOf: Names, today: Day): AgendaShown => {
  if (item.kind === 'norm-missed') return { kind: item.kind, date: item.dueOn, late: true, title: item.title }
  if (item.kind === 'seat-missing') return { kind: item.kind, date: item.missedOn, late: false, seatKind: item.seat }
  if (item.kind === 'decision') {
    const text = table.decisions.find(({ id }) => id === item.decisionId)?.text
    return { kind: item.kind, date: item.dueOn, late: item.dueOn < today, ...(text === undefined ? {} : { text }) }
  }
  const { ask, dueOn, ownerId, seatKind } = item.action
  return {
    ...{ kind: item.kind, date: dueOn, late: item.late, ask, ownerName: nameOf(ownerId) },
    ...(seatKind ? { seatKind } : {}),
  }
}

const showMinutes = (table: OwnTable, nameOf: Names, today: Day): MinutesShown | undefined => {
  const { minutes } = table
  if (!minutes) return undefined
  return {
    heldDate: minutes.heldOn,
    closedAt: minutes.closedAt.toISOString(),
    seats: minutes.seats.map(showSeatInMinutes),
    agenda: minutes.agenda.map((each) => showAgendaItem(each, table, nameOf, today)),
    actions: table.actions
      .filter(({ id }) => minutes.actionIds.includes(id))
      .map(({ ask, dueOn, owner }) => ({ ask, dueDate: dueOn, ownerName: nameOf(owner) })),
    decisions: table.decisions.filter(({ id }) => minutes.decisionIds.includes(id)).map(showDecision),
    corrections: table.corrections.map(({ at, text, seat }) => ({
      correctedAt: at.toISOString(),
      ...(text === undefined ? {} : { text }),
      ...(seat ? { seat: showSeatInMinutes(seat) } : {}),
    })),
  }
}

const showSeatInMinutes = ({
  kind,
  attendance,
  follower,
  followsOn,
}: NonNullable<OwnTable['minutes']>['seats'][number]): MinutesShown['seats'][number] => ({
  kind,
  ...showAttendance({ attendance, ...(follower ? { follower } : {}), ...(followsOn ? { followsOn } : {}) }),
})

const showAttendance = ({
  attendance,
  follower,
  followsOn,
}: Pick<AttendanceRead, 'attendance' | 'follower' | 'followsOn'>): NonNullable<SeatShown['attendance']> => ({
  attendance,
  ...(follower ? { follower } : {}),
  ...(followsOn ? { followsDate: followsOn } : {}),
})

const showDecision = ({ id, text, owner, dueOn }: OwnTable['decisions'][number]) => ({
  decisionId: id,
  ...(text === undefined ? {} : { text }),
  owner,
  dueDate: dueOn,
})

const seatAbilities = (seat: SeatRead, table: OwnTable, reader: Reader): readonly string[] => {
  if (!reader.organises) return []
  const [open, begun] = [table.meeting.stage === 'planned', table.meeting.heldOn <= reader.today]
  return [
    ...(open ? ['answer-seat', 'ask-for-seat'] : []),
    ...(open && seat.mail && !seat.answer ? ['make-seat-link'] : []),
    ...(begun && table.meeting.stage !== 'called-off' ? ['record-attendance'] : []),
  ]
}

const tableAbilities = ({ meeting, attendance }: OwnTable, { today }: Reader): readonly string[] => {
  if (meeting.stage === 'called-off') return []
  if (meeting.stage === 'held') return ['correct-minutes']
  return [
    ...(['note-decision', 'agree-action'] as const),
    ...(meeting.heldOn <= today ? ['close-table'] : []),
    // Where somebody was, it was held.
    ...(attendance.size === 0 ? ['move-table', 'call-off-table'] : []),
  ]
}

/** The whole table, for the house that holds it. `fills` is who fills a seat where she is, as far as the directory knows. */
export const showOwnTable = (
  table: OwnTable,
  reader: Reader,
  of: { readonly nameOf: Names; readonly fills: (kind: SeatKind) => string | undefined },
): TableShown => {
  const { meeting, seats } = table
  const open = meeting.stage === 'planned'
  const minutes = showMinutes(table, of.nameOf, reader.today)
  const hears = open && HEARS_HITS.includes(reader.function)
  return {
    ...(table.wish === undefined ? {} : { wish: table.wish }),
    tableId: meeting.id,
    heldDate: meeting.heldOn,
    stage: meeting.stage,
    organiser: partyOf(meeting.organiser, of.nameOf),
    organised: true,
    dossierId: meeting.dossier,
    agenda: table.agenda.map((each) => showAgendaItem(each, table, of.nameOf, reader.today)),
    seats: seats.map((seat): SeatShown => {
      const before = table.moved?.answers.get(seat.id)
      const [why, said, statement, step, fills] = [
        table.whys.get(seat.kind),
        table.attendance.get(seat.id),
        table.statements.get(seat.id),
        table.steps.get(seat.id),
        seat.party || seat.mail ? undefined : of.fills(seat.kind),
      ]
      return {
        ...showSeat(seat, of.nameOf, seatAbilities(seat, table, reader)),
        ...(why ? { why: showWhy(why) } : {}),
        ...(fills ? { fills: partyOf(fills, of.nameOf) } : {}),
        ...(said ? { attendance: showAttendance(said) } : {}),
        ...(before && table.moved ? { answeredBefore: { answer: before, heldDate: table.moved.from } } : {}),
        ...(step
          ? { step: { step: step.step, proposed: step.proposed, sentence: step.sentence, dates: [...step.days] } }
          : {}),
        ...(statement ? { statements: { statements: [...statement.statements], saidDate: statement.on } } : {}),
        ...wordsFor(seat.kind),
      }
    }),
    missing: seats.filter((each) => stateOf(each) !== 'filled').map((each) => each.kind),
    decisions: table.decisions.filter((each) => each.meeting === meeting.id).map(showDecision),
    actions: table.actions.map((each) =>
      showAction(each, { nameOf: of.nameOf, today: reader.today, seats, mayEnd: reader.organises }),
    ),
    ...(table.moved ? { movedFromDate: table.moved.from } : {}),
    ...(minutes ? { minutes } : {}),
    ...(hears ? { hits: speaksOfHits(table, reader.plane) ? 'may-be-asked' : 'other-plane' } : {}),
    abilities: reader.organises ? [...tableAbilities(table, reader)] : [],
  }
}

/** A table in a list: the day, who asks, the seats that wait. */
export const showInList = (meeting: Meeting, seats: readonly SeatRead[], nameOf: Names): TableShown => ({
  tableId: meeting.id,
  heldDate: meeting.heldOn,
  stage: meeting.stage,
  organiser: partyOf(meeting.organiser, nameOf),
  organised: true,
  dossierId: meeting.dossier,
  agenda: [],
  seats: seats.map((each) => showSeat(each, nameOf, [])),
  missing: seats.filter((each) => stateOf(each) !== 'filled').map((each) => each.kind),
  decisions: [],
  actions: [],
  abilities: [],
})

export type InvitedTo = {
  readonly seats: readonly SeatRead[]
  readonly actions: readonly ActionRead[]
  readonly minutes: readonly MinutesGiven[]
  readonly statements: OwnTable['statements']
  readonly movedFrom?: Day
}

/** Who is asked sees a day, who asks, its own seats, what it agreed to and its own view of the minutes: no dossier, no wish, no other seat (decision 3). */
export const showInvited = (
  { seats, actions, minutes, statements, movedFrom }: InvitedTo,
  of: { readonly nameOf: Names; readonly today: Day },
): TableShown | undefined => {
  const [first] = seats
  if (!first) return undefined
  const isClosed = first.closed
  const [given] = minutes
  return {
    tableId: first.meeting,
    heldDate: first.heldOn,
    stage: first.calledOff ? 'called-off' : isClosed ? 'held' : 'planned',
    organiser: partyOf(first.organiser, of.nameOf),
    organised: false,
    ...(movedFrom ? { movedFromDate: movedFrom } : {}),
    agenda: [],
    seats: seats.map((seat): SeatShown => {
      const said = statements.get(seat.id)
      return {
        ...showSeat(seat, of.nameOf, isClosed ? [] : ['answer-seat', 'make-statement']),
        ...(said ? { statements: { statements: [...said.statements], saidDate: said.on } } : {}),
        maySay: wordsFor(seat.kind).maySay,
      }
    }),
    missing: [],
    decisions: [],
    actions: actions.map((each) => showAction(each, { ...of, seats, mayEnd: true })),
    ...(given
      ? {
          minutes: {
            heldDate: given.heldOn,
            seats: minutes.map(({ kind, attendance }) => ({ kind, attendance })),
            agenda: [],
            actions: minutes.flatMap((each) => each.actions.map(({ ask, dueOn }) => ({ ask, dueDate: dueOn }))),
            decisions: [],
            corrections: [],
          },
        }
      : {}),
    abilities: [],
  }
}
