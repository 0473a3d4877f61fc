/**
 * A warm handover as one table: every stage by every fact. Leave a cell out and it does not compile. What the stages mean,
 * which promises hold (P1-P4) and what is not solved stands beside it in handover.md.
 */
import {
  accept,
  addDays,
  type Day,
  type HandoverId,
  type OrganisationId,
  type Outcome,
  refuse,
} from '../kernel/index.ts'

export const STAGES = [
  'held',
  'offered',
  'seen',
  'accepted',
  'landed',
  'closed',
  'declined',
  'withdrawn',
  'expired',
  'stopped',
] as const
export type Stage = (typeof STAGES)[number]

export const HANDOVER_FACTS = [
  'handover-offered',
  'handover-seen',
  'handover-accepted',
  'handover-landed',
  'handover-closed',
  'handover-declined',
  'handover-withdrawn',
  'handover-expired',
  'handover-stopped',
] as const

/** One thing that happened in a handover. `by` is the organisation that recorded it, for itself or (a stop) for the person. */
export type HandoverFact = {
  readonly kind: (typeof HANDOVER_FACTS)[number]
  readonly handover: HandoverId
  readonly from: OrganisationId
  readonly to: OrganisationId
  readonly by: OrganisationId
}

/** Who holds the dossier now, and how the last handover stands. */
export type Holding = {
  readonly stage: Stage
  readonly holder: OrganisationId
  /** The handover that stands or stood last; absent when nobody ever offered. */
  readonly current?: { readonly handover: HandoverId; readonly from: OrganisationId; readonly to: OrganisationId }
  /** Handovers that were ever offered: an offer with a known id is a repeat. */
  readonly known: readonly HandoverId[]
}

/** What a fact does in a stage. The same holding back means: it changes nothing there. */
export type Move = (now: Holding, fact: HandoverFact) => Holding

const stays: Move = (now) => now

// Only the holder offers, only to another, and never twice under one id.
const offers: Move = (now, fact) =>
  fact.by === now.holder && fact.from === now.holder && fact.to !== now.holder && !now.known.includes(fact.handover)
    ? {
        stage: 'offered',
        holder: now.holder,
        current: { handover: fact.handover, from: fact.from, to: fact.to },
        known: [...now.known, fact.handover],
      }
    : now

type Side = 'from' | 'to' | 'either'

// A fact about another handover, or by somebody whose move it is not, changes nothing.
const movesTo =
  (stage: Stage, side: Side): Move =>
  (now, fact) => {
    const { current } = now
    if (!current || fact.handover !== current.handover || fact.from !== current.from || fact.to !== current.to)
      return now
    const sides = side === 'either' ? [current.from, current.to] : [current[side]]
    return sides.includes(fact.by) ? { ...now, stage } : now
  }

// The one place where a holder changes: by the receiver's own act.
const becomesHolder: Move = (now, fact) => {
  const moved = movesTo('accepted', 'to')(now, fact)
  return moved === now ? now : { ...moved, holder: fact.to }
}

const sees = movesTo('seen', 'to')
const lands = movesTo('landed', 'to')
const declines = movesTo('declined', 'to')
const withdraws = movesTo('withdrawn', 'from')
const closes = movesTo('closed', 'either')
const expires = movesTo('expired', 'either')
const stops = movesTo('stopped', 'either')

/** Where no handover stands, only an offer does something. */
const AT_REST: Record<HandoverFact['kind'], Move> = {
  'handover-offered': offers,
  'handover-seen': stays,
  'handover-accepted': stays,
  'handover-landed': stays,
  'handover-closed': stays,
  'handover-declined': stays,
  'handover-withdrawn': stays,
  'handover-expired': stays,
  'handover-stopped': stays,
}

export const MOVES: Record<Stage, Record<HandoverFact['kind'], Move>> = {
  held: AT_REST,
  offered: {
    'handover-offered': stays,
    'handover-seen': sees,
    'handover-accepted': becomesHolder,
    'handover-landed': stays,
    'handover-closed': stays,
    'handover-declined': declines,
    'handover-withdrawn': withdraws,
    'handover-expired': expires,
    'handover-stopped': stops,
  },
  seen: {
    'handover-offered': stays,
    'handover-seen': stays,
    'handover-accepted': becomesHolder,
    'handover-landed': stays,
    'handover-closed': stays,
    'handover-declined': declines,
    'handover-withdrawn': withdraws,
    'handover-expired': expires,
    'handover-stopped': stops,
  },
  // The overlap: the receiver holds, the sender is still there.
  accepted: {
    'handover-offered': stays,
    'handover-seen': stays,
    'handover-accepted': stays,
    'handover-landed': lands,
    'handover-closed': stays,
    'handover-declined': stays,
    'handover-withdrawn': stays,
    'handover-expired': stays,
    'handover-stopped': stops,
  },
  landed: {
    'handover-offered': offers,
    'handover-seen': stays,
    'handover-accepted': stays,
    'handover-landed': stays,
    'handover-closed': closes,
    'handover-declined': stays,
    'handover-withdrawn': stays,
    'handover-expired': stays,
    'handover-stopped': stays,
  },
  closed: AT_REST,
  declined: AT_REST,
  withdrawn: AT_REST,
  expired: AT_REST,
  stopped: AT_REST,
}

/** Nobody has offered anything: the one who opened holds. */
export const heldBy = (holder: OrganisationId): Holding => ({ stage: 'held', holder, known: [] })

/** One fact further. */
export const afterFact = (now: Holding, fact: HandoverFact): Holding => MOVES[now.stage][fact.kind](now, fact)

/** Who holds after all facts: `holding(zaanstad, [offered, accepted]).holder` is the receiver. */
export const holding = (first: OrganisationId, facts: readonly HandoverFact[]): Holding =>
  facts.reduce(afterFact, heldBy(first))

/**
 * The same table asked as a question: may this happen now? Refuses `handover-stands` (another one is not finished) and
 * `handover-moved-on` (this one is past the stage in which that could be done).
 */
export const tryMove = (
  now: Holding,
  fact: HandoverFact,
): Outcome<Holding, 'handover-stands' | 'handover-moved-on'> => {
  const next = afterFact(now, fact)
  if (next !== now) return accept(next)
  return refuse(fact.kind === 'handover-offered' ? 'handover-stands' : 'handover-moved-on')
}

/** How long both organisations stay with her after acceptance. Proposed; no source prescribes it. */
export const OVERLAP_DAYS = 14
/** How long an offer stands without an answer. Proposed; N32 wants the whole handover within a week. */
export const OFFER_DAYS = 14

/** True when an offer of that day has waited too long on this one. */
export const isOverdue = (offeredOn: Day, today: Day): boolean => today > addDays(offeredOn, OFFER_DAYS)

/** The stages in which an offer waits for an answer, and those in which two organisations are involved. */
export const isWaiting = (stage: Stage): boolean => stage === 'offered' || stage === 'seen'
export const isUnfinished = (stage: Stage): boolean => isWaiting(stage) || stage === 'accepted'

/** What one side may do with a handover now, read from the same table. */
export const handoverAbilities = (stage: Stage, side: 'from' | 'to'): readonly string[] => {
  const parties = { from: SIDES.from, to: SIDES.to }
  const current = { handover: SAMPLE, ...parties }
  const now: Holding = {
    stage,
    holder: stage === 'offered' || stage === 'seen' ? parties.from : parties.to,
    current,
    known: [SAMPLE],
  }
  return ABILITY_OF.filter(
    ({ kind }) => afterFact(now, { kind, handover: SAMPLE, ...parties, by: parties[side] }) !== now,
  ).map(({ ability }) => ability)
}

const ABILITY_OF = [
  { kind: 'handover-accepted', ability: 'accept-handover' },
  { kind: 'handover-declined', ability: 'decline-handover' },
  { kind: 'handover-withdrawn', ability: 'withdraw-handover' },
  { kind: 'handover-landed', ability: 'land-handover' },
  { kind: 'handover-closed', ability: 'close-handover' },
  { kind: 'handover-stopped', ability: 'stop-handover' },
] as const satisfies readonly { kind: HandoverFact['kind']; ability: string }[]

// Stand-ins for asking the table about a side: it compares ids and never looks at them. The brand exists in types only.
const SAMPLE = 'sample' as HandoverId
const SIDES = { from: 'from' as OrganisationId, to: 'to' as OrganisationId }
