/**
 * Costs carried over between payers, to the cent. Who carried and who pays are both said for the same days, each day by exactly one; for each
 * day on which they differ, who pays owes that day to who carried it. Source: covenants of the VNG on national access, by which shelter goes
 * on while municipalities settle who pays (data/disputes/covenant.json, proposed).
 */
import { accept, addDays, type Day, daysBetween, type Outcome, refuse } from '../kernel/index.ts'
import { COST_DAYS_MAX, type Cost, centsOn } from './cost.ts'

/** One payer for these days, the last one included. */
export type PayerDays = { readonly party: string; readonly from: Day; readonly until: Day }
export type Transfer = { readonly from: string; readonly to: string; readonly days: number; readonly cents: number }
export type PartyTotal = { readonly party: string; readonly carriedCents: number; readonly dueCents: number }
export type CarriedOver = {
  readonly from: Day
  readonly until: Day
  readonly totalCents: number
  readonly parties: readonly PartyTotal[]
  /** Who pays whom how much, for how many days; between two parties in one direction. */
  readonly transfers: readonly Transfer[]
}
export type CarryRefusal =
  | 'payers-overlap'
  | 'payers-leave-gap'
  | 'payers-days-reversed'
  | 'payers-cover-other-days'
  | 'payers-outside-cost'
  | 'cost-too-long'

/** Who pays each of these days, or why that cannot be said of them: each day is of exactly one. */
export const readPayerDays = (spans: readonly PayerDays[]): Outcome<readonly PayerDays[], CarryRefusal> => {
  const sorted = spans.toSorted((one, other) => (one.from < other.from ? -1 : 1))
  for (const [at, span] of sorted.entries()) {
    if (span.until < span.from) return refuse('payers-days-reversed')
    const next = sorted[at + 1]
    if (next && next.from <= span.until) return refuse('payers-overlap')
    if (next && addDays(span.until, 1) !== next.from) return refuse('payers-leave-gap')
  }
  return accept(sorted)
}

/** What is owed when those who carried are set against those who pay. */
export const carryOver = (
  cost: Cost,
  given: { readonly carried: readonly PayerDays[]; readonly pays: readonly PayerDays[] },
): Outcome<CarriedOver, CarryRefusal> => {
  const carried = readPayerDays(given.carried)
  if (!carried.ok) return carried
  const pays = readPayerDays(given.pays)
  if (!pays.ok) return pays
  const [first, last] = [carried.value[0], carried.value.at(-1)]
  if (!first || !last || pays.value[0]?.from !== first.from || pays.value.at(-1)?.until !== last.until)
    return refuse('payers-cover-other-days')
  const [from, until] = [first.from, last.until]
  if (daysBetween(from, until) >= COST_DAYS_MAX) return refuse('cost-too-long')
  if (from < cost.from || (cost.until !== undefined && until > cost.until)) return refuse('payers-outside-cost')
  return accept(settle(cost, { from, until, carried: carried.value, pays: pays.value }))
}

const settle = (
  cost: Cost,
  of: { from: Day; until: Day; carried: readonly PayerDays[]; pays: readonly PayerDays[] },
): CarriedOver => {
  const [totals, owed] = [new Map<string, PartyTotal>(), new Map<string, Transfer>()]
  const add = (party: string, more: { carried?: number; due?: number }): void => {
    const now = totals.get(party) ?? { party, carriedCents: 0, dueCents: 0 }
    totals.set(party, {
      ...{ party, carriedCents: now.carriedCents + (more.carried ?? 0) },
      dueCents: now.dueCents + (more.due ?? 0),
    })
  }
  let totalCents = 0
  for (let on = of.from; on <= of.until; on = addDays(on, 1)) {
    const cents = centsOn(cost, on)
    const [carrier, payer] = [partyOn(of.carried, on), partyOn(of.pays, on)]
    totalCents += cents
    add(carrier, { carried: cents })
    add(payer, { due: cents })
    if (carrier === payer) continue
    const key = `${payer} ${carrier}`
    const now = owed.get(key) ?? { from: payer, to: carrier, days: 0, cents: 0 }
    owed.set(key, { ...now, days: now.days + 1, cents: now.cents + cents })
  }
  return {
    ...{ from: of.from, until: of.until, totalCents },
    parties: [...totals.values()].toSorted(byParty),
    transfers: inOneDirection([...owed.values()]),
  }
}

// Safe: read by readPayerDays, every day between the first and the last is of one.
const partyOn = (spans: readonly PayerDays[], on: Day): string =>
  spans.find(({ from, until }) => from <= on && on <= until)?.party ?? ''

const byParty = (one: PartyTotal, other: PartyTotal): number => (one.party < other.party ? -1 : 1)

/** Where two owe each other, what is left is owed by the one that owes more. */
const inOneDirection = (owed: readonly Transfer[]): readonly Transfer[] =>
  owed
    .flatMap((each) => {
      const back = owed.find(({ from, to }) => from === each.to && to === each.from)
      const cents = each.cents - (back?.cents ?? 0)
      return cents > 0 ? [{ ...each, cents }] : []
    })
    .toSorted((one, other) => other.cents - one.cents || (one.from < other.from ? -1 : 1))
