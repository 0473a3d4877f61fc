/** When something happened, as exactly as it is known, and in which order that puts it. Beside it stands when we learned of it, which is always exact. */
import {
  accept,
  addDays,
  type Day,
  day,
  formatPartialDate,
  type Outcome,
  type PartialDate,
  type Precision,
  parsePartialDate,
  refuse,
} from '../kernel/index.ts'

/** Who told it. What somebody told of herself weighs otherwise than what a paper or another says; a code, so that nobody is named. */
export const TOLD_BY = ['herself', 'family', 'professional', 'police', 'document', 'somebody-else'] as const
export type ToldBy = (typeof TOLD_BY)[number]

/** Who told it, out of an opened note; nothing when it was not noted. */
export const toldIn = (opened: unknown): { readonly told?: ToldBy } => {
  const { told } = (typeof opened === 'object' && opened !== null ? opened : {}) as { readonly told?: unknown }
  const found = TOLD_BY.find((each) => each === told)
  return found ? { told: found } : {}
}

export type When = { readonly happened: Day; readonly precision: Precision }
/** Said when nobody knows; a date that is left out means today. */
export const UNKNOWN = 'unknown'

/**
 * Reads `2024`, `2024-05`, `2024-05-03` or `unknown`. Refuses what is no date, and what begins after today: a month that began may be meant, though
 * it is not over. What is unknown stands on the day on which it was written down, and says so.
 */
export const readWhen = (given: string | undefined, today: Day): Outcome<When, 'bad-input' | 'happened-in-future'> => {
  if (given === undefined) return accept({ happened: today, precision: 'day' })
  if (given === UNKNOWN) return accept({ happened: today, precision: 'unknown' })
  const date = parsePartialDate(given)
  if (!date) return refuse('bad-input')
  const happened = firstDay(date)
  return happened > today ? refuse('happened-in-future') : accept({ happened, precision: precisionOf(date) })
}

const precisionOf = ({ month, day: ofMonth }: PartialDate): Precision =>
  month === undefined ? 'year' : ofMonth === undefined ? 'month' : 'day'

const firstDay = ({ year, month = 1, day: ofMonth = 1 }: PartialDate): Day =>
  day(formatPartialDate({ year, month, day: ofMonth }))

/** A fact as far as its place in time goes. */
export type Dated = { readonly happenedDate: string; readonly precision: string; readonly learnedAt: string }

/** The first and the last day on which it can have happened; nothing when nobody knows. */
export const spanOf = ({ happenedDate, precision }: Dated): readonly [Day, Day] | undefined => {
  const from = day(happenedDate)
  if (precision === 'unknown') return undefined
  if (precision === 'year') return [from, day(`${from.slice(0, 4)}-12-31`)]
  return precision === 'month' ? [from, lastOfMonth(from)] : [from, from]
}

// The first of the month after it, and a day back: from the first, 31 days on is always in the next month.
const lastOfMonth = (first: Day): Day => {
  const next = addDays(first, 31)
  return addDays(day(`${next.slice(0, 8)}01`), -1)
}

/** The date as it is known: `2024`, `2024-05`, `2024-05-03`; nothing when nobody knows. */
export const knownDate = ({ happenedDate, precision }: Omit<Dated, 'learnedAt'>): string | undefined => {
  if (precision === 'unknown') return undefined
  return happenedDate.slice(0, precision === 'year' ? 4 : precision === 'month' ? 7 : 10)
}

/**
 * The newest first, by the last day on which it can have happened, so that nothing stands above what was certainly later. What nobody knows the day of
 * stands below all the rest, by when it was learned: it is not hidden between days that it may have nothing to do with.
 */
export const inOrder = <F extends Dated>(facts: readonly F[]): readonly F[] => {
  const last = (fact: F): string => spanOf(fact)?.[1] ?? ''
  return facts.toSorted(
    (one, other) =>
      last(other).localeCompare(last(one)) ||
      other.happenedDate.localeCompare(one.happenedDate) ||
      other.learnedAt.localeCompare(one.learnedAt),
  )
}
