/** Where no rule fits, the gap has a name. Which ones a verdict fell into is counted; what the case was is not. */
import type { Verdict } from './decide-responsibility.ts'
import type { Facts } from './facts.ts'
import { GAPS, MATTERS } from './matter-book.ts'
import { gapsFor } from './rule-matters.ts'

/** Nothing is told of fewer persons than this; what is told is a multiple of it. */
const PERSONS_MIN = 5
/** More facts are wanted, and then a rule may fit: no gap of the rules. */
const NO_GAP = 'facts-missing'

/** The gaps of a verdict by name: those of the book that the facts certainly fall into, and that no rule fits at all. */
export const gapsOf = (verdict: Pick<Verdict, 'gap'>, facts: Facts): readonly string[] => [
  ...gapsFor({ matters: MATTERS, gaps: GAPS }, facts).map(({ id }) => id),
  ...(verdict.gap && verdict.gap.code !== NO_GAP ? [verdict.gap.code] : []),
]

/** A number of persons as it is told: a multiple of five, or nothing. */
export const tellPersons = (persons: number): number | null =>
  persons < PERSONS_MIN ? null : Math.round(persons / PERSONS_MIN) * PERSONS_MIN
