/** A signal: an unverified indication, with or without a person. Suspicion is enough; only a signal about nobody and nothing is refused. */
import {
  accept,
  type Day,
  day,
  type Outcome,
  type PartialDate,
  type Precision,
  parsePartialDate,
  refuse,
} from '../kernel/index.ts'
import type { SituationField } from './propose-situation.ts'

/** The coarse form under which we count; finer forms stay in the sealed part. */
export const EXPLOITATION = ['labour', 'sexual', 'criminal', 'other', 'unknown'] as const
export type Exploitation = (typeof EXPLOITATION)[number]
export const SOURCES = ['typed', 'pasted', 'called'] as const
export type SignalSource = (typeof SOURCES)[number] | 'imported'

/** What came of a telephone call. */
export const CALL_OUTCOMES = ['reached', 'not-reached', 'will-call-back', 'agreed', 'declined', 'passed-on'] as const
export type CallOutcome = (typeof CALL_OUTCOMES)[number]

/** What is known of the person, as written. Field names are those of linkage, so that nothing is lost on the way. */
export const PERSON_FIELDS = [
  'given',
  'given2',
  'surname',
  'surname2',
  'fullName',
  'birthDate',
  'birthYear',
  'birthMonth',
  'birthDay',
  'birthPlace',
  'sex',
  'nationality',
  'occupation',
  'street',
  'houseNumber',
  'address2',
  'postcode',
  'town',
  'region',
  'phone',
  'email',
  'document',
] as const
export type SignalPerson = { readonly [Field in (typeof PERSON_FIELDS)[number]]?: string }

/** Kinds of things beside a person; the words are those of linkage, so that nothing is lost on the way. */
export const THING_KINDS = [
  'phone',
  'email',
  'handle',
  'plate',
  'account',
  'advert',
  'address',
  'company',
  'document',
] as const
/** A phone, a car, an account, as written: `{ kind: 'plate', text: 'VB-123-X' }`. */
export type SignalThing = { readonly kind: (typeof THING_KINDS)[number]; readonly text: string }

/** What was told of the situation, in a word of a dossier's chapters: `{ field: 'hours-per-week', value: '66' }`. */
export type SignalFact = { readonly field: SituationField; readonly value: string }

/** A day in the calendar and how exactly it is known. */
export type Happened = { readonly day: Day; readonly precision: Precision }

export type NewSignal = {
  readonly person?: SignalPerson
  readonly note?: string
  readonly things?: readonly SignalThing[]
  /** `2026`, `2026-11` or `2026-11-16`; absent when nobody knows. */
  readonly happened?: string
}

/** What of a person makes one somebody: a nationality or an occupation alone describes a crowd. */
const TELLING: readonly (keyof SignalPerson)[] = [
  'given',
  'surname',
  'fullName',
  'phone',
  'email',
  'document',
  'street',
]

/**
 * May it be recorded? A name, a number, an address, a thing or a description is enough. Gives when it happened. Refuses
 * `nobody-described` and a date that is none or lies ahead.
 */
export const checkSignal = (
  signal: NewSignal,
  today: Day,
): Outcome<Happened, 'nobody-described' | 'not-a-date' | 'happened-in-future'> => {
  const named = TELLING.some((field) => signal.person?.[field]?.trim())
  const holds = signal.things?.some(({ text }) => text.trim() !== '') ?? false
  if (!named && !holds && !signal.note?.trim()) return refuse('nobody-described')
  if (signal.happened === undefined) return accept({ day: today, precision: 'unknown' })
  const date = parsePartialDate(signal.happened)
  if (!date) return refuse('not-a-date')
  const happened = happenedOn(date, today)
  return happened.day > today ? refuse('happened-in-future') : accept(happened)
}

/** The first day of what is known: `2026-03` is 1 March 2026, known by month. Nothing known is today, known not at all. */
export const happenedOn = (date: PartialDate | undefined, today: Day): Happened => {
  if (!date) return { day: today, precision: 'unknown' }
  const pad = (count: number, width: number) => String(count).padStart(width, '0')
  return {
    day: day(`${pad(date.year, 4)}-${pad(date.month ?? 1, 2)}-${pad(date.day ?? 1, 2)}`),
    precision: date.month === undefined ? 'year' : date.day === undefined ? 'month' : 'day',
  }
}
