/**
 * Conflicts of interest as data: a row says of which decisions, for which reason and in which case it speaks, with its source, its day and
 * what it is (law, agreed, proposed, unreviewed). Everything that a row names must hold; what is not known never makes a row speak. Pure.
 */
import type { Day } from '../kernel/index.ts'
import type { Accords, Because, DecisionKind } from './interest.ts'

export type Condition = {
  readonly kinds: readonly DecisionKind[]
  readonly because?: readonly Because[]
  readonly accords?: readonly Accords[]
  readonly letters?: readonly string[]
  readonly minor?: true
  readonly waitsForMoney?: true
  readonly givesBed?: true
  readonly wishNotFree?: true
  readonly wishOlderThanDays?: number
}
export type ConflictState = 'law' | 'agreed' | 'proposed' | 'unreviewed'
type Said = { readonly nl: string; readonly en: string }
export type ConflictRule = {
  readonly id: string
  readonly title: Said
  readonly sentence: Said
  readonly source: string
  readonly state: ConflictState
  readonly valid_from: Day
  readonly when: Condition
}

/** What is known at the moment of deciding; absent is not known. */
export type DecisionFacts = {
  readonly kind: DecisionKind
  readonly because: readonly Because[]
  readonly accords?: Accords
  readonly today: Day
  readonly letter?: string
  readonly minor?: boolean
  readonly waitsForMoney?: boolean
  readonly givesBed?: boolean
  readonly wishNotFree?: boolean
  readonly wishAgeDays?: number
}

/** The rows that speak of this decision on this day, in the order of the table. */
export const detectConflicts = (rules: readonly ConflictRule[], facts: DecisionFacts): readonly ConflictRule[] =>
  rules.filter(({ valid_from, when }) => valid_from <= facts.today && holds(when, facts))

const holds = (when: Condition, facts: DecisionFacts): boolean =>
  when.kinds.includes(facts.kind) &&
  (when.because === undefined || when.because.some((each) => facts.because.includes(each))) &&
  (when.accords === undefined || (facts.accords !== undefined && when.accords.includes(facts.accords))) &&
  (when.letters === undefined || (facts.letter !== undefined && when.letters.includes(facts.letter))) &&
  (when.minor === undefined || facts.minor === true) &&
  (when.waitsForMoney === undefined || facts.waitsForMoney === true) &&
  (when.givesBed === undefined || facts.givesBed === true) &&
  (when.wishNotFree === undefined || facts.wishNotFree === true) &&
  (when.wishOlderThanDays === undefined || (facts.wishAgeDays ?? -1) > when.wishOlderThanDays)

/** Who could have an interest of their own in what she says. */
const NOT_FREE: readonly string[] = ['requesting-partner', 'police', 'family']

/** Was it said beside somebody with an interest, or without the interpreter that was needed? */
export const isNotFree = (wish: { readonly present: readonly string[]; readonly interpreter: string }): boolean =>
  wish.interpreter === 'missing' || wish.present.some((each) => NOT_FREE.includes(each))
