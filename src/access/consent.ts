/**
 * Consent is a conversation (decision 5): per chapter, per partner, per purpose, with an end, in her language, and help never
 * depends on it. No and not-now are answers as good as yes (decision 4). What stands is a fold over what she said.
 */
import { accept, addDays, type ConsentId, type Day, type Outcome, type Purpose, refuse } from '../kernel/index.ts'
import { type AgeGroup, checkYesOf, countingAge, type Decider, type WordGiven, type WordProblem } from './deciders.ts'
import { type Period, periodOf } from './period.ts'

/** The chapters of a dossier; she chooses for each of them. */
export const CHAPTERS = [
  'identity',
  'contact',
  'story',
  'residence',
  'safety',
  'health',
  'shelter',
  'income',
  'legal',
  'children',
  'goal',
] as const
export type Chapter = (typeof CHAPTERS)[number]

export const ANSWERS = ['given', 'refused', 'not-now'] as const
export type ConsentAnswer = (typeof ANSWERS)[number]

/** Who was in the room beside her and the taker: kinds, never names. */
export const PRESENT = [
  'nobody-else',
  'interpreter',
  'lawyer',
  'guardian',
  'confidant',
  'care-coordinator',
  'shelter-worker',
  'requesting-partner',
  'police',
  'family',
  'somebody-else',
] as const
export type Present = (typeof PRESENT)[number]

export type NewConsent = WordGiven & {
  readonly chapter: Chapter
  readonly partner: string
  readonly purpose: Purpose
  readonly answer: ConsentAnswer
  readonly language: string
  readonly interpreterName?: string
  readonly present: readonly Present[]
  /** The taker works where she sleeps: then somebody else must be there too. */
  readonly takerHoldsHerBed: boolean
  readonly helpDoesNotDependOnIt: boolean
  /** What she understood, in her words; sealed. Needed for a yes. */
  readonly understood?: string
  readonly givenOn: Day
  readonly validUntil?: Day
  /** When to ask again without who was there; two weeks when nothing is said. */
  readonly askAgainOn?: Day
}

/** What is kept of an answer beside what was said. */
export type CheckedConsent = Period & {
  readonly ageGroup?: AgeGroup
  readonly decidedBy: readonly Decider[]
  readonly askAgainOn?: Day
}

export type ConsentProblem =
  | WordProblem
  | 'ask-again-outside-period'
  | 'help-must-not-depend'
  | 'not-understood'
  | 'taken-by-bed-holder-alone'
  | 'given-in-future'
  | 'period-reversed'
  | 'period-too-long'

/** Those who can stand beside her when the one who asks also gives her a bed. */
const INDEPENDENT: readonly Present[] = ['interpreter', 'lawyer', 'guardian', 'confidant', 'care-coordinator']
/** Was somebody there who gives her no bed? */
export const hasIndependent = (present: readonly Present[]): boolean =>
  present.some((each) => INDEPENDENT.includes(each))

/**
 * May this answer be written down? A no asks for nothing but that it was free. Gives the period, who decided, and the day on which to
 * ask again.
 */
export const checkConsent = (consent: NewConsent, today: Day): Outcome<CheckedConsent, ConsentProblem> => {
  if (!consent.helpDoesNotDependOnIt) return refuse('help-must-not-depend')
  const period = periodOf(consent, today)
  if (consent.answer !== 'given') {
    if (!period.ok) return period
    const age = countingAge({ said: consent.ageGroup, birth: consent.birth }, consent.givenOn)
    return accept({
      ...period.value,
      ...(age.ok ? { ageGroup: age.value } : {}),
      decidedBy: consent.decidedBy ?? ['herself'],
    })
  }
  if (!consent.understood?.trim()) return refuse('not-understood')
  if (consent.takerHoldsHerBed && !hasIndependent(consent.present)) return refuse('taken-by-bed-holder-alone')
  return period.ok ? checkYes(consent, period.value) : period
}

const checkYes = (consent: NewConsent, period: Period): Outcome<CheckedConsent, ConsentProblem> => {
  const checked = checkYesOf(consent, period)
  if (!checked.ok || !shouldAskAgainAlone('given', consent.present)) return checked
  const { givenOn, validUntil } = checked.value
  const askAgainOn = consent.askAgainOn ?? soonest(addDays(givenOn, ASK_AGAIN_DAYS), validUntil)
  if (askAgainOn < givenOn || askAgainOn > validUntil) return refuse('ask-again-outside-period')
  return accept({ ...checked.value, askAgainOn })
}

/** Time for a talk without the one who asked. Proposed, no source. */
const ASK_AGAIN_DAYS = 14
const soonest = (one: Day, other: Day): Day => (one < other ? one : other)

/** Presence that makes a yes worth asking again, without them in the room. */
const PRESSING: readonly Present[] = ['requesting-partner', 'police', 'family']

/** Should she be asked again alone? A no is never asked again for this reason. */
export const shouldAskAgainAlone = (answer: ConsentAnswer, present: readonly Present[]): boolean =>
  answer === 'given' && present.some((each) => PRESSING.includes(each))

type About = {
  readonly consentId: ConsentId
  readonly chapter: Chapter
  readonly partner: string
  readonly purpose: Purpose
}
export type ConsentFact =
  | (About & Period & { readonly kind: 'consent-given' | 'consent-refused' | 'consent-not-now' })
  | (About & { readonly kind: 'consent-withdrawn' })

/** What she last said about one chapter, one partner, one purpose. */
export type Standing = About & Period & { readonly answer: ConsentAnswer | 'withdrawn' }

/** The name under which an answer stands: one chapter, one partner, one purpose. */
export const consentPlace = (about: Pick<About, 'chapter' | 'partner' | 'purpose'>): string =>
  `${about.chapter}/${about.partner}/${about.purpose}`

/**
 * What stands after these facts, in the order in which they were learned. A later answer takes the place of an earlier one;
 * a withdrawal ends the answer that it names and no later one.
 */
export const foldConsents = (facts: readonly ConsentFact[]): ReadonlyMap<string, Standing> => {
  const standing = new Map<string, Standing>()
  for (const fact of facts) {
    const place = consentPlace(fact)
    if (fact.kind !== 'consent-withdrawn') {
      const { kind, ...rest } = fact
      standing.set(place, { ...rest, answer: ANSWER_OF[kind] })
      continue
    }
    const now = standing.get(place)
    if (now?.consentId === fact.consentId) standing.set(place, { ...now, answer: 'withdrawn' })
  }
  return standing
}

const ANSWER_OF = {
  'consent-given': 'given',
  'consent-refused': 'refused',
  'consent-not-now': 'not-now',
} as const satisfies Record<Exclude<ConsentFact['kind'], 'consent-withdrawn'>, ConsentAnswer>

/** The kind of fact that an answer is recorded as. */
export const factKindOf = (answer: ConsentAnswer): ConsentFact['kind'] => `consent-${answer}`

/** Is it a yes that stands on this day? Everything else is closed. */
export const isOpenOn = (standing: (Period & { readonly answer: string }) | undefined, day: Day): boolean =>
  standing?.answer === 'given' && standing.givenOn <= day && day <= standing.validUntil

export type Acceptance = { readonly from: string; readonly to: string; readonly overlapUntil?: Day }

/**
 * Until when does a standing yes reach this partner? Only a partner with whom a handover was accepted: the one that took the
 * file over while it holds it, or the one that handed it over, no longer than the overlap. Undefined is: not at all.
 */
export const reachUntil = (
  consent: Period & { readonly partner: string },
  acceptances: readonly Acceptance[],
  at: { readonly holder: string; readonly day: Day },
): Outcome<{ readonly until: Day; readonly keyFrom: string }, 'no-handover-accepted'> => {
  const taken = acceptances.findLast((each) => each.to === consent.partner && at.holder === consent.partner)
  if (taken) return accept({ until: consent.validUntil, keyFrom: taken.from })
  const given = acceptances.findLast(
    (each) => each.from === consent.partner && each.overlapUntil !== undefined && each.overlapUntil >= at.day,
  )
  if (!given?.overlapUntil) return refuse('no-handover-accepted')
  const until = given.overlapUntil < consent.validUntil ? given.overlapUntil : consent.validUntil
  return accept({ until, keyFrom: given.to })
}
