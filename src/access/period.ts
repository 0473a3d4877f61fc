/** From when to when an answer or basis stands. One rule for grounds and consents: never open-ended, never from tomorrow. */
import { accept, addDays, type Day, type Outcome, refuse } from '../kernel/index.ts'

export type Period = { readonly givenOn: Day; readonly validUntil: Day }

/** What stands without a date given: a year, so that it is asked again (decision 5). */
const DEFAULT_DAYS = 365
/** A longer consent is no conversation any more. */
const MOST_DAYS = 731

/** The period of an answer given on a day; `validUntil` is the last day on which it stands. */
export const periodOf = (
  asked: { readonly givenOn: Day; readonly validUntil?: Day | undefined },
  today: Day,
): Outcome<Period, 'given-in-future' | 'period-reversed' | 'period-too-long'> => {
  const validUntil = asked.validUntil ?? addDays(asked.givenOn, DEFAULT_DAYS)
  if (asked.givenOn > today) return refuse('given-in-future')
  if (validUntil < asked.givenOn) return refuse('period-reversed')
  if (validUntil > addDays(asked.givenOn, MOST_DAYS)) return refuse('period-too-long', { days: MOST_DAYS })
  return accept({ givenOn: asked.givenOn, validUntil })
}
