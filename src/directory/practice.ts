/**
 * What a house declares beside what facts show. A declaration is one line a year, by whoever answers, without proof; what facts show is counted by the
 * system. Nothing under five is shown as a figure, nobody is ranked, and a house is first compared with itself. Pure.
 */
import terms from '../../data/directory/terms.json' with { type: 'json' }
import { addDays, type Day } from '../kernel/index.ts'
import { exactInterval, type Interval } from './exact-interval.ts'

/** What the agreements ask of a municipality (N28: an approach and somebody to call) and what makes it work. */
export const PRACTICE_ITEMS = [
  'policy-adopted',
  'focal-officer',
  'coordinator-hours',
  'centre-arrangement',
  'shelter-contract',
  'training',
] as const
export type PracticeItem = (typeof PRACTICE_ITEMS)[number]

export const DECLARED = ['yes', 'partly', 'no', 'unknown'] as const
export type DeclaredAnswer = (typeof DECLARED)[number]

export type Declaration = { readonly on: Day; readonly answers: Readonly<Record<PracticeItem, DeclaredAnswer>> }
export type DeclaredItem = {
  readonly item: PracticeItem
  readonly answer: DeclaredAnswer
  /** When this was first said without a change since: a yes of years is another yes than one of today. */
  readonly since?: Day
}

/** An answer to every item or nothing: what is not one of the words is no answer. */
export const readDeclaration = (given: Readonly<Record<string, unknown>>): Declaration['answers'] | undefined => {
  const answers = PRACTICE_ITEMS.map((item) => [item, DECLARED.find((each) => each === given[item])] as const)
  if (answers.some(([, answer]) => answer === undefined)) return undefined
  // Safe: every item has its answer, as just checked.
  return Object.fromEntries(answers) as Declaration['answers']
}

/** What a house says it has, on a day, with since when it says so; whether the last time was longer than a year ago. */
export const declaredOn = (
  declarations: readonly Declaration[],
  on: Day,
): { readonly items: readonly DeclaredItem[]; readonly last?: Day; readonly old: boolean } => {
  const known = declarations.filter((each) => each.on <= on)
  const last = known.at(-1)
  if (!last) return { items: PRACTICE_ITEMS.map((item) => ({ item, answer: 'unknown' })), old: false }
  const since = (item: PracticeItem): Day => {
    const change = known.findLastIndex((each) => each.answers[item] !== last.answers[item])
    return known[change + 1]?.on ?? last.on
  }
  return {
    items: PRACTICE_ITEMS.map((item) => ({ item, answer: last.answers[item], since: since(item) })),
    last: last.on,
    old: addDays(last.on, terms.declareEveryDays) < on,
  }
}

export const PRACTICE_MEASURES = ['payer-answered', 'handover-accepted', 'seat-answered', 'wait-ended'] as const
export type PracticeMeasure = (typeof PRACTICE_MEASURES)[number]
export type Counted = {
  readonly measure: PracticeMeasure
  readonly asked: number
  readonly kept: number
  readonly middleDays?: number
}

export type Shown = {
  readonly measure: PracticeMeasure
  /** `none`: it was never asked. `few`: under five, so no figure. `figure`: with how sure that is. */
  readonly kind: 'none' | 'few' | 'figure'
  readonly asked?: number
  readonly kept?: number
  readonly interval?: Interval
  readonly middleDays?: number
}

/** What may be shown of one measure: no figure of few. */
export const showMeasure = (measure: PracticeMeasure, counted: Counted | undefined): Shown => {
  if (!counted || counted.asked === 0) return { measure, kind: 'none' }
  const { asked, kept, middleDays } = counted
  if (asked < terms.fewest) return { measure, kind: 'few' }
  return {
    ...{ measure, kind: 'figure', asked, kept, interval: exactInterval(kept, asked) },
    // The middle of few is nearly one of them.
    ...(middleDays !== undefined && kept >= terms.fewest ? { middleDays: Math.round(middleDays * 10) / 10 } : {}),
  }
}

/** Counts of all municipalities come rounded down to this. */
const FIVES = 5

/** What may be shown of one measure of the country: fives, and the widest interval of all that they may hold; few looks like nobody. */
export const showCountry = (measure: PracticeMeasure, counted: Counted | undefined): Shown => {
  if (!counted || counted.asked < FIVES) return { measure, kind: 'few' }
  const { asked, kept } = counted
  const [askedMost, keptMost] = [asked + FIVES - 1, kept + FIVES - 1]
  const interval = {
    from: exactInterval(kept, askedMost).from,
    to: exactInterval(keptMost, Math.max(asked, keptMost)).to,
  }
  return { measure, kind: 'figure', asked, kept, interval }
}

/** Now beside a year before, of the same house: whether the two differ by more than chance can only be said when the intervals lie apart. */
export const changeOf = (before: Shown, now: Shown): 'unknown' | 'not-sure' | 'more' | 'less' => {
  if (!before.interval || !now.interval) return 'unknown'
  if (now.interval.from > before.interval.to) return 'more'
  return now.interval.to < before.interval.from ? 'less' : 'not-sure'
}

export type ItemCounts = {
  readonly item: PracticeItem
  readonly counts: Readonly<Record<DeclaredAnswer | 'silent', number>>
}

/** How many of all houses answer what, item by item: no house is named and none is placed above another. */
export const countDeclared = (
  houses: readonly string[],
  declared: ReadonlyMap<string, readonly Declaration[]>,
  on: Day,
): readonly ItemCounts[] =>
  PRACTICE_ITEMS.map((item) => {
    const counts = { yes: 0, partly: 0, no: 0, unknown: 0, silent: 0 }
    for (const house of houses) {
      const own = declaredOn(declared.get(house) ?? [], on)
      const answer = own.items.find((each) => each.item === item)?.answer ?? 'unknown'
      counts[own.last ? answer : 'silent'] += 1
    }
    return { item, counts }
  })
