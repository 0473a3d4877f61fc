/**
 * What may be told of the hours that were lost, for who counts. No cell over fewer than five persons, or in which one person waited more than half,
 * is shown; and what is not shown is never one cell alone or fewer than five persons together, so that no difference of sums tells what was withheld. Hours are
 * bands, middles are intervals; nothing is put in an order of much or little.
 */
import { middleOf, rankFor } from './median-interval.ts'
import { LOST_CAUSES, type LostCause } from './wait-pieces.ts'

export const PERSONS_MIN = 5
/** Whole days, so that the hours of one person more or less are not read off. */
const BAND_MINUTES = 24 * 60
const WEEK_MINUTES = 7 * BAND_MINUTES

/** What each person of a cell waited, in minutes. */
export type Cell = { readonly key: string; readonly cause: LostCause; readonly minutes: readonly number[] }
export type ShownCell =
  | { readonly key: string; readonly cause: LostCause; readonly withheld: true }
  | {
      readonly key: string
      readonly cause: LostCause
      /** Rounded to five, as in the picture. */
      readonly persons: number
      /** All together, from and until, in whole weeks. */
      readonly weeks: { readonly low: number; readonly high: number }
      /** The middle one, in days from and until; absent as long as fewer than five stand at or beyond an end, or the end would be about one of them. */
      readonly days?: { readonly low: number; readonly high: number }
    }

/** Every cell of one way of cutting (by municipality, law or provider), in the order of keys and of causes. */
export const showLost = (cells: readonly Cell[]): readonly ShownCell[] =>
  LOST_CAUSES.flatMap((cause) => {
    const of = cells.filter((cell) => cell.cause === cause)
    const hidden = withheldOf(of)
    return of.map((cell) =>
      hidden.has(cell.key) ? { key: cell.key, cause, withheld: true as const } : shownCell(cell),
    )
  }).sort(
    (one, other) =>
      Number(one.key > other.key) - Number(one.key < other.key) ||
      LOST_CAUSES.indexOf(one.cause) - LOST_CAUSES.indexOf(other.cause),
  )

/** Is there enough of it to be told? */
export const mayTell = (minutes: readonly number[]): boolean => {
  const total = sum(minutes)
  return minutes.length >= PERSONS_MIN && Math.max(...minutes) * 2 <= total
}

/** Which keys of one cause are not told: those that may not be, and the smallest of the others until they hide each other. */
export const withheldOf = (cells: readonly Pick<Cell, 'key' | 'minutes'>[]): ReadonlySet<string> => {
  const hidden = cells.filter(({ minutes }) => !mayTell(minutes))
  const others = cells
    .filter(({ minutes }) => mayTell(minutes))
    .toSorted((one, other) => one.minutes.length - other.minutes.length || (one.key < other.key ? -1 : 1))
  while (hidden.length > 0 && !hideEachOther(hidden)) {
    const next = others.shift()
    if (!next) break
    hidden.push(next)
  }
  return new Set(hidden.map(({ key }) => key))
}

// One cell alone never does: it is withheld because it may not be told.
const hideEachOther = (hidden: readonly Pick<Cell, 'minutes'>[]): boolean =>
  mayTell(hidden.flatMap(({ minutes }) => minutes))

const shownCell = ({ key, cause, minutes }: Cell): ShownCell => {
  const total = sum(minutes)
  const middle = rankFor(minutes.length) >= PERSONS_MIN ? middleOf(minutes)?.interval : undefined
  return {
    ...{ key, cause, persons: toFive(minutes.length) },
    weeks: { low: Math.floor(total / WEEK_MINUTES), high: Math.ceil(total / WEEK_MINUTES) },
    ...(middle && {
      days: { low: Math.floor(middle.low / BAND_MINUTES), high: Math.ceil(middle.high / BAND_MINUTES) },
    }),
  }
}

/** Counts of persons by two keys, as they may be told: a multiple of five, or nothing. */
export type Count = { readonly row: string; readonly column: string; readonly persons: number }
export type ShownCount = { readonly row: string; readonly column: string; readonly persons: number | null }
export const showCounts = (counts: readonly Count[]): readonly ShownCount[] => {
  const columns = [...new Set(counts.map(({ column }) => column))].sort()
  return columns
    .flatMap((column) => {
      const of = counts.filter((each) => each.column === column)
      // A person counts as one each: nobody of them waited more than another.
      const hidden = withheldOf(
        of.map(({ row, persons }) => ({ key: row, minutes: Array.from({ length: persons }, () => 1) })),
      )
      return of.map(({ row, persons }) => ({ row, column, persons: hidden.has(row) ? null : toFive(persons) }))
    })
    .sort((one, other) => Number(one.row > other.row) - Number(one.row < other.row))
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)
const toFive = (persons: number): number => Math.round(persons / PERSONS_MIN) * PERSONS_MIN

/** How long a house took to answer, in hours from and until; its own house reads its own numbers as they are. */
export type Replies = { readonly persons: number; readonly unanswered: number; readonly minutes: readonly number[] }
export type ShownReplies =
  | { readonly withheld: true }
  | {
      readonly asked: number
      readonly unanswered: number | null
      readonly medianHours?: number
      readonly hours?: { readonly low: number; readonly high: number }
    }

const hoursOf = (minutes: number): number => Math.round(minutes / 6) / 10

/** One's own, as it is. */
export const ownReplies = ({ unanswered, minutes }: Replies): ShownReplies => {
  const middle = middleOf(minutes)
  return {
    ...{ asked: minutes.length + unanswered, unanswered },
    ...(middle && { medianHours: hoursOf(middle.median) }),
    ...(middle?.interval && { hours: { low: hoursOf(middle.interval.low), high: hoursOf(middle.interval.high) } }),
  }
}

/** Of another house, or of several: whole hours and fives, nothing over fewer than five persons. */
export const sharedReplies = ({ persons, unanswered, minutes }: Replies): ShownReplies => {
  if (persons < PERSONS_MIN) return { withheld: true }
  const middle = minutes.length < PERSONS_MIN ? undefined : middleOf(minutes)?.interval
  return {
    asked: toFive(minutes.length + unanswered),
    unanswered: unanswered === 0 ? 0 : unanswered < PERSONS_MIN ? null : toFive(unanswered),
    ...(middle && { hours: { low: Math.floor(middle.low / 60), high: Math.ceil(middle.high / 60) } }),
  }
}
