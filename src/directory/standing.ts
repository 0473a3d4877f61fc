/**
 * How fresh an entry of the directory is, from facts and the day alone: confirmed twice a year behind a link without an account, stale when
 * that stays away, and then a hole. An entry that nobody was ever asked about is what the table says it is, and says so. Pure.
 */
import terms from '../../data/directory/terms.json' with { type: 'json' }
import { addDays, type Day } from '../kernel/index.ts'
import type { ContactPoint, ContactPointId } from './organisation.ts'
import type { Directory } from './who-to-call.ts'

export type EntryFactKind = 'confirmation-asked' | 'entry-confirmed' | 'entry-differs' | 'entry-ended'
export type EntryFact = {
  readonly contactPoint: ContactPointId
  readonly version: number
  readonly kind: EntryFactKind
  readonly on: Day
}

/**
 * `unasked`: nobody asked yet. `asked`: a first answer is awaited. `confirmed`: within the half year. `differs`: something in it is no longer right.
 * `stale`: no answer, so who calls is warned. `silent`: no answer for so long that nobody can be counted on. `ended`: they said that they stopped.
 */
export const ENTRY_STAGES = ['unasked', 'asked', 'confirmed', 'differs', 'stale', 'silent', 'ended'] as const
export type EntryStage = (typeof ENTRY_STAGES)[number]

export type Standing = {
  readonly stage: EntryStage
  /** The last day on which somebody could still be counted on; only when nobody can now. */
  readonly lastDay?: Day
  /** When they last said that it is right. */
  readonly confirmed?: Day
}

type Fold = {
  readonly answer?: Exclude<EntryFactKind, 'confirmation-asked'>
  readonly answered?: Day
  readonly confirmed?: Day
  /** The first time that somebody asked since the last answer: asking again does not begin a new wait. */
  readonly asked?: Day
}

/** What each fact makes of an entry: every kind has its cell, or this does not compile. */
const MOVES: Readonly<Record<EntryFactKind, (now: Fold, on: Day) => Fold>> = {
  'confirmation-asked': (now, on) => ({ ...now, asked: now.asked ?? on }),
  'entry-confirmed': (_now, on) => ({ answer: 'entry-confirmed', answered: on, confirmed: on }),
  'entry-differs': ({ confirmed }, on) => ({
    answer: 'entry-differs',
    answered: on,
    ...(confirmed ? { confirmed } : {}),
  }),
  'entry-ended': ({ confirmed }, on) => ({ answer: 'entry-ended', answered: on, ...(confirmed ? { confirmed } : {}) }),
}

/** How an entry stands on a day, from its facts until then; what happened later changes nothing. */
export const standingOf = (facts: readonly EntryFact[], on: Day): Standing => {
  const known = facts.filter((each) => each.on <= on).sort((a, b) => a.version - b.version)
  const now = known.reduce<Fold>((fold, fact) => MOVES[fact.kind](fold, fact.on), {})
  const confirmed = now.confirmed ? { confirmed: now.confirmed } : {}
  if (now.answer === 'entry-ended' && now.answered)
    return { stage: 'ended', lastDay: addDays(now.answered, -1), ...confirmed }
  const freshUntil = latest(
    now.answered && addDays(now.answered, terms.confirmEveryDays),
    now.asked && addDays(now.asked, terms.answerWithinDays),
  )
  if (!freshUntil) return { stage: 'unasked' }
  const staleUntil = addDays(freshUntil, terms.staleDays)
  if (on > staleUntil) return { stage: 'silent', lastDay: staleUntil, ...confirmed }
  if (on > freshUntil) return { stage: 'stale', ...confirmed }
  if (!now.answer) return { stage: 'asked' }
  return { stage: now.answer === 'entry-differs' ? 'differs' : 'confirmed', ...confirmed }
}

const latest = (...days: readonly (Day | undefined)[]): Day | undefined =>
  days
    .filter((each) => each !== undefined)
    .sort()
    .at(-1)

/** The standing of every entry about which there is a fact. */
export const standingsOf = (facts: readonly EntryFact[], on: Day): ReadonlyMap<ContactPointId, Standing> => {
  const byEntry = Map.groupBy(facts, ({ contactPoint }) => contactPoint)
  return new Map([...byEntry].map(([entry, own]) => [entry, standingOf(own, on)]))
}

/**
 * The directory as one may count on it that day: an entry that fell silent or stopped ends on its last day, so that every reader of the directory finds a
 * hole there (who to call, the map, the worklist) by the one rule that they have.
 */
export const confirmedDirectory = <D extends Directory>(
  directory: D,
  standings: ReadonlyMap<ContactPointId, Standing>,
): D => {
  const ends = (contact: ContactPoint): ContactPoint => {
    const lastDay = standings.get(contact.id)?.lastDay
    const until = contact.valid.until
    if (!lastDay || (until !== undefined && until <= lastDay)) return contact
    return { ...contact, valid: { ...contact.valid, until: lastDay } }
  }
  return { ...directory, contactPoints: directory.contactPoints.map(ends) }
}
