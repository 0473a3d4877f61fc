/**
 * The ground of a look-up: consent-to-search in her own language, or a named legal basis with the weighing written down
 * (decision 1). Without one that stands on the day, for this purpose and this subject, nothing is encoded or searched.
 */
import { accept, type Day, type GroundId, type Outcome, type Purpose, refuse } from '../kernel/index.ts'
import { hasIndependent, type Present } from './consent.ts'
import { type AgeGroup, checkYesOf, type Decider, type WordGiven, type WordProblem } from './deciders.ts'
import { type Period, periodOf } from './period.ts'

export const GROUND_KINDS = ['consent-to-search', 'legal-basis'] as const
export type GroundKind = (typeof GROUND_KINDS)[number]

/** Legal bases that may carry a look-up without consent; each needs a weighing. AVG 6(1), Wpg 8 and 9, Wgs. */
export const LEGAL_BASES = ['avg-6-1-c', 'avg-6-1-d', 'avg-6-1-e', 'wpg-8', 'wpg-9', 'wgs'] as const
export type LegalBasis = (typeof LEGAL_BASES)[number]
/** The basis of consent-to-search: AVG 6(1)(a). */
export const CONSENT_BASIS = 'avg-6-1-a'

export type Ground = Period & {
  readonly id: GroundId
  readonly kind: GroundKind
  /** The signal (or person) that may be looked for. */
  readonly subject: string
  readonly purpose: Purpose
  readonly basis: string
  readonly withdrawnAt?: Date
}

export type GroundRefusal = 'no-ground' | 'ground-withdrawn' | 'ground-expired' | 'ground-of-other-purpose'

/**
 * Does this ground carry a look-up today? A ground of another subject is no ground: that it exists is not told.
 * `standsOn(undefined, today, 'D27', signal)` refuses `no-ground`.
 */
export const standsOn = (
  ground: Ground | undefined,
  day: Day,
  purpose: Purpose,
  subject: string,
): Outcome<Ground, GroundRefusal> => {
  if (!ground || ground.subject !== subject) return refuse('no-ground')
  if (ground.withdrawnAt) return refuse('ground-withdrawn')
  if (day < ground.givenOn || day > ground.validUntil) return refuse('ground-expired', { until: ground.validUntil })
  if (ground.purpose !== purpose) return refuse('ground-of-other-purpose')
  return accept(ground)
}

export type NewGround =
  | (WordGiven & {
      readonly kind: 'consent-to-search'
      readonly language: string
      readonly interpreterName?: string
      readonly present: readonly Present[]
      /** The taker works where she sleeps: then somebody else must be there too. */
      readonly takerHoldsHerBed: boolean
      readonly helpDoesNotDependOnIt: boolean
      /** In her words; sealed. */
      readonly understood: string
      readonly givenOn: Day
      readonly validUntil?: Day
    })
  | {
      readonly kind: 'legal-basis'
      readonly basis: LegalBasis
      /** Why searching weighs more than leaving it; sealed. */
      readonly weighing: string
      readonly givenOn: Day
      readonly validUntil?: Day
    }

/** What is kept of a ground beside what was said; a legal basis has no decider. */
export type CheckedGround = Period & { readonly ageGroup?: AgeGroup; readonly decidedBy: readonly Decider[] }

export type GroundProblem =
  | WordProblem
  | 'taken-by-bed-holder-alone'
  | 'help-must-not-depend'
  | 'not-understood'
  | 'weighing-missing'
  | 'given-in-future'
  | 'period-reversed'
  | 'period-too-long'

/** May this ground be written down? Gives its period, and of a yes who decided. */
export const checkGround = (ground: NewGround, today: Day): Outcome<CheckedGround, GroundProblem> => {
  const period = periodOf(ground, today)
  if (ground.kind === 'legal-basis') {
    if (ground.weighing.trim() === '') return refuse('weighing-missing')
    return period.ok ? accept({ ...period.value, decidedBy: [] }) : period
  }
  if (!ground.helpDoesNotDependOnIt) return refuse('help-must-not-depend')
  if (ground.understood.trim() === '') return refuse('not-understood')
  if (ground.takerHoldsHerBed && !hasIndependent(ground.present)) return refuse('taken-by-bed-holder-alone')
  return period.ok ? checkYesOf(ground, period.value) : period
}
