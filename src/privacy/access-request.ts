/**
 * A request of somebody who asks what is kept about her (AVG 15): until when it must be answered, and what may be done with it now.
 * One month from the day of receipt, two more when it is complex or there are many, and she is told why within the first month (AVG 12(3)).
 */
import { accept, type Day, day, type Outcome, refuse } from '../kernel/index.ts'

export const RECOGNISED = ['known-to-co-ordinator', 'own-page', 'document-shown', 'through-lawyer'] as const
export const EXTENSION_REASONS = ['complex', 'many-requests'] as const
export const STEPS = ['linked', 'extended', 'answered', 'withdrawn'] as const
export type StepKind = (typeof STEPS)[number]
export type RequestStep = {
  readonly step: StepKind
  readonly happened: Day
  readonly dossier?: string
  readonly reason?: (typeof EXTENSION_REASONS)[number]
}

const MONTHS = 1
const MONTHS_MORE = 2

/** The same day so many months later; the last day of that month when it has no such day. */
export const addMonths = (from: Day, months: number): Day => {
  const [year = 0, month = 1, date = 1] = from.split('-').map(Number)
  const at = year * 12 + (month - 1) + months
  const [inYear, inMonth] = [Math.floor(at / 12), (at % 12) + 1]
  const last = new Date(Date.UTC(inYear, inMonth, 0)).getUTCDate()
  return day(`${inYear}-${String(inMonth).padStart(2, '0')}-${String(Math.min(date, last)).padStart(2, '0')}`)
}

/** The last day on which an answer is in time. Never moved for a weekend or holiday: the law would allow it, and earlier is safe. */
export const deadlineOf = (received: Day, extended: boolean): Day =>
  addMonths(received, extended ? MONTHS + MONTHS_MORE : MONTHS)

export type RequestState = {
  readonly state: 'open' | 'answered' | 'withdrawn'
  readonly due: Day
  readonly extended?: (typeof EXTENSION_REASONS)[number]
  readonly dossier?: string
  readonly endedOn?: Day
  /** Open after the last day, or answered after it. */
  readonly late: boolean
}

/** Where a request stands on a day, from its steps in any order. */
export const standsAt = (received: Day, steps: readonly RequestStep[], today: Day): RequestState => {
  const of = (kind: StepKind): RequestStep | undefined => steps.find((each) => each.step === kind)
  const [extended, dossier] = [of('extended')?.reason, of('linked')?.dossier]
  const ended = of('answered') ?? of('withdrawn')
  const due = deadlineOf(received, extended !== undefined)
  return {
    state: ended === undefined ? 'open' : ended.step === 'answered' ? 'answered' : 'withdrawn',
    due,
    ...(extended === undefined ? {} : { extended }),
    ...(dossier === undefined ? {} : { dossier }),
    ...(ended === undefined ? {} : { endedOn: ended.happened }),
    late: ended?.step !== 'withdrawn' && (ended?.happened ?? today) > due,
  }
}

export type StepProblem =
  | 'access-request-closed'
  | 'access-request-step-taken'
  | 'access-request-extended-too-late'
  | 'happened-in-future'
  | 'access-request-before-receipt'

/** May this step be taken? Each is taken once, none after the end, and more time is told within the first month. */
export const mayTakeStep = (
  received: Day,
  steps: readonly RequestStep[],
  next: Pick<RequestStep, 'step' | 'happened'>,
  today: Day,
): Outcome<true, StepProblem> => {
  if (standsAt(received, steps, today).state !== 'open') return refuse('access-request-closed')
  if (steps.some((each) => each.step === next.step)) return refuse('access-request-step-taken')
  if (next.happened > today) return refuse('happened-in-future')
  if (next.happened < received) return refuse('access-request-before-receipt')
  if (next.step === 'extended' && next.happened > deadlineOf(received, false))
    return refuse('access-request-extended-too-late')
  return accept(true)
}
