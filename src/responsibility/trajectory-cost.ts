/**
 * What a trajectory costs, by payer: every question with an amount spread over its days (cost.ts, decision 0064), given to who said yes, or to whom
 * a settlement gives those days. What nobody said yes to is shown as open and never counted as promised.
 */
import { addDays, type Day, daysBetween } from '../kernel/index.ts'
import type { PayerDays } from './carry-over.ts'
import { COST_DAYS_MAX, type Cost, centsOn } from './cost.ts'

export const COST_STANDINGS = ['accepts', 'provisional', 'settled', 'asked', 'refuses'] as const
export type CostStanding = (typeof COST_STANDINGS)[number]
/** Who said that it pays. */
const PROMISES: readonly CostStanding[] = ['accepts', 'provisional', 'settled']

/** A question to a payer that stands, and what was settled about it. */
export type AskedCost = {
  readonly payer: string
  readonly cost: Cost
  readonly answer?: 'accepts' | 'refuses' | 'provisional'
  readonly settled?: readonly PayerDays[]
}
export type CostOfPayer = {
  readonly party: string
  readonly standing: CostStanding
  readonly from: Day
  /** The last day; absent when the end is open. */
  readonly until?: Day
  /** Up to and with the day that was asked about. */
  readonly centsSoFar: number
  /** Of all days; absent when the end is open. */
  readonly centsInAll?: number
}
export type TrajectoryCost = {
  readonly payers: readonly CostOfPayer[]
  readonly promisedSoFar: number
  readonly notPromisedSoFar: number
  /** Days up to now for which more than one said yes. */
  readonly daysTwice: number
}

type Line = { party: string; standing: CostStanding; from: Day; last: Day; open: boolean; soFar: number; inAll: number }

/** All payers, in the order in which they were asked. A day of one question has exactly one payer, so nothing is counted twice within it. */
export const trajectoryCost = (asked: readonly AskedCost[], upTo: Day): TrajectoryCost => {
  const payers: CostOfPayer[] = []
  const promised = new Map<Day, number>()
  for (const each of asked) {
    const { lines, days } = linesOf(each, upTo)
    for (const on of days) promised.set(on, (promised.get(on) ?? 0) + 1)
    payers.push(...lines)
  }
  const sum = (isIn: (standing: CostStanding) => boolean): number =>
    payers.filter(({ standing }) => isIn(standing)).reduce((all, { centsSoFar }) => all + centsSoFar, 0)
  return {
    payers,
    promisedSoFar: sum((standing) => PROMISES.includes(standing)),
    notPromisedSoFar: sum((standing) => !PROMISES.includes(standing)),
    daysTwice: [...promised.values()].filter((count) => count > 1).length,
  }
}

const linesOf = (
  asked: AskedCost,
  upTo: Day,
): { readonly lines: readonly CostOfPayer[]; readonly days: readonly Day[] } => {
  const { cost } = asked
  const lines = new Map<string, Line>()
  const days: Day[] = []
  const last = cost.until ?? (upTo < cost.from ? cost.from : upTo)
  const end = daysBetween(cost.from, last) > COST_DAYS_MAX ? addDays(cost.from, COST_DAYS_MAX) : last
  for (let on = cost.from; on <= end; on = addDays(on, 1)) {
    const { party, standing } = payerOn(asked, on)
    const key = `${party} ${standing}`
    const line = lines.get(key) ?? { party, standing, from: on, last: on, open: false, soFar: 0, inAll: 0 }
    const cents = centsOn(cost, on)
    line.last = on
    line.inAll += cents
    if (on <= upTo) {
      line.soFar += cents
      if (PROMISES.includes(standing)) days.push(on)
    }
    // Without a last day it goes on for whoever has it on the last day that was looked at.
    line.open = cost.until === undefined && on === end
    lines.set(key, line)
  }
  return {
    days,
    lines: [...lines.values()].map(({ party, standing, from, last: until, open, soFar, inAll }) => ({
      ...{ party, standing, from, centsSoFar: soFar },
      ...(open ? {} : { until, centsInAll: inAll }),
    })),
  }
}

const payerOn = (
  { payer, answer, settled }: AskedCost,
  on: Day,
): { readonly party: string; readonly standing: CostStanding } => {
  const found = settled?.find(({ from, until }) => from <= on && on <= until)
  return found ? { party: found.party, standing: 'settled' } : { party: payer, standing: answer ?? 'asked' }
}
