/** What an answer for a seat must hold, whoever gives it: a party, a guest behind a link, or the organiser who was told by phone. */
import { accept, type Day, type Outcome, parseDay, refuse } from '../kernel/index.ts'
import type { SeatAnswer } from './seats.ts'

export type GivenAnswer = { readonly answer: SeatAnswer; readonly followsOn?: Day }
export type AnswerRefusal = 'follows-needs-day' | 'follows-in-past' | 'absent-by-organiser-only'

/**
 * Reads an answer. `follows` needs the day on which the party does so, today or later; that somebody stayed away is said by
 * who was there, so only the organiser says `absent`.
 */
export const readAnswer = (
  given: { readonly answer: SeatAnswer; readonly followsDate?: string },
  by: { readonly organiser: boolean; readonly today: Day },
): Outcome<GivenAnswer, AnswerRefusal> => {
  if (given.answer === 'absent' && !by.organiser) return refuse('absent-by-organiser-only')
  if (given.answer !== 'follows') return accept({ answer: given.answer })
  const followsOn = parseDay(given.followsDate ?? '')
  if (!followsOn) return refuse('follows-needs-day')
  return followsOn < by.today ? refuse('follows-in-past') : accept({ answer: 'follows', followsOn })
}
