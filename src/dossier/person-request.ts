/**
 * What she asks of the holder on her own page: that something is wrong (AVG art. 16) or that she objects (AVG art. 21). An answer comes
 * within a month (AVG art. 12(3)), in words for her. Her words stand beside what was written down; neither takes the other's place.
 */
import { accept, addDays, type Day, day, type Outcome, refuse } from '../kernel/index.ts'

export const REQUEST_KINDS = ['correction', 'objection'] as const
export type RequestKind = (typeof REQUEST_KINDS)[number]
/** What it is about: a fact, a look into the file, a way of using data. */
export const REQUEST_ABOUT = ['fact', 'look', 'use'] as const
export type RequestAbout = (typeof REQUEST_ABOUT)[number]
export const REQUEST_OUTCOMES = ['done', 'partly', 'not-done'] as const
export type RequestOutcome = (typeof REQUEST_OUTCOMES)[number]

const LONGEST = 4_000
/** So many may wait for an answer at once: whoever has her telephone for an hour cannot bury what she asked. */
export const MOST_OPEN = 50

/** The same day of the next month, or the last day of that month when there is no such day. */
export const monthLater = (from: Day): Day => {
  const [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))]
  const first = (y: number, m: number) => day(`${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-01`)
  const next = month === 12 ? first(year + 1, 1) : first(year, month + 1)
  const afterNext =
    next.slice(5, 7) === '12'
      ? first(Number(next.slice(0, 4)) + 1, 1)
      : first(Number(next.slice(0, 4)), Number(next.slice(5, 7)) + 1)
  const last = addDays(afterNext, -1)
  const wanted = addDays(next, Number(from.slice(8)) - 1)
  return wanted > last ? last : wanted
}

/** Her words as they are kept. Refuses words without ink, and more open requests than anybody could read. */
export const checkRequest = (
  text: string,
  open: number,
): Outcome<string, 'request-without-words' | 'request-too-long' | 'too-many-requests-open'> => {
  const words = text.trim()
  if (words === '') return refuse('request-without-words')
  if (words.length > LONGEST) return refuse('request-too-long', { letters: LONGEST })
  return open >= MOST_OPEN ? refuse('too-many-requests-open') : accept(words)
}

/** Is it late? Never when it was answered. */
export const isLate = (request: { readonly answerBy: Day; readonly outcome?: RequestOutcome }, today: Day): boolean =>
  request.outcome === undefined && request.answerBy < today
