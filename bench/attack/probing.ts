/**
 * An authorised member who asks for names that are not his business. No cryptography stops the first question; what is
 * simulated is how many names he can test before somebody looks. Honest colleagues are simulated beside him, because
 * a rule that flags everybody flags nobody.
 */
import { type Random, randomFrom } from '../../src/kernel/index.ts'
import { LOOKUP_BUDGET } from '../../src/linkage/lookup.ts'
import { share } from './scene.ts'

export type Review = {
  /** An officer looks at whoever has this many look-ups without follow-up within `days`. */
  readonly withoutFollowUpMost: number
  readonly days: number
  /** The review is held once in this many days. */
  readonly everyDays: number
}
/** Proposed by us, signed by nobody. */
export const REVIEW: Review = { withoutFollowUpMost: 7, days: 28, everyDays: 7 }

export type Prober = { readonly name: string; readonly perDay: number; readonly decoyShare: number }
/** A list of real people meets no decoy; one who tries names at random meets one as often as decoys are hit. */
export const PROBERS: readonly Prober[] = [
  { name: 'one name, once (my ex)', perDay: 0, decoyShare: 0 },
  { name: 'one name each working day', perDay: 1, decoyShare: 0 },
  { name: 'five names a day', perDay: 5, decoyShare: 0 },
  { name: 'as many as the budget of one person', perDay: LOOKUP_BUDGET.actorPerDay, decoyShare: 0 },
  { name: 'budget of one person, names at random', perDay: LOOKUP_BUDGET.actorPerDay, decoyShare: 0.002 },
  { name: 'ten stolen accounts: the budget of a house', perDay: LOOKUP_BUDGET.organisationPerDay, decoyShare: 0 },
]

export type Probing = {
  readonly prober: string
  readonly perDay: number
  readonly perWeek: number
  /** Names tested before a review or an alarm: the mean and the highest of all runs; undefined when never within a year. */
  readonly testedBeforeNoticed?: number
  readonly testedMost?: number
  readonly noticedShare: number
}

const RUNS = 200
const DAYS = 365

export const simulateProbing = (seed: number, review: Review = REVIEW): readonly Probing[] => {
  const random = randomFrom(seed)
  return PROBERS.map((prober) => {
    const runs = Array.from({ length: RUNS }, () => testedBefore(prober, review, random))
    const noticed = runs.filter((tested): tested is number => tested !== undefined)
    const known =
      noticed.length === 0 ? {} : { testedBeforeNoticed: Math.round(mean(noticed)), testedMost: Math.max(...noticed) }
    return {
      prober: prober.name,
      perDay: prober.perDay,
      perWeek: prober.perDay * 7,
      ...known,
      noticedShare: share(noticed.length, RUNS),
    }
  })
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length

const testedBefore = ({ perDay, decoyShare }: Prober, review: Review, random: Random): number | undefined => {
  if (perDay === 0) return undefined
  const phase = random.below(review.everyDays)
  const accounts = Math.ceil(perDay / LOOKUP_BUDGET.actorPerDay)
  let tested = 0
  for (let day = 1; day <= DAYS; day += 1) {
    for (let asked = 0; asked < perDay; asked += 1) {
      tested += 1
      if (random.chance(decoyShare)) return tested
    }
    const each = (perDay * Math.min(day, review.days)) / accounts
    if (day % review.everyDays === phase && each >= review.withoutFollowUpMost) return tested
  }
  return undefined
}

export type FalseAlarms = { readonly honest: number; readonly flaggedInAYear: number; readonly share: number }

const HONEST = 500
const LOOKUPS_PER_WEEK = 2
const WITHOUT_FOLLOW_UP = 0.25

/** Honest colleagues: about two look-ups a week of which a quarter leads to nothing. How many are looked at in a year? */
export const falseAlarms = (seed: number, review: Review = REVIEW): FalseAlarms => {
  const random = randomFrom(seed)
  let flagged = 0
  for (let person = 0; person < HONEST; person += 1) {
    const empty = Array.from({ length: DAYS }, () =>
      random.chance((LOOKUPS_PER_WEEK / 7) * WITHOUT_FOLLOW_UP) ? 1 : 0,
    )
    const seen = empty.some(
      (_, day) =>
        day % review.everyDays === 0 &&
        empty.slice(Math.max(0, day - review.days), day).reduce<number>((sum, one) => sum + one, 0) >=
          review.withoutFollowUpMost,
    )
    if (seen) flagged += 1
  }
  return { honest: HONEST, flaggedInAYear: flagged, share: share(flagged, HONEST) }
}
