/** What may be said after a call, and said again. A hit is a task of one party; a second thought is a new row, never another text in the old one. */
import type { Day, Outcome } from '../kernel/index.ts'
import { accept, refuse } from '../kernel/index.ts'

export const HIT_OUTCOMES = ['same-person', 'other-person', 'cannot-say', 'refused'] as const
export type HitOutcome = (typeof HIT_OUTCOMES)[number]

/** Why the other side said nothing. Codes alone: what was told on the telephone is not written here. */
export const REFUSED_BECAUSE = ['secrecy', 'no-consent', 'not-safe', 'not-known-there', 'no-reason-given'] as const
export type RefusedBecause = (typeof REFUSED_BECAUSE)[number]

/** Why an outcome that stands is changed. */
export const CORRECTED_BECAUSE = ['mistake', 'learned-more', 'spoke-again', 'person-says-otherwise'] as const
export type CorrectedBecause = (typeof CORRECTED_BECAUSE)[number]

/** `direct`: both houses of care heard it. `desk`: the contact desk decides. `connected`: the desk told this house. */
export type HitRoute = 'direct' | 'desk' | 'connected'

export type HitNow = {
  readonly route: HitRoute
  readonly arrivedOn: Day
  readonly outcome?: HitOutcome
  /** The ground of one of the two sides ended. Nobody is told whose or why. */
  readonly closed: boolean
}
export type HitAnswer = {
  readonly outcome: HitOutcome
  /** The day of the call; today when absent. */
  readonly contactedDate?: Day
  readonly refusedBecause?: RefusedBecause
  readonly correctedBecause?: CorrectedBecause
}
export type HitAnswerRefusal =
  | 'hit-closed'
  | 'hit-waits-for-desk'
  | 'hit-already-answered'
  | 'nothing-to-correct'
  | 'contact-outside-hit'
  | 'reason-without-refusal'

/**
 * Accepts what the call told, with the day on which it was made. The first answer takes no reason for correcting; every later one
 * needs one: `checkAnswer({ …, outcome: 'same-person' }, { outcome: 'other-person', correctedBecause: 'mistake' }, today)`.
 */
export const checkAnswer = (
  hit: HitNow,
  answer: HitAnswer,
  today: Day,
): Outcome<{ readonly contactedOn: Day }, HitAnswerRefusal> => {
  if (hit.route === 'desk') return refuse('hit-waits-for-desk')
  if (hit.closed) return refuse('hit-closed')
  if (hit.outcome !== undefined && answer.correctedBecause === undefined) return refuse('hit-already-answered')
  if (hit.outcome === undefined && answer.correctedBecause !== undefined) return refuse('nothing-to-correct')
  if (hit.outcome === answer.outcome) return refuse('nothing-to-correct')
  if (answer.refusedBecause !== undefined && answer.outcome !== 'refused') return refuse('reason-without-refusal')
  const contactedOn = answer.contactedDate ?? today
  if (contactedOn > today || contactedOn < hit.arrivedOn) return refuse('contact-outside-hit')
  return accept({ contactedOn })
}

/** What may be done with a hit of one's own now. */
export const hitAbilities = (hit: Pick<HitNow, 'route' | 'outcome' | 'closed'>): readonly string[] => {
  if (hit.closed) return []
  if (hit.route === 'desk') return ['decide-hit']
  return hit.outcome === undefined ? ['answer-hit'] : ['correct-hit']
}
