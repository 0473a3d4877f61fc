/** A refusal or fault as it comes over the line (RFC 9457), in both languages. */
import type { Language } from './language.tsx'

export type Problem = {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly titleEn: string
  readonly detail: string
  readonly detailEn: string
  /** The number to mention when you call. */
  readonly instance?: string
  readonly invalid?: readonly { readonly field: string; readonly reason: string }[]
}

/** What a request throws when the answer is no. */
export class Refused extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.code)
    this.problem = problem
  }
}

/** No answer at all: the line or the server is away. Nothing is known to be kept, and a repeat changes nothing. */
export const NO_CONNECTION: Problem = {
  status: 0,
  code: 'no-connection',
  title: 'Er is geen verbinding.',
  titleEn: 'There is no connection.',
  detail: 'Er is geen verbinding. Wat u intypte staat er nog. Probeer het opnieuw; twee keer versturen kan geen kwaad.',
  detailEn: 'There is no connection. What you typed is still here. Try again; sending twice does no harm.',
}

/** Reads a problem from an answer that may be anything. */
export const readProblem = (status: number, body: unknown): Problem => {
  const given = (typeof body === 'object' && body !== null ? body : {}) as Partial<Record<keyof Problem, unknown>>
  const text = (value: unknown, otherwise: string) => (typeof value === 'string' && value !== '' ? value : otherwise)
  const detail = text(given.detail, `Het antwoord was onleesbaar (${status}). Probeer het opnieuw.`)
  const detailEn = text(given.detailEn, `The answer could not be read (${status}). Try again.`)
  return {
    status,
    code: text(given.code, 'unreadable-answer'),
    title: text(given.title, detail),
    titleEn: text(given.titleEn, detailEn),
    detail,
    detailEn,
    ...(typeof given.instance === 'string' ? { instance: given.instance } : {}),
    ...(Array.isArray(given.invalid) ? { invalid: given.invalid as NonNullable<Problem['invalid']> } : {}),
  }
}

/** What happened, and apart from it why and what now, in one language. */
export const sentencesOf = (problem: Problem, language: Language): { readonly what: string; readonly now: string } => {
  const [what, whole] =
    language === 'nl'
      ? [problem.title, problem.detail]
      : [problem.titleEn || problem.title, problem.detailEn || problem.detail]
  return { what, now: whole.startsWith(what) ? whole.slice(what.length).trim() : whole }
}

/** Where to prove again who you are; afterwards this screen comes back. */
export const freshSignInAddress = (screen: string): string =>
  `/aanmelden/begin?${new URLSearchParams({ vers: '1', naar: screen })}`
