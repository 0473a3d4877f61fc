/**
 * What shelter costs, in whole cents, spread over days so that nothing is lost and nothing is counted twice: seven days of a week are the
 * amount of a week, all days of a calendar month the amount of a month, all days of a period the whole amount. Each day gets what the amount
 * up to and with that day is more than up to the day before, rounded down: no day differs more than one cent from another of the same month.
 */
import { addDays, type Day, daysBetween } from '../kernel/index.ts'

export const AMOUNT_PER = ['day', 'week', 'month', 'whole'] as const
export type AmountPer = (typeof AMOUNT_PER)[number]
/** A million euros: what is above it is a slip of the hand. */
export const CENTS_MAX = 100_000_000
/** Ten years. */
export const COST_DAYS_MAX = 3660

export type Cost = {
  readonly cents: number
  readonly per: AmountPer
  readonly from: Day
  /** The last day that is paid for; open when it is not known. */
  readonly until?: Day
}
export type CostRefusal = 'cost-negative' | 'cost-period-reversed' | 'cost-whole-needs-end' | 'cost-too-long'

/** Why these words are no cost, if they are none. */
export const refuseCost = ({ cents, per, from, until }: Cost): CostRefusal | undefined => {
  if (!Number.isInteger(cents) || cents < 0) return 'cost-negative'
  if (until !== undefined && until < from) return 'cost-period-reversed'
  if (until === undefined) return per === 'whole' ? 'cost-whole-needs-end' : undefined
  return daysBetween(from, until) >= COST_DAYS_MAX ? 'cost-too-long' : undefined
}

/** The cents of one day; a day outside the period costs nothing. */
export const centsOn = (cost: Cost, on: Day): number => {
  if (on < cost.from || (cost.until !== undefined && on > cost.until)) return 0
  const { nth, of } = placeOf(cost, on)
  return upTo(cost.cents, nth, of) - upTo(cost.cents, nth - 1, of)
}

/** The cents of all days from the first to and with the last. */
export const centsOver = (cost: Cost, from: Day, until: Day): number => {
  let cents = 0
  for (let on = from; on <= until; on = addDays(on, 1)) cents += centsOn(cost, on)
  return cents
}

const upTo = (cents: number, days: number, of: number): number => Math.floor((cents * days) / of)

/** Which day it is of what the amount is for: the second of seven, the thirtieth of thirty-one. */
const placeOf = ({ per, from, until }: Cost, on: Day): { readonly nth: number; readonly of: number } => {
  const since = daysBetween(from, on)
  if (per === 'day') return { nth: 1, of: 1 }
  if (per === 'week') return { nth: (since % 7) + 1, of: 7 }
  if (per === 'whole') return { nth: since + 1, of: daysBetween(from, until ?? on) + 1 }
  return { nth: Number(on.slice(8, 10)), of: daysInMonth(on) }
}

const daysInMonth = (on: Day): number => {
  const [year = 0, month = 0] = on.split('-').map(Number)
  // Day 0 of the next month is the last of this one.
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}
