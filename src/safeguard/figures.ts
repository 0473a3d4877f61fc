/** Figures of one party, for that party alone: nobody is set beside another, and a share of few is no share. Pure. */
import type { Day } from '../kernel/index.ts'
import { type Accords, isOwedLate } from './interest.ts'
import { isMissed, type LookOutcome, type RaisedBy } from './second-look.ts'

export type CountedDecision = {
  readonly accords?: Accords
  readonly owedBy?: Day
  readonly statedAt?: Date
}
export type CountedLook = {
  readonly raisedBy: RaisedBy
  readonly outcome?: LookOutcome
  readonly lookBy: Day
  readonly lookedAt?: Date
}

export type Figures = {
  readonly decisions: number
  readonly againstWish: number
  readonly wishUnknown: number
  readonly owedLate: number
  readonly objections: number
  readonly upheld: number
  readonly missed: number
  /** Of a hundred decisions; absent below ten: of few, one more or less says nothing. */
  readonly againstWishPercent?: number
}

/** Below this no share is shown: as the picture does for a region (src/picture/README.md). */
export const SHARE_FROM = 10

/** Counts what this party decided and what was said of it. */
export const figuresOf = (
  decisions: readonly CountedDecision[],
  looks: readonly CountedLook[],
  today: Day,
): Figures => {
  const against = decisions.filter(({ accords }) => accords === 'against-wish').length
  // A look that the norm asks for is no objection.
  const objections = looks.filter(({ raisedBy }) => raisedBy !== 'norm')
  return {
    decisions: decisions.length,
    againstWish: against,
    wishUnknown: decisions.filter(({ accords }) => accords === 'wish-unknown').length,
    owedLate: decisions.filter((each) => isOwedLate(each, today)).length,
    objections: objections.length,
    upheld: objections.filter(({ outcome }) => outcome === 'upheld').length,
    missed: looks.filter((each) => isMissed(each, today)).length,
    ...(decisions.length < SHARE_FROM ? {} : { againstWishPercent: Math.round((100 * against) / decisions.length) }),
  }
}
