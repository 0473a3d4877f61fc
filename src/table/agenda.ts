/**
 * The agenda of a table, made from what is open on the case: her wish stands before it. Somebody else knows this person ("a hit") comes from
 * care or from enforcement alone, and is never on the agenda of a table where the other plane sits (decision 3): not asked, not answered,
 * not there.
 */
import type { Day, Plane } from '../kernel/index.ts'
import type { Ask } from './across.ts'
import type { Attendance } from './attendance.ts'
import type { SeatAnswer, SeatKind } from './seats.ts'
import { planeOfSeat } from './who-fills.ts'

export type SeatOnTable = {
  readonly kind: SeatKind
  readonly invited: boolean
  readonly answer?: SeatAnswer
  readonly attendance?: Attendance
}

/** Does anybody of another plane than the one that holds the table sit at it? Asked is enough, and so is having come unasked. */
export const otherPlaneSits = (seats: readonly SeatOnTable[], plane: Plane): boolean =>
  seats.some(
    (each) =>
      planeOfSeat(each.kind) !== plane && (each.invited || each.answer !== undefined || each.attendance === 'attended'),
  )

/** May a table of this plane speak of hits? */
export const mayHoldHits = (seats: readonly SeatOnTable[], plane: Plane): boolean => !otherPlaneSits(seats, plane)

export type OpenAction = {
  readonly id: string
  readonly ask: Ask
  readonly dueOn: Day
  readonly ownerId: string
  readonly seatKind?: SeatKind
}
export type AgendaItem =
  | { readonly kind: 'action'; readonly action: OpenAction; readonly late: boolean }
  | { readonly kind: 'seat-missing'; readonly seat: SeatKind; readonly missedOn: Day }
  | {
      readonly kind: 'norm-missed'
      readonly normId: string
      readonly title: { readonly nl: string; readonly en: string }
      readonly dueOn: Day
    }
  | { readonly kind: 'decision'; readonly decisionId: string; readonly dueOn: Day }

export type OpenOnCase = {
  readonly actions: readonly OpenAction[]
  readonly missed: readonly { readonly seat: SeatKind; readonly missedOn: Day }[]
  readonly norms: readonly { readonly normId: string; readonly title: { nl: string; en: string }; readonly due: Day }[]
  readonly decisions: readonly { readonly decisionId: string; readonly dueOn: Day }[]
}

const RANK: Readonly<Record<AgendaItem['kind'], number>> = {
  'norm-missed': 0,
  action: 1,
  decision: 2,
  'seat-missing': 3,
}
const dayOf = (item: AgendaItem): Day => {
  if (item.kind === 'action') return item.action.dueOn
  return item.kind === 'seat-missing' ? item.missedOn : item.dueOn
}

/** What lies on the table, by kind and then by day: terms that passed, what was agreed, decisions to look at again, seats that stayed empty. */
export const agendaOf = (open: OpenOnCase, on: Day): readonly AgendaItem[] =>
  [
    ...open.actions.map((action): AgendaItem => ({ kind: 'action', action, late: action.dueOn < on })),
    ...open.missed.map((each): AgendaItem => ({ kind: 'seat-missing', ...each })),
    ...open.norms.map(({ due, ...each }): AgendaItem => ({ kind: 'norm-missed', ...each, dueOn: due })),
    ...open.decisions.map((each): AgendaItem => ({ kind: 'decision', ...each })),
  ].toSorted((one, other) => RANK[one.kind] - RANK[other.kind] || dayOf(one).localeCompare(dayOf(other)))
