/**
 * Dates as people write them in lists. A date is understood as exactly one day, month or year, or refused; never guessed
 * into another day. Which of day and month comes first is decided for a whole column, not per cell. Pure.
 */
import {
  accept,
  type Day,
  formatPartialDate,
  type Outcome,
  type PartialDate,
  parsePartialDate,
  refuse,
} from '../kernel/index.ts'

/** Day first (as the Netherlands writes) or month first (as the United States writes). */
export type DateOrder = 'dmy' | 'mdy'

export type DateProblem =
  | 'date-not-understood'
  | 'date-no-such-day'
  | 'date-order-wrong'
  | 'date-in-future'
  | 'date-out-of-range'
  | 'date-has-time'
  | 'date-year-two-digits'
  | 'date-is-serial'

const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?$/
const YEAR_LAST = /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})$/
const MONTH_YEAR = /^(\d{1,2})[-/.](\d{4})$/
// As the population register (BRP) writes it: 19900600 is June 1990, day unknown. DDMMYYYY cannot pass for this: its
// last four digits would have to be a month and a day, and they begin with 19 or 20.
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/
// What databases and spreadsheets add to a day without a time. With a zone it would be an instant, and is refused.
const MIDNIGHT = /[ T]0?0:00(?::00(?:\.0+)?)?$/

/**
 * The date that the text names. `00` for a day or month means unknown. Refuses text that is no date, days that do not
 * exist, times, years of two digits, and bare day numbers (which do not tell from which year they count).
 */
export const readDate = (text: string, order: DateOrder): Outcome<PartialDate, DateProblem> => {
  const written = text.trim().replace(MIDNIGHT, '')
  const yearFirst = YEAR_FIRST.exec(written) ?? compactParts(written)
  if (yearFirst) return fromParts(yearFirst[1], yearFirst[3], yearFirst[4])
  const yearLast = YEAR_LAST.exec(written)
  if (yearLast) {
    const [month, date] = order === 'dmy' ? [yearLast[3], yearLast[1]] : [yearLast[1], yearLast[3]]
    if (Number(month) > 12 && Number(date) <= 12) return refuse('date-order-wrong')
    return fromParts(yearLast[4], month, date)
  }
  const monthYear = MONTH_YEAR.exec(written)
  if (monthYear) return fromParts(monthYear[2], monthYear[1], undefined)
  if (/^\d{4}$/.test(written)) return fromParts(written, undefined, undefined)
  return refuse(whyNoDate(written))
}

const compactParts = (text: string): readonly (string | undefined)[] | undefined => {
  const parts = COMPACT.exec(text)
  return parts ? [parts[0], parts[1], undefined, parts[2], parts[3]] : undefined
}

const whyNoDate = (text: string): DateProblem => {
  if (/^\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2}$/.test(text)) return 'date-year-two-digits'
  if (/\d:\d/.test(text)) return 'date-has-time'
  if (/^\d{5}(?:[.,]\d+)?$/.test(text)) return 'date-is-serial'
  return 'date-not-understood'
}

/** Parts of digits; `00` and absent are unknown. A day in an unknown month is no date. */
const fromParts = (
  year: string | undefined,
  month: string | undefined,
  date: string | undefined,
): Outcome<PartialDate, DateProblem> => {
  const [m, d] = [Number(month ?? 0), Number(date ?? 0)]
  if (m === 0 && d !== 0) return refuse('date-no-such-day')
  const two = (part: number): string => String(part).padStart(2, '0')
  const parsed = parsePartialDate([year ?? '', ...(m ? [two(m)] : []), ...(d ? [two(d)] : [])].join('-'))
  return parsed ? accept(parsed) : refuse('date-no-such-day')
}

/** What a cell tells about the order in its column: only a number above 12 (or an unknown part) gives it away. */
export const orderIn = (text: string): DateOrder | 'either' | undefined => {
  const parts = YEAR_LAST.exec(text.trim().replace(MIDNIGHT, ''))
  if (!parts) return undefined
  const [first, second] = [Number(parts[1]), Number(parts[3])]
  if (first === second || (first > 12 && second > 12)) return undefined
  if (first > 12 || first === 0) return 'dmy'
  return second > 12 || second === 0 ? 'mdy' : 'either'
}

/** What the cells of one column told together. */
export type OrderEvidence = Record<DateOrder | 'either', number>
export const noEvidence = (): OrderEvidence => ({ dmy: 0, mdy: 0, either: 0 })

/** The order of a column, or why it cannot be told. A column without such dates is read day first: it makes no difference. */
export const decideOrder = (evidence: OrderEvidence): Outcome<DateOrder, 'date-order-unclear' | 'date-order-mixed'> => {
  if (evidence.dmy > 0 && evidence.mdy > 0) return refuse('date-order-mixed')
  if (evidence.mdy > 0) return accept('mdy')
  return evidence.dmy > 0 || evidence.either === 0 ? accept('dmy') : refuse('date-order-unclear')
}

const OLDEST_AGE = 120
const OLDEST_EVENT = 1950

/** Refuses dates after today and dates that nobody can have lived or seen: placeholders such as 1899-12-31 and 0001-01-01. */
export const plausible = (
  date: PartialDate,
  what: 'birth' | 'event',
  today: Day,
): Outcome<PartialDate, DateProblem> => {
  const text = formatPartialDate(date)
  if (text > today.slice(0, text.length)) return refuse('date-in-future')
  const oldest = what === 'birth' ? Number(today.slice(0, 4)) - OLDEST_AGE : OLDEST_EVENT
  return date.year < oldest ? refuse('date-out-of-range', { oldest }) : accept(date)
}
