/** Which seats a case needs at the table, by which rule; and how a seat stands. Parties for seats come from the directory; an empty one stays visible. */
import type { Day } from '../kernel/index.ts'
import { SEAT_KINDS, SEAT_RULES, type SeatKind, type SeatReason, type SeatRule } from './seat-rules.ts'

export { SEAT_KINDS, type SeatKind, type SeatReason }

export const EXPLOITATION_FORMS = ['sexual', 'labour', 'criminal', 'other'] as const
export type ExploitationForm = (typeof EXPLOITATION_FORMS)[number]

export const TASK_KINDS = ['payer-request', 'place-request', 'wait'] as const
export type TaskKind = (typeof TASK_KINDS)[number]

/** What is known of the case, by codes. What is not known is absent, and never read as "no". */
export type CaseAtTable = {
  readonly exploitation?: ExploitationForm
  /** The letter of art. 8 Vreemdelingenwet 2000; `NL` for a Dutch national, `none` for no lawful stay. */
  readonly letter?: string
  readonly minor?: boolean
  /** Where the file says she is, as a municipality. */
  readonly municipality?: string
  /** What is open on the file. */
  readonly tasks?: readonly TaskKind[]
  /** Seats that were not taken at the table before this one: they come back. */
  readonly missedBefore?: readonly SeatKind[]
}

/** `rule` is the number of a rule of the file; absent when no rule but the case itself asks for the seat. */
export type NeededSeat = { readonly kind: SeatKind; readonly why: SeatReason; readonly rule?: string }

/** Lawful stay that gives a right to Wmo support (art. 1.2.2 Wmo 2015). */
const LAWFUL = ['8a', '8b', '8c', '8d', '8e', '8l']
/** Reflection period or waiting for B8/3: reception and allowance are COA's (Rvb 2, 3). */
const RECEPTION = ['8f', '8h', '8k']

const residenceOf = (letter: string | undefined): NonNullable<SeatRule['when']['residence']>[number] => {
  if (letter === undefined) return 'unknown'
  if (letter === 'NL') return 'nl'
  if (letter === 'none') return 'none'
  if (LAWFUL.includes(letter)) return 'lawful'
  return RECEPTION.includes(letter) ? 'reception' : 'other'
}

const ageOf = (minor: boolean | undefined): 'minor' | 'adult' | 'unknown' =>
  minor === undefined ? 'unknown' : minor ? 'minor' : 'adult'

const asks = ({ when }: SeatRule, of: CaseAtTable): boolean =>
  (when.exploitation?.includes(of.exploitation ?? 'unknown') ?? true) &&
  (when.residence?.includes(residenceOf(of.letter)) ?? true) &&
  (when.age?.includes(ageOf(of.minor)) ?? true) &&
  (when.municipality?.includes(of.municipality ?? '') ?? true) &&
  (when.tasks?.some((each) => of.tasks?.includes(each)) ?? true)

/**
 * The seats that this case needs on a day, each once with the first rule that asks for it; then what was missed the time before. Unknown
 * residence asks for more seats, not for fewer.
 */
export const seatsNeeded = (
  of: CaseAtTable,
  on: Day,
  rules: readonly SeatRule[] = SEAT_RULES,
): readonly NeededSeat[] => {
  const needed = new Map<SeatKind, NeededSeat>()
  for (const rule of rules) {
    const valid = rule.validFrom <= on && (rule.validUntil === undefined || on <= rule.validUntil)
    if (valid && !needed.has(rule.seat) && asks(rule, of))
      needed.set(rule.seat, { kind: rule.seat, why: rule.reason, rule: rule.id })
  }
  for (const kind of of.missedBefore ?? []) if (!needed.has(kind)) needed.set(kind, { kind, why: 'missing-last-time' })
  return [...needed.values()]
}

export const SEAT_ANSWERS = ['attending', 'follows', 'cannot-say', 'absent'] as const
export type SeatAnswer = (typeof SEAT_ANSWERS)[number]

export type Seat = {
  readonly kind: SeatKind
  readonly invited: boolean
  readonly answer?: SeatAnswer
  readonly followsOn?: string
}

/** How a seat stands, in the order of what needs doing first. `missing`: nobody is asked, or who was asked is not there. */
export type SeatState = 'missing' | 'waiting' | 'follows' | 'filled'

/** What a reader of the table sees of a seat. */
export const seatState = ({ invited, answer }: Seat): SeatState => {
  if (answer === 'attending') return 'filled'
  if (answer === 'follows') return 'follows'
  if (answer === undefined && invited) return 'waiting'
  return 'missing'
}
