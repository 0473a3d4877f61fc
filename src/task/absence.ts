/** Days on which somebody is away, through their life. One table answers every stage and every act; a cell less does not compile. */
import { accept, addDays, type Day, type Outcome, refuse } from '../kernel/index.ts'

export const ABSENCE_STAGES = ['open', 'asked', 'covered', 'ended'] as const
export type AbsenceStage = (typeof ABSENCE_STAGES)[number]
export const ABSENCE_ACTS = ['accepted', 'declined', 'assigned', 'ended'] as const
export type AbsenceAct = (typeof ABSENCE_ACTS)[number]

export type AbsenceRefusal = 'absence-not-asked' | 'absence-ended'
type Move = AbsenceStage | AbsenceRefusal

/** `open`: nobody stands in. `asked`: a colleague was asked. `covered`: somebody said yes, or a co-ordinator of the house assigned somebody. */
export const MOVES: Readonly<Record<AbsenceStage, Readonly<Record<AbsenceAct, Move>>>> = {
  open: { accepted: 'absence-not-asked', declined: 'absence-not-asked', assigned: 'covered', ended: 'ended' },
  asked: { accepted: 'covered', declined: 'open', assigned: 'covered', ended: 'ended' },
  covered: { accepted: 'absence-not-asked', declined: 'open', assigned: 'covered', ended: 'ended' },
  ended: {
    accepted: 'absence-ended',
    declined: 'absence-ended',
    assigned: 'absence-ended',
    ended: 'absence-ended',
  },
}

const isStage = (move: Move): move is AbsenceStage => (ABSENCE_STAGES as readonly string[]).includes(move)

/** The stage after this act, or the refusal. */
export const moveAbsence = (stage: AbsenceStage, act: AbsenceAct): Outcome<AbsenceStage, AbsenceRefusal> => {
  const next = MOVES[stage][act]
  return isStage(next) ? accept(next) : refuse(next)
}

export type Absence = {
  readonly id: string
  readonly actor: string
  readonly function: string
  readonly from: Day
  readonly until: Day
  readonly stage: AbsenceStage
  readonly standIn?: string
}

const DAYS_MAX = 400

type Days = Pick<Absence, 'from' | 'until'>
const meets = (one: Days, other: Days): boolean => one.from <= other.until && other.from <= one.until

/** Days that can be named: not over already, in order, and not beside other days of the same person. */
export const checkDays = (
  days: Days,
  today: Day,
  own: readonly Absence[],
): Outcome<Days, 'absence-days-wrong' | 'absence-overlaps'> => {
  if (days.until < days.from || days.until < today || days.until > addDays(days.from, DAYS_MAX))
    return refuse('absence-days-wrong')
  return own.some((each) => each.stage !== 'ended' && meets(each, days)) ? refuse('absence-overlaps') : accept(days)
}

export type Colleague = { readonly actor: string; readonly function: string }

/** May this colleague stand in? Somebody else of the same desk, who is not away in those days. */
export const checkStandIn = (
  standIn: string,
  absence: Pick<Absence, 'actor' | 'function' | 'from' | 'until'>,
  known: { readonly colleagues: readonly Colleague[]; readonly absences: readonly Absence[] },
): Outcome<string, 'stand-in-not-of-desk' | 'stand-in-is-away'> => {
  const isOfDesk = known.colleagues.some((each) => each.actor === standIn && each.function === absence.function)
  if (standIn === absence.actor || !isOfDesk) return refuse('stand-in-not-of-desk')
  const isAway = known.absences.some((each) => each.actor === standIn && each.stage !== 'ended' && meets(each, absence))
  return isAway ? refuse('stand-in-is-away') : accept(standIn)
}

/** Who is away on this day, with who stands in: only who said yes or was assigned. */
export const awayOn = (
  absences: readonly Absence[],
  today: Day,
): readonly { readonly actor: string; readonly standIn?: string }[] =>
  absences
    .filter(({ stage, from, until }) => stage !== 'ended' && from <= today && today <= until)
    .map(({ actor, stage, standIn }) => ({ actor, ...(stage === 'covered' && standIn ? { standIn } : {}) }))
