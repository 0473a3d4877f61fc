/**
 * The contact desk decides whether and whom to connect. A connection tells one house that the other knows this person, which is
 * content: it rests on a purpose of the sharing table that names both kinds, in that direction (decisions 2 and 3). The database
 * holds the same table (linkage.connect_purpose) and refuses what this rule refuses.
 */
import type { Outcome } from '../kernel/index.ts'
import { accept, refuse } from '../kernel/index.ts'

export const DESK_DECISIONS = ['connect', 'do-not-connect', 'ask-first'] as const
export type DeskDecision = (typeof DESK_DECISIONS)[number]
export type DeskStage = 'undecided' | 'asking' | 'connected' | 'not-connected' | 'closed'

/** Why two houses are not connected, or what is asked before. */
export const DESK_BECAUSE = {
  'do-not-connect': ['no-purpose', 'no-consent', 'not-safe', 'too-uncertain', 'already-in-touch'],
  'ask-first': ['ask-consent', 'ask-safety', 'ask-certainty', 'ask-weighing'],
} as const

/** Every stage against every decision; a cell left out does not compile. What was told cannot be untold, so `connected` is an end. */
const MOVES: Record<DeskStage, Record<DeskDecision, DeskStage | undefined>> = {
  undecided: { connect: 'connected', 'do-not-connect': 'not-connected', 'ask-first': 'asking' },
  asking: { connect: 'connected', 'do-not-connect': 'not-connected', 'ask-first': 'asking' },
  // A second thought is a new row: what was not known then may be known now.
  'not-connected': { connect: 'connected', 'do-not-connect': undefined, 'ask-first': 'asking' },
  connected: { connect: undefined, 'do-not-connect': undefined, 'ask-first': undefined },
  closed: { connect: undefined, 'do-not-connect': undefined, 'ask-first': undefined },
}

/** Where a hit of the desk stands: a fold over its decisions; a ground that ended closes it from any stage. */
export const deskStage = (decisions: readonly DeskDecision[], closed: boolean): DeskStage =>
  closed ? 'closed' : decisions.reduce<DeskStage>((stage, each) => MOVES[stage][each] ?? stage, 'undecided')

/** What may be decided now. */
export const decisionsFrom = (stage: DeskStage): readonly DeskDecision[] =>
  DESK_DECISIONS.filter((each) => MOVES[stage][each] !== undefined)

/** A row of data/sharing/purposes.csv as far as a connection asks it; bound in wiring.ts. */
export type ConnectPurpose = {
  readonly id: string
  readonly scope: 'across' | 'inside'
  readonly nl: string
  readonly en: string
  readonly classes: readonly string[]
  readonly consent: string
  readonly senders: readonly string[]
  readonly receivers: readonly string[]
  readonly conditions: readonly string[]
}
export type Party = { readonly organisationId: string; readonly kind: string; readonly plane: string }

/** How the told house calls: the other house itself, or the desk, so that not even the kind of the other house is told. */
export type CallThrough = 'house' | 'desk'

/** Consents that she gives herself or through her guardian; `no` asks none, `never` permits nothing. */
const CONSENTS: readonly string[] = ['yes', 'written', 'unambiguous', 'guardian']

/**
 * What a purpose permits when `knows` is told of to `told`: `house` (call them), `desk` (call the desk), or nothing.
 * Who may be told who somebody is, may be told that somebody knows her. An observation or a police item carries that inside one
 * plane alone. Ours, unreviewed.
 */
export const permits = (purpose: ConnectPurpose, knows: Party, told: Party): CallThrough | undefined => {
  if (purpose.scope !== 'across' || (purpose.consent !== 'no' && !CONSENTS.includes(purpose.consent))) return undefined
  if (!purpose.senders.includes(knows.kind) || !purpose.receivers.includes(told.kind)) return undefined
  if (purpose.classes.includes('identity')) return 'house'
  if (knows.plane !== told.plane) return undefined
  if (purpose.classes.includes('police-item')) return 'house'
  return purpose.classes.includes('signal') ? 'desk' : undefined
}

/** What must be confirmed before this purpose carries anything: its conditions, and her consent where the row asks it. */
export const toConfirm = (purpose: ConnectPurpose): readonly string[] =>
  [...purpose.conditions, ...(CONSENTS.includes(purpose.consent) ? [`consent-${purpose.consent}`] : [])].sort()

export type Telling = {
  /** The house that is told. */
  readonly organisationId: string
  readonly purpose: string
  readonly callThrough: CallThrough
  readonly confirmed: readonly string[]
}
export type ToDecide = {
  readonly decision: DeskDecision
  readonly because?: string
  readonly tell?: readonly Telling[]
}
export type DecideRefusal =
  | 'hit-closed'
  | 'hit-already-decided'
  | 'decision-without-reason'
  | 'connect-nobody'
  | 'connect-no-party'
  | 'connect-without-purpose'
  | 'connect-unconfirmed'

/** Accepts a decision that this stage allows, and a connection of which every telling rests on a purpose that permits it. */
export const checkDecision = (
  hit: { readonly stage: DeskStage; readonly parties: readonly Party[] },
  asked: ToDecide,
  purposes: ReadonlyMap<string, ConnectPurpose>,
): Outcome<readonly Telling[], DecideRefusal> => {
  if (hit.stage === 'closed') return refuse('hit-closed')
  if (MOVES[hit.stage][asked.decision] === undefined) return refuse('hit-already-decided')
  if (asked.decision !== 'connect') return checkReason(asked.decision, asked)
  const tell = asked.tell ?? []
  if (tell.length === 0 || asked.because !== undefined) return refuse('connect-nobody')
  if (new Set(tell.map(({ organisationId }) => organisationId)).size !== tell.length) return refuse('connect-no-party')
  for (const each of tell) {
    const may = mayTell(hit.parties, each, purposes)
    if (!may.ok) return may
  }
  return accept(tell)
}

const checkReason = (
  decision: Exclude<DeskDecision, 'connect'>,
  { because, tell }: ToDecide,
): Outcome<readonly Telling[], DecideRefusal> => {
  const reasons: readonly string[] = DESK_BECAUSE[decision]
  const good = because !== undefined && reasons.includes(because) && (tell ?? []).length === 0
  return good ? accept([]) : refuse('decision-without-reason')
}

const mayTell = (
  parties: readonly Party[],
  telling: Telling,
  purposes: ReadonlyMap<string, ConnectPurpose>,
): Outcome<true, DecideRefusal> => {
  const told = parties.find(({ organisationId }) => organisationId === telling.organisationId)
  const knows = parties.find(({ organisationId }) => organisationId !== telling.organisationId)
  if (!told || !knows || parties.length !== 2) return refuse('connect-no-party')
  const purpose = purposes.get(telling.purpose)
  const permitted = purpose && permits(purpose, knows, told)
  // Calling the desk tells less than calling the house, so who may do the one may do the other.
  if (!purpose || !permitted || (telling.callThrough === 'house' && permitted === 'desk'))
    return refuse('connect-without-purpose')
  const missing = toConfirm(purpose).filter((each) => !telling.confirmed.includes(each))
  return missing.length === 0 ? accept(true) : refuse('connect-unconfirmed', { count: missing.length })
}

export type Permission = {
  readonly purpose: ConnectPurpose
  readonly callThrough: CallThrough
  readonly toConfirm: readonly string[]
}

/** What could carry telling one party of the other, in the order of the sharing table; empty means that no purpose does. */
export const permissionsFor = (
  told: Party,
  parties: readonly Party[],
  purposes: ReadonlyMap<string, ConnectPurpose>,
): readonly Permission[] => {
  const knows = parties.find(({ organisationId }) => organisationId !== told.organisationId)
  if (!knows) return []
  return [...purposes.values()].flatMap((purpose) => {
    const callThrough = permits(purpose, knows, told)
    return callThrough ? [{ purpose, callThrough, toConfirm: toConfirm(purpose) }] : []
  })
}
