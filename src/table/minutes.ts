/**
 * Minutes: what was on the agenda, who was there, what was decided and agreed, fixed when the chair closes the table. Each party is given a
 * view of its own, made of its own part alone; it holds no word that somebody typed, no other seat and no dossier. What the house typed stays
 * in facts of its own, which the minutes point to: facts never change, so neither do the minutes. A correction is a new fact.
 */
import { accept, type Day, type Outcome, refuse } from '../kernel/index.ts'
import type { Ask } from './across.ts'
import type { AgendaItem } from './agenda.ts'
import type { Attendance, Follower } from './attendance.ts'
import type { SeatKind } from './seats.ts'

export type SeatAtClosing = {
  readonly seatId: string
  readonly kind: SeatKind
  /** The house that was asked to it through the system. */
  readonly party?: string
  readonly attendance?: Attendance
  readonly follower?: Follower
  readonly followsOn?: Day
}
export type ActionAtClosing = {
  readonly actionId: string
  readonly seatId?: string
  readonly ownerId: string
  readonly ask: Ask
  readonly dueOn: Day
}
export type TableAtClosing = {
  readonly heldOn: Day
  readonly seats: readonly SeatAtClosing[]
  readonly agenda: readonly AgendaItem[]
  readonly decisionIds: readonly string[]
  readonly actions: readonly ActionAtClosing[]
}

export type Minutes = {
  readonly heldOn: Day
  readonly seats: readonly (Omit<SeatAtClosing, 'party' | 'attendance'> & { readonly attendance: Attendance })[]
  readonly agenda: readonly AgendaItem[]
  readonly decisionIds: readonly string[]
  readonly actionIds: readonly string[]
}

/** What one party is given: its seat, whether it was there, what it agreed to. */
export type MinutesGiven = {
  readonly heldOn: Day
  readonly seatId: string
  readonly kind: SeatKind
  readonly attendance: Attendance
  readonly actions: readonly { readonly actionId: string; readonly ask: Ask; readonly dueOn: Day }[]
}

/** Makes the minutes. Refuses while of a seat it is not said who was there: a missing seat is never closed over in silence. */
export const fixMinutes = (table: TableAtClosing): Outcome<Minutes, 'seats-unaccounted'> => {
  const seats = table.seats.flatMap(({ party: _party, attendance, ...seat }) =>
    attendance === undefined ? [] : [{ ...seat, attendance }],
  )
  if (seats.length < table.seats.length) return refuse('seats-unaccounted')
  return accept({
    heldOn: table.heldOn,
    seats,
    agenda: table.agenda,
    decisionIds: table.decisionIds,
    actionIds: table.actions.map(({ actionId }) => actionId),
  })
}

/** The view of whoever was asked to this seat: only what is of that seat and of that house. */
export const viewFor = (table: TableAtClosing, seat: SeatAtClosing): MinutesGiven | undefined => {
  if (seat.party === undefined || seat.attendance === undefined) return undefined
  return {
    heldOn: table.heldOn,
    seatId: seat.seatId,
    kind: seat.kind,
    attendance: seat.attendance,
    actions: table.actions
      .filter(({ seatId, ownerId }) => seatId === seat.seatId && ownerId === seat.party)
      .map(({ actionId, ask, dueOn }) => ({ actionId, ask, dueOn })),
  }
}
