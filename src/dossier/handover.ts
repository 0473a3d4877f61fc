/**
 * A warm handover as one table: every stage by every fact, each cell either a move or a refusal with its code. Leave a cell out and it does
 * not compile; let another fact than an acceptance change the holder and it does not compile either. What the stages mean, which promises
 * hold (P1-P4, P12-P15) and what is not solved stands beside it in handover.md.
 */
import {
  accept,
  addDays,
  type Day,
  type HandoverId,
  type OrganisationId,
  type Outcome,
  refuse,
  type WorkFunction,
} from '../kernel/index.ts'

export const STAGES = [
  'held',
  'offered',
  'seen',
  'accepted',
  'overlap',
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
  'handover-met',
  'handover-landed',
  'handover-closed',
  'handover-declined',
  'handover-withdrawn',
  'handover-expired',
  'handover-stopped',
] as const
export type HandoverKind = (typeof HANDOVER_FACTS)[number]

/** Why a fact does nothing in a stage. Each is a code of docs/errors.md that says what to do instead. */
export type HandoverRefusal =
  | 'handover-not-offered'
  | 'handover-stands'
  | 'handover-not-accepted'
  | 'handover-not-landed'
  | 'handover-done-already'
  | 'handover-accepted-already'
  | 'handover-landed-already'
  | 'handover-moved-on'
  | 'handover-was-declined'
  | 'handover-was-withdrawn'
  | 'handover-expired'
  | 'handover-was-stopped'
  | 'handover-other-side'

/** One thing that happened in a handover. `by` is the organisation that recorded it, for itself or (a stop) for the person. */
export type HandoverFact = {
  readonly kind: HandoverKind
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

/** Whose hand it takes: the sender's, the receiver's, or either's. */
type Side = 'from' | 'to' | 'either'
type Begins = { readonly begins: true }
type Moves = { readonly to: Stage; readonly by: Side }
type Takes = { readonly to: 'accepted'; readonly by: 'to'; readonly receiverHolds: true }
type Refuses = { readonly no: HandoverRefusal }

/** What a cell may hold: only an offer begins, and only an acceptance, by the receiver, makes somebody else holder. */
export type Cell<K extends HandoverKind> =
  | Refuses
  | (K extends 'handover-offered' ? Begins : K extends 'handover-accepted' ? Takes : Moves)
type Row = { readonly [K in HandoverKind]: Cell<K> }
/** Every stage by every fact. */
export type MoveTable = { readonly [S in Stage]: Row }

const no = (code: HandoverRefusal): Refuses => ({ no: code })
const STANDS = no('handover-stands')
const DONE = no('handover-done-already')
const NOT_ACCEPTED = no('handover-not-accepted')
const ACCEPTED = no('handover-accepted-already')
const BEGINS: Begins = { begins: true }

/** A handover that is over: a new offer begins the next one, the rest says how this one ended. */
const over = (code: HandoverRefusal): Row => ({
  'handover-offered': BEGINS,
  'handover-seen': no(code),
  'handover-accepted': no(code),
  'handover-met': no(code),
  'handover-landed': no(code),
  'handover-closed': no(code),
  'handover-declined': no(code),
  'handover-withdrawn': no(code),
  'handover-expired': no(code),
  'handover-stopped': no(code),
})

/** An offer that waits for an answer. */
const WAITING: Row = {
  'handover-offered': STANDS,
  'handover-seen': { to: 'seen', by: 'to' },
  'handover-accepted': { to: 'accepted', by: 'to', receiverHolds: true },
  'handover-met': NOT_ACCEPTED,
  'handover-landed': NOT_ACCEPTED,
  'handover-closed': NOT_ACCEPTED,
  'handover-declined': { to: 'declined', by: 'to' },
  'handover-withdrawn': { to: 'withdrawn', by: 'from' },
  'handover-expired': { to: 'expired', by: 'either' },
  'handover-stopped': { to: 'stopped', by: 'either' },
}

/** The receiver holds, the sender is still there. */
const TOGETHER: Row = {
  'handover-offered': STANDS,
  'handover-seen': DONE,
  'handover-accepted': DONE,
  'handover-met': { to: 'overlap', by: 'either' },
  'handover-landed': { to: 'landed', by: 'to' },
  'handover-closed': no('handover-not-landed'),
  'handover-declined': ACCEPTED,
  'handover-withdrawn': ACCEPTED,
  'handover-expired': ACCEPTED,
  'handover-stopped': { to: 'stopped', by: 'either' },
}

export const MOVES: MoveTable = {
  held: over('handover-not-offered'),
  offered: WAITING,
  seen: { ...WAITING, 'handover-seen': DONE },
  accepted: TOGETHER,
  overlap: { ...TOGETHER, 'handover-met': DONE },
  landed: {
    'handover-offered': BEGINS,
    'handover-seen': DONE,
    'handover-accepted': DONE,
    'handover-met': DONE,
    'handover-landed': DONE,
    'handover-closed': { to: 'closed', by: 'either' },
    'handover-declined': ACCEPTED,
    'handover-withdrawn': ACCEPTED,
    'handover-expired': ACCEPTED,
    'handover-stopped': no('handover-landed-already'),
  },
  closed: over('handover-moved-on'),
  declined: over('handover-was-declined'),
  withdrawn: over('handover-was-withdrawn'),
  expired: over('handover-expired'),
  stopped: over('handover-was-stopped'),
}

/** Nobody has offered anything: the one who opened holds. */
export const heldBy = (holder: OrganisationId): Holding => ({ stage: 'held', holder, known: [] })

/** May this happen now? The next holding, or the refusal that the table gives; somebody else's move is `handover-other-side`. */
export const tryMove = (now: Holding, fact: HandoverFact): Outcome<Holding, HandoverRefusal> => {
  const cell = MOVES[now.stage][fact.kind]
  if ('no' in cell) return refuse(isOther(now, fact) ? 'handover-moved-on' : cell.no)
  if ('begins' in cell) return begin(now, fact)
  if (isOther(now, fact)) return refuse('handover-moved-on')
  const hands = cell.by === 'either' ? [fact.from, fact.to] : [fact[cell.by]]
  if (!hands.includes(fact.by)) return refuse('handover-other-side')
  return accept({ ...now, stage: cell.to, ...('receiverHolds' in cell ? { holder: fact.to } : {}) })
}

// Only the holder offers, only to another, and never twice under one id.
const begin = (now: Holding, { handover, from, to, by }: HandoverFact): Outcome<Holding, HandoverRefusal> => {
  if (now.known.includes(handover)) return refuse('handover-done-already')
  if (by !== now.holder || from !== now.holder || to === now.holder) return refuse('handover-other-side')
  const current = { handover, from, to }
  return accept({ stage: 'offered', holder: now.holder, current, known: [...now.known, handover] })
}

// A fact about another handover than the one that stands. An offer is about its own.
const isOther = ({ current }: Holding, fact: HandoverFact): boolean =>
  fact.kind !== 'handover-offered' &&
  current !== undefined &&
  (fact.handover !== current.handover || fact.from !== current.from || fact.to !== current.to)

/** One fact further. What the table refuses changes nothing. */
export const afterFact = (now: Holding, fact: HandoverFact): Holding => {
  const moved = tryMove(now, fact)
  return moved.ok ? moved.value : now
}

/** Who holds after all facts: `holding(zaanstad, [offered, accepted]).holder` is the receiver. */
export const holding = (first: OrganisationId, facts: readonly HandoverFact[]): Holding =>
  facts.reduce(afterFact, heldBy(first))

/** Functions to which a handover can be offered: those that work on a dossier. */
export const RECEIVING_FUNCTIONS = ['care-coordinator', 'focal-officer', 'shelter-worker'] as const
export type ReceivingFunction = (typeof RECEIVING_FUNCTIONS)[number]

/** Which desk of an organisation receives when the sender names none: who works on a dossier in a house of that kind. */
export const receivingFunctionOf = (organisationKind: string): ReceivingFunction => {
  if (organisationKind === 'municipality') return 'focal-officer'
  return organisationKind === 'shelter' || organisationKind === 'care-provider' ? 'shelter-worker' : 'care-coordinator'
}

/**
 * May this function read and answer an offer to that desk? A handover goes to an organisation and a function, never to a person; an offer
 * from before functions were named (`undefined`) is for whoever works on dossiers there.
 */
export const answersFor = (desk: ReceivingFunction | undefined, own: WorkFunction): boolean =>
  desk === undefined ? RECEIVING_FUNCTIONS.some((each) => each === own) : desk === own

/** How long both organisations stay with her after acceptance. Proposed; no source prescribes it. */
export const OVERLAP_DAYS = 14
/** How long an offer stands without an answer. Proposed; N32 wants the whole handover within a week. */
export const OFFER_DAYS = 14

/** True when an offer of that day has waited too long on this one. */
export const isOverdue = (offeredOn: Day, today: Day): boolean => today > addDays(offeredOn, OFFER_DAYS)

/** The stages in which an offer waits for an answer, and those in which two organisations are involved. */
export const isWaiting = (stage: Stage): boolean => stage === 'offered' || stage === 'seen'
export const isUnfinished = (stage: Stage): boolean => isWaiting(stage) || isTogether(stage)
/** The stages in which the receiver holds and the sender still works beside it, until the overlap ends. */
export const isTogether = (stage: Stage): boolean => stage === 'accepted' || stage === 'overlap'
/** The stages in which the receiver was let in: it holds, or held. */
export const wasAccepted = (stage: Stage): boolean => isTogether(stage) || stage === 'landed' || stage === 'closed'

/** A handover as its row keeps it. */
export type HandoverRow = {
  readonly id: HandoverId
  readonly from: OrganisationId
  readonly to: OrganisationId
  readonly desk?: ReceivingFunction
  readonly stage: Stage
}

/**
 * What the table needs to judge one handover by its row alone. After a stop the row does not say who holds; nothing but a new offer follows
 * on it, and that names the holder itself.
 */
export const holdingOf = ({ id, from, to, stage }: HandoverRow): Holding => ({
  stage,
  holder: wasAccepted(stage) ? to : from,
  current: { handover: id, from, to },
  known: [id],
})

/**
 * How much comes with a handover to this reader: the sender knows what it sent; the desk that an offer is for reads the summary while it
 * waits, and nobody else there; who accepted reads the note. What ended without that leaves nothing to read.
 */
export const readingOf = (
  { from, to, desk, stage }: HandoverRow,
  reader: { readonly organisation: string; readonly function: WorkFunction },
): 'nothing' | 'summary' | 'note' => {
  if (reader.organisation === from) return 'note'
  if (reader.organisation !== to) return 'nothing'
  if (wasAccepted(stage)) return 'note'
  return isWaiting(stage) && answersFor(desk, reader.function) ? 'summary' : 'nothing'
}

/** What one side may do with a handover now, read from the same table. */
export const handoverAbilities = (stage: Stage, side: 'from' | 'to'): readonly string[] =>
  ABILITY_OF.filter(({ kind }) => {
    const cell = MOVES[stage][kind]
    return 'by' in cell && (cell.by === 'either' || cell.by === side)
  }).map(({ ability }) => ability)

const ABILITY_OF = [
  { kind: 'handover-accepted', ability: 'accept-handover' },
  { kind: 'handover-declined', ability: 'decline-handover' },
  { kind: 'handover-withdrawn', ability: 'withdraw-handover' },
  { kind: 'handover-met', ability: 'meet-handover' },
  { kind: 'handover-landed', ability: 'land-handover' },
  { kind: 'handover-closed', ability: 'close-handover' },
  { kind: 'handover-stopped', ability: 'stop-handover' },
] as const satisfies readonly { kind: HandoverKind; ability: string }[]
