/**
 * How long content is kept and when it is due to be destroyed: terms as data (data/sharing/retention.json, unreviewed), the longest that fits
 * per field class. A term says when content may go on the list; people decide that it goes.
 */
import given from '../../data/sharing/retention.json' with { type: 'json' }
import { addDays, type Day, day, parseDay } from '../kernel/index.ts'

export const CLASSES = ['identity', 'location', 'medical', 'investigation', 'oversight', 'outside'] as const
export type ContentClass = (typeof CLASSES)[number]
export type SubjectKind = 'dossier' | 'signal'

export type Term = {
  readonly id: string
  readonly subject: SubjectKind
  /** Kinds of organisation that it is for. */
  readonly kinds: readonly string[]
  readonly classes: readonly ContentClass[]
  readonly years: number
  readonly from: 'first-entry' | 'last-entry'
}

// Safe: a test holds every word of the file to these types.
export const TERMS = given.terms as readonly Term[]
/** The clock of what the person herself asks. */
export const ON_REQUEST = given.onRequest.id
/** Every clock by which content can come on the list. */
export const CLOCKS: readonly string[] = [...TERMS.map(({ id }) => id), ON_REQUEST]
export const ANSWER_WITHIN_DAYS = given.onRequest.answerWithinDays

export const HOLD_REASONS = [
  ...(['running-procedure', 'was-minor', 'person-asks-to-keep', 'claim-for-damages'] as const),
  ...(['interest-of-another', 'term-is-longer'] as const),
]
export type HoldReason = (typeof HOLD_REASONS)[number]

/** A file or signal with content of one organisation, and between which days that was written. */
export type Kept = {
  readonly subject: string
  readonly kind: SubjectKind
  readonly firstEntry: Day
  readonly lastEntry: Day
}

/** One clock of one subject: which classes it ends, and when. */
export type Due = {
  readonly subject: string
  readonly kind: SubjectKind
  readonly clock: string
  readonly classes: readonly ContentClass[]
  readonly dueOn: Day
}

/** The same day so many years on. 29 February of a year without one is 1 March: content is never due a day too soon. */
export const addYears = (from: Day, years: number): Day => {
  const text = `${String(Number(from.slice(0, 4)) + years).padStart(4, '0')}${from.slice(4)}`
  return parseDay(text) ?? addDays(day(`${text.slice(0, 7)}-28`), 1)
}

/** When content under this term is due: the day after the term has wholly passed. */
const dueUnder = (term: Term, kept: Kept): Day =>
  addDays(addYears(term.from === 'first-entry' ? kept.firstEntry : kept.lastEntry, term.years), 1)

/**
 * The clocks that run on what an organisation of this kind keeps of one subject. Of every class the term that ends last holds; a class for
 * which no term is known never becomes due by itself.
 */
export const clocksOf = (terms: readonly Term[], organisationKind: string, kept: Kept): readonly Due[] => {
  const longest = new Map<ContentClass, { readonly clock: string; readonly dueOn: Day }>()
  for (const term of terms) {
    if (term.subject !== kept.kind || !term.kinds.includes(organisationKind)) continue
    const dueOn = dueUnder(term, kept)
    for (const each of term.classes) {
      const other = longest.get(each)
      if (!other || other.dueOn < dueOn) longest.set(each, { clock: term.id, dueOn })
    }
  }
  const byClock = Map.groupBy(longest, ([, { clock }]) => clock)
  return [...byClock].map(([clock, each]) => ({
    ...{ subject: kept.subject, kind: kept.kind, clock },
    classes: CLASSES.filter((one) => each.some(([fieldClass]) => fieldClass === one)),
    dueOn: each[0]?.[1].dueOn ?? kept.lastEntry,
  }))
}

/** Is it due on this day? */
export const isDue = ({ dueOn }: Pick<Due, 'dueOn'>, today: Day): boolean => dueOn <= today

/** How long a destruction may be held in one go: afterwards somebody looks again. */
export const HOLD_DAYS_MAX = 5 * 366
