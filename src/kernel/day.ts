/** Days and partial dates. A `Day` is a calendar day in the Netherlands, without a time and without a zone. */
import type { Brand } from './id.ts'

/** `YYYY-MM-DD`, a day that exists. */
export type Day = Brand<string, 'day'>

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/
const MS_PER_DAY = 86_400_000

/** The day that the text names, or undefined when there is no such day (31 November, month 13, free text). */
export const parseDay = (text: string): Day | undefined => {
  const parts = SHAPE.exec(text)
  if (!parts) return undefined
  const [year, month, date] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  if (year < 1) return undefined
  const instant = utc(year, month, date)
  const exists =
    instant.getUTCFullYear() === year && instant.getUTCMonth() === month - 1 && instant.getUTCDate() === date
  return exists ? (text as Day) : undefined
}

/** As `parseDay`, for text that is known to be a day (a constant, a database date). Throws otherwise. */
export const day = (text: string): Day => {
  const parsed = parseDay(text)
  if (!parsed) throw new RangeError('not a day')
  return parsed
}

/** The day in Amsterdam at an instant. At 23:30 UTC on 31 December it is already the new year here. */
export const dayAt = (instant: Date): Day => AMSTERDAM.format(instant) as Day

/** `count` calendar days later (or earlier when negative). */
export const addDays = (from: Day, count: number): Day => fromEpochDay(toEpochDay(from) + count)

/** How many days `to` lies after `from`; negative when before. */
export const daysBetween = (from: Day, to: Day): number => toEpochDay(to) - toEpochDay(from)

/** Full years of age on a day. */
export const ageOn = (birth: Day, on: Day): number => {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4))
  return on.slice(5) >= birth.slice(5) ? years : years - 1
}

/** A date of which month or day may be unknown: `1984`, `1984-06`, `1984-06-03`. */
export type PartialDate = { readonly year: number; readonly month?: number; readonly day?: number }

/** Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; undefined when the parts cannot be a date. */
export const parsePartialDate = (text: string): PartialDate | undefined => {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text)
  if (!parts) return undefined
  const year = Number(parts[1])
  if (year < 1) return undefined
  if (parts[2] === undefined) return { year }
  const month = Number(parts[2])
  if (month < 1 || month > 12) return undefined
  if (parts[3] === undefined) return { year, month }
  return parseDay(text) ? { year, month, day: Number(parts[3]) } : undefined
}

/** The text form of a partial date; the reverse of `parsePartialDate`. */
export const formatPartialDate = (date: PartialDate): string =>
  [String(date.year).padStart(4, '0'), date.month, date.month === undefined ? undefined : date.day]
    .filter((part) => part !== undefined)
    .map((part) => String(part).padStart(2, '0'))
    .join('-')

/** How exactly we know when something happened. */
export type Precision = 'day' | 'month' | 'year' | 'unknown'

const AMSTERDAM = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', dateStyle: 'short' })

// Date.UTC reads years below 100 as 19xx; setUTCFullYear does not.
const utc = (year: number, month: number, date: number): Date => {
  const instant = new Date(0)
  instant.setUTCFullYear(year, month - 1, date)
  return instant
}
const toEpochDay = (of: Day): number =>
  utc(Number(of.slice(0, 4)), Number(of.slice(5, 7)), Number(of.slice(8, 10))).getTime() / MS_PER_DAY
const fromEpochDay = (count: number): Day => {
  const instant = new Date(count * MS_PER_DAY)
  const pad = (n: number, width: number) => String(n).padStart(width, '0')
  return `${pad(instant.getUTCFullYear(), 4)}-${pad(instant.getUTCMonth() + 1, 2)}-${pad(instant.getUTCDate(), 2)}` as Day
}
