/**
 * Break-glass: in an emergency a professional on the plane of care opens named chapters of one dossier for hours, with a reason, told to the
 * holder at once and judged afterwards (issue 4; AVG 6(1)(d), 9(2)(c)). What may be opened, how long and how often stands in
 * data/sharing/break-glass.json: proposed by us, signed by nobody. The database holds the same once more (migration 0019).
 */
import terms from '../../data/sharing/break-glass.json' with { type: 'json' }
import { accept, addDays, type Day, dayAt, type Outcome, type Plane, refuse } from '../kernel/index.ts'
import type { Chapter } from './consent.ts'

export type BreakGlassTerms = {
  readonly purpose: string
  readonly functions: readonly string[]
  /** Chapters that may ever be opened so; `fields` narrows one to these fields, without its notes. */
  readonly openable: readonly { readonly chapter: string; readonly fields?: readonly string[] }[]
  readonly kinds: readonly { readonly id: string; readonly nl: string; readonly en: string }[]
  readonly hoursMax: number
  readonly reasonLengthMin: number
  readonly budget: { readonly perPerson: number; readonly days: number }
  readonly review: { readonly function: string; readonly houses: readonly string[]; readonly workingDays: number }
  /** So long the holder finds it among the day's work. */
  readonly toldDays: number
}
export const BREAK_GLASS: BreakGlassTerms = terms

export type BreakGlassAsked = {
  readonly chapters: readonly string[]
  readonly kind: string
  readonly reason: string
  readonly hours: number
}
/** Who asks, as far as the rule needs it. */
export type Opener = {
  readonly plane: Plane
  readonly function: string
  /** How often (s)he opened within the days of the budget. */
  readonly spent: number
  /** Is there somebody else in the own house who judges afterwards? */
  readonly hasReviewer: boolean
}
export type BreakGlassProblem =
  | 'not-your-function'
  | 'bad-input'
  | 'break-glass-chapter-closed'
  | 'break-glass-too-long'
  | 'break-glass-reason-short'
  | 'break-glass-no-reviewer'
  | 'break-glass-budget-spent'

/** May this be opened, apart from which dossier it is? Gives its chapters, each once, and when it ends by itself. Tells nothing of a dossier. */
export const mayBreakGlass = (
  asked: BreakGlassAsked,
  opener: Opener,
  now: Date,
  within: BreakGlassTerms = BREAK_GLASS,
): Outcome<{ readonly chapters: readonly Chapter[]; readonly endsAt: Date }, BreakGlassProblem> => {
  if (opener.plane !== 'care' || !within.functions.includes(opener.function)) return refuse('not-your-function')
  if (asked.chapters.length === 0 || !within.kinds.some(({ id }) => id === asked.kind)) return refuse('bad-input')
  const closed = asked.chapters.find((chapter) => !isOpenable(chapter, within))
  if (closed !== undefined) return refuse('break-glass-chapter-closed', { chapter: closed })
  if (!(asked.hours > 0 && asked.hours <= within.hoursMax))
    return refuse('break-glass-too-long', { most: within.hoursMax })
  if (asked.reason.trim().length < within.reasonLengthMin)
    return refuse('break-glass-reason-short', { least: within.reasonLengthMin })
  if (!opener.hasReviewer) return refuse('break-glass-no-reviewer')
  const { perPerson, days } = within.budget
  if (opener.spent >= perPerson) return refuse('break-glass-budget-spent', { most: perPerson, days })
  return accept({
    // Safe: each is among the openable ones, which a test holds to the chapters of the dossier.
    chapters: [...new Set(asked.chapters)] as Chapter[],
    endsAt: new Date(now.getTime() + asked.hours * 3_600_000),
  })
}

const isOpenable = (chapter: string, within: BreakGlassTerms): boolean =>
  within.openable.some((each) => each.chapter === chapter)

/** The number of a file in what somebody typed or pasted: the number itself, or a link to the file. */
export const fileNumberIn = (text: string): string | undefined =>
  /(?<![0-9a-f-])[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}(?![0-9a-f-])/.exec(
    text.toLowerCase(),
  )?.[0]

export type Opening = {
  readonly id: string
  readonly dossier: string
  /** The house of who reads, who reads, and the house that held the dossier then. */
  readonly organisation: string
  readonly actor: string
  readonly holder: string
  readonly chapters: readonly string[]
  readonly openedAt: Date
  readonly endsAt: Date
  readonly endedAt?: Date
}

/** Does it stand at this moment? It ends by itself, or earlier by hand; what ended never stands again. */
export const standsAt = (opening: Pick<Opening, 'openedAt' | 'endsAt' | 'endedAt'>, at: Date): boolean =>
  opening.openedAt <= at && at < opening.endsAt && (opening.endedAt === undefined || at < opening.endedAt)

/** Who asks to read, as the claim says it. */
export type Reading = {
  readonly organisation: string
  readonly actor: string
  readonly plane: Plane
  readonly purpose: string
  readonly ground?: string
}

/** The chapters that this claim reads under the opening now: its own ones for who opened it, while it stands; for anybody else none. */
export const readableUnder = (
  opening: Opening,
  reading: Reading,
  at: Date,
  within: BreakGlassTerms = BREAK_GLASS,
): readonly string[] => {
  const isReader = reading.actor === opening.actor && reading.organisation === opening.organisation
  const isGround = reading.purpose === within.purpose && reading.ground === opening.id
  if (!isReader || !isGround || reading.plane !== 'care' || !standsAt(opening, at)) return []
  return opening.chapters.filter((chapter) => isOpenable(chapter, within))
}

/** The fields of a chapter that an emergency shows, and whether its notes come along. Undefined is: all of them. */
export const fieldsShown = (chapter: string, within: BreakGlassTerms = BREAK_GLASS): readonly string[] | undefined =>
  within.openable.find((each) => each.chapter === chapter)?.fields

/** Who may end it at once: who opened it, and whoever works where the dossier is held. */
export const mayEnd = (opening: Opening, by: Pick<Reading, 'organisation' | 'actor'>, holdsNow: boolean): boolean =>
  by.organisation === opening.holder ||
  holdsNow ||
  (by.organisation === opening.organisation && by.actor === opening.actor)

/** Is it among the day's work of the holder: it stands, or was opened a few days ago? */
export const isNews = (
  opening: Pick<Opening, 'openedAt' | 'endsAt' | 'endedAt'>,
  now: Date,
  within: BreakGlassTerms = BREAK_GLASS,
): boolean => standsAt(opening, now) || dayAt(now) <= addDays(dayAt(opening.openedAt), within.toldDays)

export type Judgement = 'justified' | 'not-justified'
export const JUDGEMENTS: readonly Judgement[] = ['justified', 'not-justified']

/**
 * May this person judge it? The privacy officer of either house; never who opened it, in whatever function (`isOpener` knows the other
 * accounts of the same person). For everybody else it does not exist.
 */
export const mayReview = (
  opening: Pick<Opening, 'organisation' | 'holder'>,
  by: { readonly organisation: string; readonly function: string; readonly isOpener: boolean },
  within: BreakGlassTerms = BREAK_GLASS,
): Outcome<true, 'not-found' | 'review-of-oneself'> => {
  const isOfHouse = by.organisation === opening.organisation || by.organisation === opening.holder
  if (!isOfHouse || by.function !== within.review.function) return refuse('not-found')
  return by.isOpener ? refuse('review-of-oneself') : accept(true)
}

/** The last day on which the judgement is in time: so many working days after the day of opening. */
export const reviewDue = (openedAt: Date, within: BreakGlassTerms = BREAK_GLASS): Day => {
  let due = dayAt(openedAt)
  for (let left = within.review.workingDays; left > 0; ) {
    due = addDays(due, 1)
    if (isWorkingDay(due)) left -= 1
  }
  return due
}

const isWorkingDay = (on: Day): boolean => {
  const weekday = new Date(`${on}T12:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

export type ToJudge = { readonly id: string; readonly openedAt: Date; readonly judged: boolean }
export type Judged<T> = T & { readonly due: Day; readonly late: boolean }

/** The list of one house: late ones on top, then by the day that they are due, what was judged last; newest first among those. */
export const judgeList = <T extends ToJudge>(
  openings: readonly T[],
  now: Date,
  within: BreakGlassTerms = BREAK_GLASS,
): readonly Judged<T>[] =>
  openings
    .map((each) => {
      const due = reviewDue(each.openedAt, within)
      return { ...each, due, late: !each.judged && dayAt(now) > due }
    })
    .sort((one, other) => {
      if (one.judged !== other.judged) return Number(one.judged) - Number(other.judged)
      const byAge = one.openedAt.getTime() - other.openedAt.getTime()
      return (one.judged ? -byAge : byAge) || (one.id < other.id ? -1 : 1)
    })
