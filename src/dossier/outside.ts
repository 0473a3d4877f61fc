/**
 * A handover to a party without an account, as one table: every stage by every fact, each cell a move or a refusal. There is no holder in it:
 * a party without an account can read what she lets go along and say that it takes it on, and can never hold a file (decision 0060, P31).
 */
import { accept, addDays, type Day, type Outcome, refuse } from '../kernel/index.ts'

export const OUTSIDE_STAGES = [
  'named',
  'made',
  'opened',
  'received',
  'settled',
  'declined',
  'expired',
  'withdrawn',
  'stopped',
] as const
export type OutsideStage = (typeof OUTSIDE_STAGES)[number]

export const OUTSIDE_FACTS = [
  'outside-made',
  'outside-opened',
  'outside-received',
  'outside-settled',
  'outside-declined',
  'outside-expired',
  'outside-withdrawn',
  'outside-stopped',
] as const
export type OutsideKind = (typeof OUTSIDE_FACTS)[number]

/** Why a fact does nothing in a stage. Each is a code of docs/errors.md that says what to do instead. */
export type OutsideRefusal =
  | 'outside-not-made'
  | 'outside-made-already'
  | 'outside-not-opened'
  | 'outside-not-received'
  | 'outside-received-already'
  | 'outside-settled-already'
  | 'outside-was-declined'
  | 'outside-was-expired'
  | 'outside-was-withdrawn'
  | 'outside-was-stopped'
  | 'outside-other-side'

/** Whose hand it takes: the house that sends, the party that came with link and code, or she (said on her page or to the sender). */
export type OutsideHand = 'sender' | 'receiver' | 'she' | 'clock'
type Moves<K extends OutsideKind> = {
  readonly to: K extends 'outside-received' ? 'received' : Exclude<OutsideStage, 'received' | 'named'>
  readonly by: K extends 'outside-opened' | 'outside-received' | 'outside-declined'
    ? 'receiver'
    : K extends 'outside-stopped'
      ? 'she'
      : K extends 'outside-expired'
        ? 'clock'
        : 'sender'
}
/** What a cell may hold: only a receipt by the receiver makes it received, only she stops. */
export type OutsideCell<K extends OutsideKind> = { readonly no: OutsideRefusal } | Moves<K>
type Row = { readonly [K in OutsideKind]: OutsideCell<K> }

const no = (code: OutsideRefusal) => ({ no: code })

const over = (code: OutsideRefusal): Row => ({
  'outside-made': no(code),
  'outside-opened': no(code),
  'outside-received': no(code),
  'outside-settled': no(code),
  'outside-declined': no(code),
  'outside-expired': no(code),
  'outside-withdrawn': no(code),
  'outside-stopped': no(code),
})

const RECEIVED = no('outside-received-already')

export const OUTSIDE_MOVES: { readonly [S in OutsideStage]: Row } = {
  // Stated and asked of her; no link, and nobody outside knows anything.
  named: {
    'outside-made': { to: 'made', by: 'sender' },
    'outside-opened': no('outside-not-made'),
    'outside-received': no('outside-not-made'),
    'outside-settled': no('outside-not-made'),
    'outside-declined': no('outside-not-made'),
    'outside-expired': no('outside-not-made'),
    'outside-withdrawn': { to: 'withdrawn', by: 'sender' },
    'outside-stopped': { to: 'stopped', by: 'she' },
  },
  made: {
    'outside-made': no('outside-made-already'),
    'outside-opened': { to: 'opened', by: 'receiver' },
    'outside-received': no('outside-not-opened'),
    'outside-settled': no('outside-not-received'),
    'outside-declined': no('outside-not-opened'),
    'outside-expired': { to: 'expired', by: 'clock' },
    'outside-withdrawn': { to: 'withdrawn', by: 'sender' },
    'outside-stopped': { to: 'stopped', by: 'she' },
  },
  opened: {
    'outside-made': no('outside-made-already'),
    'outside-opened': no('outside-made-already'),
    'outside-received': { to: 'received', by: 'receiver' },
    'outside-settled': no('outside-not-received'),
    'outside-declined': { to: 'declined', by: 'receiver' },
    'outside-expired': { to: 'expired', by: 'clock' },
    'outside-withdrawn': { to: 'withdrawn', by: 'sender' },
    'outside-stopped': { to: 'stopped', by: 'she' },
  },
  // They take it on. The holder stays the holder and decides what the file becomes; reading ends by itself, or when one of the two ends it.
  received: {
    'outside-made': RECEIVED,
    'outside-opened': RECEIVED,
    'outside-received': RECEIVED,
    'outside-settled': { to: 'settled', by: 'sender' },
    'outside-declined': RECEIVED,
    'outside-expired': RECEIVED,
    'outside-withdrawn': { to: 'withdrawn', by: 'sender' },
    'outside-stopped': { to: 'stopped', by: 'she' },
  },
  settled: {
    'outside-made': RECEIVED,
    'outside-opened': RECEIVED,
    'outside-received': RECEIVED,
    'outside-settled': no('outside-settled-already'),
    'outside-declined': RECEIVED,
    'outside-expired': RECEIVED,
    'outside-withdrawn': { to: 'withdrawn', by: 'sender' },
    'outside-stopped': { to: 'stopped', by: 'she' },
  },
  declined: over('outside-was-declined'),
  expired: over('outside-was-expired'),
  withdrawn: over('outside-was-withdrawn'),
  stopped: over('outside-was-stopped'),
}

export type OutsideState = { readonly stage: OutsideStage; readonly receipts: number }
export const NAMED: OutsideState = { stage: 'named', receipts: 0 }

/** May this happen now? The next stage, or the refusal of the table. The clock takes nobody's hand: whoever comes writes it down. */
export const tryOutside = (
  stage: OutsideStage,
  kind: OutsideKind,
  by: OutsideHand,
): Outcome<OutsideStage, OutsideRefusal> => {
  const cell: OutsideCell<OutsideKind> = OUTSIDE_MOVES[stage][kind]
  if ('no' in cell) return refuse(cell.no)
  return cell.by === by ? accept(cell.to) : refuse('outside-other-side')
}

export type OutsideFact = { readonly kind: OutsideKind; readonly by: OutsideHand }

/** One fact further. What the table refuses changes nothing. */
export const afterOutside = (now: OutsideState, { kind, by }: OutsideFact): OutsideState => {
  const moved = tryOutside(now.stage, kind, by)
  if (!moved.ok) return now
  return { stage: moved.value, receipts: now.receipts + (kind === 'outside-received' ? 1 : 0) }
}

/** A handover to somebody outside that waits: nothing else is handed over beside it. */
export const isOutsideRunning = (stage: OutsideStage): boolean => ['named', 'made', 'opened'].includes(stage)

/** How long a link, and reading after a receipt, last: proposed in data/handover/terms.json. */
export type OutsideTerms = { readonly openDays: number; readonly readDays: number; readonly readTimes: number }

export type OutsideDays = { readonly stage: OutsideStage; readonly openUntil?: Day; readonly readUntil?: Day }

/** Does the link open anything on this day? */
export const isOutsideOpen = ({ stage, openUntil, readUntil }: OutsideDays, today: Day): boolean => {
  if (stage === 'made' || stage === 'opened') return openUntil !== undefined && today <= openUntil
  return (stage === 'received' || stage === 'settled') && readUntil !== undefined && today <= readUntil
}

/** The stage as a reader sees it: a link that waited too long shows as expired before the fact is there. */
export const shownOutside = (row: OutsideDays, today: Day): OutsideStage =>
  (row.stage === 'made' || row.stage === 'opened') && !isOutsideOpen(row, today) ? 'expired' : row.stage

export const lastDay = (today: Day, days: number): Day => addDays(today, days)

/** Who such a party can be. The last is asked so that it can be refused in words: nothing of care goes to an authority this way (decision 3). */
export const OUTSIDE_KINDS = [
  'shelter',
  'care-provider',
  'youth-care',
  'health-care',
  'legal-help',
  'municipality',
  'referral-mechanism',
  'authority',
] as const
export type OutsidePartyKind = (typeof OUTSIDE_KINDS)[number]

/** What the holder says the file becomes after a receipt: it stays with it, aftercare and all, or help here has ended by its own rules. */
export const OUTSIDE_BECOMES = ['stays', 'ends'] as const
export type OutsideBecomes = (typeof OUTSIDE_BECOMES)[number]

/** Why a party does not take it on, and why a sender takes a link back; what she says is a stop. */
export const OUTSIDE_DECLINES = ['no-capacity', 'not-fitting', 'not-ours', 'other'] as const
export const OUTSIDE_WITHDRAWALS = ['mistake', 'unreachable', 'not-now', 'other', 'she-says-no'] as const

export type KnownParty = { readonly name: string; readonly plane: string; readonly phones: readonly string[] }

/**
 * May the file's holder name this party? An authority that investigates gets nothing by a handover, whatever it is called; a house that has an
 * account is handed over to inside, where it can hold the file.
 */
export const checkParty = (
  party: { readonly kind: OutsidePartyKind; readonly name: string; readonly phone: string },
  known: readonly KnownParty[],
): Outcome<true, 'receiver-not-care' | 'outside-has-account'> => {
  if (party.kind === 'authority') return refuse('receiver-not-care')
  const same = known.filter((each) => plain(each.name) === plain(party.name) || each.phones.includes(party.phone))
  if (same.some(({ plane }) => plane !== 'care')) return refuse('receiver-not-care')
  return same.length > 0 ? refuse('outside-has-account') : accept(true)
}

const plain = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')

/** Only what she says yes to at this moment, of what was given along. */
export const stillAgreed = <P extends { readonly chapter: string }>(
  parts: readonly P[],
  agreed: ReadonlySet<string>,
): readonly P[] => parts.filter(({ chapter }) => agreed.has(chapter))

/** What the holder may do now, read from the same table. Of what a house before it gave out it can end the link, no more. */
export const outsideAbilities = (stage: OutsideStage, whose: 'own' | 'of-holder-before'): readonly string[] => [
  ...ABILITY_OF.filter(
    ({ kind, by }) => tryOutside(stage, kind, by).ok && (whose === 'own' || kind === 'outside-withdrawn'),
  ).map(({ ability }) => ability),
  ...(whose === 'own' && (stage === 'made' || stage === 'opened') ? ['renew-outside-code'] : []),
]
const ABILITY_OF = [
  { kind: 'outside-made', by: 'sender', ability: 'make-outside-link' },
  { kind: 'outside-settled', by: 'sender', ability: 'settle-outside' },
  { kind: 'outside-withdrawn', by: 'sender', ability: 'withdraw-outside' },
] as const satisfies readonly { kind: OutsideKind; by: OutsideHand; ability: string }[]
