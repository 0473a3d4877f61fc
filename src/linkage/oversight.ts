/**
 * Who watches those who look: which look-ups go to the privacy officer, until when, and how many were judged. The terms stand in
 * data/linkage/oversight.json: proposed by us, signed by nobody.
 */
import terms from '../../data/linkage/oversight.json' with { type: 'json' }
import { addDays, type Day, dayAt } from '../kernel/index.ts'

export type OversightTerms = {
  /** Days after a look-up in which something must have come of it. */
  readonly followUpDays: number
  /** Days in which the privacy officer answers for what nobody followed up. */
  readonly reviewDays: number
  readonly windowDays: number
  /** One in so many followed look-ups is reviewed all the same: otherwise one act for show would be the way around. */
  readonly drawOneIn: number
  readonly secondPersonHours: number
  readonly adultFrom: number
}
export const TERMS: OversightTerms = terms

/**
 * What counts as having done something for the person, by the act of the log. Reading, writing the signal or the ground down, looking
 * up again and noting a call do not: whoever looks without a reason could do these for show.
 */
export const FOLLOW_UP_ACTS: readonly string[] = [
  ...['answered-hit', 'open-dossier', 'note-chapter', 'note-residence-letter', 'record-move', 'offer-handover'],
  ...['shelter-needed', 'place-asked', 'place-won', 'payer-asked', 'payer-answered', 'responsibility-decided'],
  ...['accept-handover', 'record-landing', 'note-table', 'ask-seat', 'wait-started', 'record-report-wmo-report'],
  ...['record-report-comensha-report', 'record-report-allowance-form', 'record-course', 'note-place'],
]

export type ReviewOutcome = 'legitimate' | 'not-legitimate' | 'asked'
export const REASONS_FOR = {
  legitimate: ['nobody-was-known', 'followed-up-elsewhere', 'person-gone', 'asked-by-mistake'],
  'not-legitimate': ['ground-too-thin', 'no-task', 'private-interest'],
  asked: [],
} as const satisfies Readonly<Record<ReviewOutcome, readonly string[]>>

/** Does this reason belong to this outcome? Asking the person who looked needs none. */
export const mayJudge = (outcome: ReviewOutcome, reason: string | undefined): boolean =>
  outcome === 'asked' ? reason === undefined : REASONS_FOR[outcome].some((each) => each === reason)

export type LookedUp = {
  readonly lookupId: string
  readonly subject: string
  readonly askedAt: Date
  /** When hits of its entry arrived, and when they were answered. */
  readonly hitsArrived: readonly Date[]
  readonly hitsAnswered: readonly Date[]
  readonly review?: { readonly outcome: ReviewOutcome; readonly at: Date }
}
export type ActOn = { readonly subject: string; readonly act: string; readonly at: Date }

/** Why a look-up is on the list. `drawn` is a look-up that was followed up and is looked at all the same. */
export type ReviewCause = 'nothing-followed' | 'hit-not-answered' | 'drawn'
export type ToReview = {
  readonly lookupId: string
  readonly cause: ReviewCause
  readonly due: Day
  readonly late: boolean
  readonly review?: LookedUp['review']
}

/**
 * The look-ups that the privacy officer answers for, open ones first and the longest waiting of them on top. A look-up is judged when
 * its days are over; what came within them counts, what came later does not.
 */
export const toReview = (
  lookedUp: readonly LookedUp[],
  acts: readonly ActOn[],
  now: Date,
  isDrawn: (lookupId: string) => boolean,
  within: OversightTerms = TERMS,
): readonly ToReview[] => {
  const bySubject = Map.groupBy(
    acts.filter(({ act }) => FOLLOW_UP_ACTS.includes(act)),
    ({ subject }) => subject,
  )
  return lookedUp
    .flatMap((each) => judged(each, bySubject.get(each.subject) ?? [], now, isDrawn, within))
    .sort((one, other) => Number(isClosed(one)) - Number(isClosed(other)) || compare(one, other))
}

const judged = (
  lookUp: LookedUp,
  acts: readonly ActOn[],
  now: Date,
  isDrawn: (lookupId: string) => boolean,
  within: OversightTerms,
): readonly ToReview[] => {
  const lastDay = addDays(dayAt(lookUp.askedAt), within.followUpDays)
  const today = dayAt(now)
  if (today <= lastDay) return []
  const inTime = (at: Date): boolean => at >= lookUp.askedAt && dayAt(at) <= lastDay
  const followed = lookUp.hitsAnswered.some(inTime) || acts.some(({ at }) => inTime(at))
  if (followed && !isDrawn(lookUp.lookupId)) return []
  const due = addDays(lastDay, within.reviewDays)
  const cause = followed ? 'drawn' : lookUp.hitsArrived.some(inTime) ? 'hit-not-answered' : 'nothing-followed'
  const { lookupId, review } = lookUp
  const open = review === undefined || review.outcome === 'asked'
  return [{ lookupId, cause, due, late: open && today > due, ...(review ? { review } : {}) }]
}

/** Asking the person who looked leaves a look-up open: it still waits for an answer. */
export const isClosed = ({ review }: Pick<ToReview, 'review'>): boolean =>
  review !== undefined && review.outcome !== 'asked'

const compare = (one: ToReview, other: ToReview): number =>
  one.due < other.due ? -1 : one.due > other.due ? 1 : one.lookupId < other.lookupId ? -1 : 1

export type ReviewFigures = { readonly listed: number; readonly reviewed: number; readonly late: number }
/** The figure: how many of the listed look-ups were judged, and how many are late. */
export const countReviews = (list: readonly ToReview[]): ReviewFigures => ({
  listed: list.length,
  reviewed: list.filter(isClosed).length,
  late: list.filter(({ late }) => late).length,
})
