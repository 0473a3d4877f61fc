/**
 * A second look by somebody else: another organisation that she lets know of her goal where there is one, else another person of the house that
 * decided. Never who decided, never who objected. Pure; the term is data.
 */
import { accept, addDays, type Day, dayAt, type Outcome, refuse } from '../kernel/index.ts'

/** She in a conversation, she on her page, a party in the case, or the norm itself (a decision against her wish, N40). */
export const RAISED_BY = ['herself', 'own-page', 'party', 'norm'] as const
export type RaisedBy = (typeof RAISED_BY)[number]
export const LOOK_OUTCOMES = ['upheld', 'not-upheld'] as const
export type LookOutcome = (typeof LOOK_OUTCOMES)[number]

/**
 * Which house looks again. `knows` are the houses that may read the chapter goal now, the holder first; the first of them that neither decided
 * nor objected. Nobody else is told of her: without one the deciding house looks itself, by another person.
 */
export const chooseReader = (asked: {
  readonly decider: string
  readonly objector?: string
  readonly knows: readonly string[]
}): string => asked.knows.find((each) => each !== asked.decider && each !== asked.objector) ?? asked.decider

export type Looking = {
  readonly reader: string
  readonly deciderActor: string
  /** Who wrote down how it weighs for her: not always who decided. */
  readonly statedBy?: string
  readonly raisedBy: RaisedBy
  readonly objectorActor: string
  readonly outcome?: LookOutcome
}

/** May this person give the outcome? Refuses who decided, stated or objected, and the second time. */
export const mayLook = (
  look: Looking,
  by: { readonly organisation: string; readonly actor: string },
): Outcome<true, 'not-found' | 'second-look-by-another' | 'second-look-done'> => {
  if (look.reader !== by.organisation) return refuse('not-found')
  if (look.outcome) return refuse('second-look-done')
  if (look.deciderActor === by.actor || look.statedBy === by.actor) return refuse('second-look-by-another')
  return look.raisedBy === 'party' && look.objectorActor === by.actor ? refuse('second-look-by-another') : accept(true)
}

/** The last day to look, counted from the day on which it was raised. */
export const lookBy = (raised: Day, days: number): Day => addDays(raised, days)

/** Missed when the day went by without an outcome, also when somebody looked later. */
export const isMissed = (look: { readonly lookBy: Day; readonly lookedAt?: Date }, today: Day): boolean =>
  look.lookedAt === undefined ? look.lookBy < today : look.lookBy < dayAt(look.lookedAt)

/** While somebody looks at what she or a party says, the act waits. A look that the norm asks for holds nothing up. */
export const holdsUp = ({
  raisedBy,
  outcome,
}: {
  readonly raisedBy: RaisedBy
  readonly outcome?: LookOutcome
}): boolean => raisedBy !== 'norm' && outcome === undefined
