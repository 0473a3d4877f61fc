/** Who was there. A seat that was not taken is never only a number: it has who follows and a day, and it comes back at the next table. */
import { accept, type Day, type Outcome, parseDay, refuse } from '../kernel/index.ts'
import type { SeatAnswer, SeatKind } from './seats.ts'

/** `sent-word`: not there, and said so before; `nobody-asked`: an empty seat, which nobody stayed away from. */
export const ATTENDANCES = ['attended', 'sent-word', 'absent', 'nobody-asked'] as const
export type Attendance = (typeof ATTENDANCES)[number]

/** Who sees to a seat that was not taken: whoever holds the table, who was asked to that seat, or who sits on another seat. */
export type Follower = 'organiser' | 'own-party' | SeatKind

export type GivenAttendance =
  | { readonly attendance: 'attended' }
  | { readonly attendance: Exclude<Attendance, 'attended'>; readonly follower: Follower; readonly followsOn: Day }

export type AttendanceRefusal =
  | 'table-not-yet'
  | 'follower-needed'
  | 'follower-has-no-seat'
  | 'follows-in-past'
  | 'nobody-was-asked'
  | 'somebody-was-asked'

export type AttendanceSaid = {
  readonly attendance: Attendance
  readonly follower?: Follower
  readonly followsDate?: string
}

/**
 * Reads who was there for one seat. Before the day nobody was; a seat that nobody was asked for cannot have stayed away, and of whoever was
 * asked it cannot be said that nobody was. Who answered beforehand that it follows or cannot say has sent word, whatever is said. Whoever was not there has somebody of this table who follows, on a day from today.
 */
export const readAttendance = (
  said: AttendanceSaid,
  at: {
    readonly today: Day
    readonly heldOn: Day
    readonly invited: boolean
    readonly kind: SeatKind
    readonly others: readonly SeatKind[]
    /** What was answered for the seat beforehand. */
    readonly answer?: SeatAnswer
  },
): Outcome<GivenAttendance, AttendanceRefusal> => {
  if (at.today < at.heldOn) return refuse('table-not-yet')
  if (said.attendance === 'attended') return accept({ attendance: 'attended' })
  if (said.attendance === 'nobody-asked' && at.invited) return refuse('somebody-was-asked')
  if (said.attendance !== 'nobody-asked' && !at.invited) return refuse('nobody-was-asked')
  const followsOn = parseDay(said.followsDate ?? '')
  if (!said.follower || !followsOn) return refuse('follower-needed')
  if (said.follower === 'own-party' ? !at.invited : said.follower !== 'organiser' && !at.others.includes(said.follower))
    return refuse('follower-has-no-seat')
  if (followsOn < at.today) return refuse('follows-in-past')
  const attendance = said.attendance === 'absent' && sentWord(at.answer) ? 'sent-word' : said.attendance
  return accept({ attendance, follower: said.follower, followsOn })
}

/** Did whoever was asked say beforehand that it would not be there? Then staying away is not a no-show. */
const sentWord = (answer: SeatAnswer | undefined): boolean => answer === 'follows' || answer === 'cannot-say'

/** Seats that come back at the next table: everything that was not attended. */
export const comesBack = (
  seats: readonly { readonly kind: SeatKind; readonly attendance?: Attendance }[],
): readonly SeatKind[] => seats.filter(({ attendance }) => attendance !== 'attended').map(({ kind }) => kind)
