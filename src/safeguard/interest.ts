/**
 * What weighs for her, and when it may be decided: with her interest on record, or in danger and then stated afterwards. Pure; the terms
 * are data (data/safeguard/terms.json). Source: CETS 197 art. 12(7), N40 (proposed), complaint Q18.
 */
import { accept, addDays, type Day, dayAt, type Outcome, refuse } from '../kernel/index.ts'

/** Decisions that weigh for her, each with why in decision 0057. */
export const DECISION_KINDS = [
  'end-shelter',
  'report-to-police',
  'share-with-police',
  'return',
  'move',
  'close',
  'hand-over',
] as const
export type DecisionKind = (typeof DECISION_KINDS)[number]

/** Why it is decided, by code: what a rule about conflicts can read. */
export const BECAUSE = [
  'her-wish',
  'danger',
  'no-complaint',
  'complaint-withdrawn',
  'case-dismissed',
  'permit-ended',
  'money-ends',
  'place-needed',
  'house-rules',
  'goal-reached',
  'other',
] as const
export type Because = (typeof BECAUSE)[number]

export const DECIDED_BY = ['herself', 'together', 'we', 'other-party', 'court-or-law'] as const
export type DecidedBy = (typeof DECIDED_BY)[number]
export const ACCORDS = ['as-wished', 'against-wish', 'wish-unknown'] as const
export type Accords = (typeof ACCORDS)[number]
/** Why there is no wish to point at. */
export const WISH_ABSENT = ['not-reached', 'will-not-say', 'no-interpreter', 'cannot-weigh'] as const
export type WishAbsent = (typeof WISH_ABSENT)[number]
/** Why a statement may come afterwards. */
export type Afterwards = 'danger' | 'happened'

/** What she wants, what it does to her, what else there was, who decides. */
export type Statement = {
  readonly decidedBy: DecidedBy
  readonly accords: Accords
  readonly wishId?: string
  readonly wishAbsent?: WishAbsent
  readonly effect: string
  readonly alternatives: string
}

export type StatementProblem =
  | 'statement-without-wish'
  | 'wish-is-on-record'
  | 'wish-has-changed'
  | 'statement-without-effect'
  | 'accords-needs-wish'
  | 'herself-as-wished'

/**
 * Checks a statement against the wish that stands now. It points at that wish, and not at an earlier one; a reason why there is none is taken
 * only while there is none. What she decides herself needs no essay: then effect and alternatives may stay empty. It is hers only when it is as
 * she wished: who was not reached, or did not want it, did not decide it.
 */
export const checkStatement = (
  said: Statement,
  wish: { readonly id: string } | undefined,
): Outcome<Statement, StatementProblem> => {
  const { wishId, wishAbsent } = said
  if (wish && wishId === undefined && wishAbsent !== undefined) return refuse('wish-is-on-record')
  if ((wishId === undefined) === (wishAbsent === undefined)) return refuse('statement-without-wish')
  if (wishId !== undefined && wishId !== wish?.id) return refuse('wish-has-changed')
  if ((said.accords === 'wish-unknown') !== (wishId === undefined)) return refuse('accords-needs-wish')
  if (said.decidedBy === 'herself' && said.accords !== 'as-wished') return refuse('herself-as-wished')
  const empty = said.effect.trim() === '' || said.alternatives.trim() === ''
  return empty && said.decidedBy !== 'herself' ? refuse('statement-without-effect') : accept(said)
}

export type ReceiverProblem = 'hand-over-without-receiver' | 'receiver-without-hand-over' | 'unknown-receiver'

/** A decision to hand over names another house that there is; no other decision names one. */
export const checkReceiver = (
  kind: DecisionKind,
  receiver: string | undefined,
  others: readonly string[],
): Outcome<true, ReceiverProblem> => {
  if (kind !== 'hand-over') return receiver === undefined ? accept(true) : refuse('receiver-without-hand-over')
  if (receiver === undefined) return refuse('hand-over-without-receiver')
  return others.includes(receiver) ? accept(true) : refuse('unknown-receiver')
}

/** A decision as far as the gate reads it. */
export type Decided = {
  readonly kind: DecisionKind
  /** To which house, of a handover alone. */
  readonly receiver?: string
  readonly takenAt: Date
  readonly statedAt?: Date
  readonly afterwards?: Afterwards
  /** Until this day danger lets the act go on without a statement. */
  readonly owedBy?: Day
  readonly setAsideAt?: Date
  /** An objection of hers or of a party at which nobody has looked yet. */
  readonly objected: boolean
}

export type GateRefusal = 'interest-not-stated' | 'decision-set-aside' | 'second-look-open' | 'wish-has-changed'

/**
 * May an act of this kind go on? The newest decision counts. Danger is never delayed, until the day on which its statement is due. Else the statement
 * stands so many days, and not beyond a wish that was told since. Deciding the same again passes nobody by: while somebody looks again at any of
 * these decisions that stands, the act waits, and an outcome that found for her ends all that were taken before it.
 */
export const mayAct = (
  decisions: readonly Decided[],
  asked: {
    readonly kinds: readonly DecisionKind[]
    /** A decision about a handover is about this house; an objection of hers is about being handed over. */
    readonly receiver?: string
    readonly today: Day
    readonly standsDays: number
    readonly wishToldAt?: Date
  },
): Outcome<Decided, GateRefusal> => {
  const own = decisions.filter(({ kind }) => asked.kinds.includes(kind))
  const stands = ({ takenAt }: Decided) => addDays(dayAt(takenAt), asked.standsDays) >= asked.today
  const [newest] = own
    .filter(({ receiver }) => asked.receiver === undefined || receiver === asked.receiver)
    // What happened by itself and is not stated yet decides nothing, and stands in nobody's way.
    .filter(({ afterwards, statedAt }) => statedAt !== undefined || afterwards !== 'happened')
    .toSorted((one, other) => other.takenAt.getTime() - one.takenAt.getTime())
  if (!newest || !stands(newest)) return refuse('interest-not-stated')
  const ended = (each: Decided) => own.some(({ setAsideAt }) => setAsideAt !== undefined && setAsideAt >= each.takenAt)
  if (ended(newest)) return refuse('decision-set-aside')
  const inDanger = newest.afterwards === 'danger' && newest.owedBy !== undefined && asked.today <= newest.owedBy
  if (inDanger) return accept(newest)
  if (own.some((each) => each.objected && stands(each) && !ended(each))) return refuse('second-look-open')
  if (newest.statedAt === undefined) return refuse('interest-not-stated')
  const told = asked.wishToldAt
  return told && told > newest.statedAt ? refuse('wish-has-changed') : accept(newest)
}

/** An outcome that found for her ends every decision of that kind which the same house took before it: the same again is no other decision. */
export const endTogether = <
  D extends { readonly by: string; readonly kind: DecisionKind; readonly takenAt: Date; readonly setAsideAt?: Date },
>(
  decisions: readonly D[],
): readonly D[] =>
  decisions.map((each) => {
    if (each.setAsideAt) return each
    const by = decisions.find(
      ({ setAsideAt, ...one }) =>
        one.by === each.by && one.kind === each.kind && setAsideAt !== undefined && setAsideAt >= each.takenAt,
    )
    return by?.setAsideAt ? { ...each, setAsideAt: by.setAsideAt } : each
  })

/** Is a statement that is owed too late? The day itself still counts as in time. */
export const isOwedLate = (decision: { readonly owedBy?: Day; readonly statedAt?: Date }, today: Day): boolean =>
  decision.owedBy !== undefined &&
  (decision.statedAt === undefined ? decision.owedBy < today : decision.owedBy < dayAt(decision.statedAt))
