/**
 * What an answer to a subject access request is made of. A section names a table and the columns by which rows of it belong to a file; which
 * columns are given out follows from data/schema/columns.csv, so a column about the person cannot be forgotten. Pure.
 */

/** Numbers by which rows are found: the file itself, and what is found from it in this order. */
export type ScopeKey =
  | 'dossier'
  | 'signals'
  | 'subjects'
  | 'meetings'
  | 'placeRequests'
  | 'waits'
  | 'waitingEntries'
  | 'verdicts'
  | 'seats'
  | 'entries'
  | 'hits'
  | 'nodes'
  | 'things'
  | 'edges'
  | 'requests'
  | 'outside'
  | 'payerRequests'
  | 'linkable'
/** `payload.x` is a key of the open payload of a fact. */
export type By = readonly (readonly [column: string, among: ScopeKey])[]

/** Steps by which the numbers of a file are found, one after another. */
export const SCOPE: readonly {
  readonly gives: ScopeKey
  readonly table: string
  readonly take: string
  readonly by: By
}[] = [
  { gives: 'signals', table: 'signal.signal', take: 'id', by: [['dossier_id', 'dossier']] },
  { gives: 'meetings', table: 'case_table.meeting', take: 'id', by: [['dossier_id', 'dossier']] },
  { gives: 'seats', table: 'case_table.seat', take: 'id', by: [['meeting_id', 'meetings']] },
  { gives: 'outside', table: 'dossier.outside_handover', take: 'id', by: [['dossier_id', 'dossier']] },
  { gives: 'placeRequests', table: 'care.place_request', take: 'id', by: [['dossier_id', 'dossier']] },
  { gives: 'waits', table: 'care.wait', take: 'id', by: [['dossier_id', 'dossier']] },
  { gives: 'waitingEntries', table: 'care.waiting', take: 'id', by: [['dossier_id', 'dossier']] },
  { gives: 'verdicts', table: 'responsibility.verdict', take: 'id', by: [['dossier_id', 'dossier']] },
  { gives: 'payerRequests', table: 'responsibility.payer_request', take: 'id', by: [['dossier_id', 'dossier']] },
  { gives: 'entries', table: 'linkage.entry', take: 'handle', by: [['subject', 'subjects']] },
  { gives: 'entries', table: 'linkage.epoch_handle', take: 'handle', by: [['entry', 'entries']] },
  { gives: 'hits', table: 'linkage.hit', take: 'id', by: [['handle', 'entries']] },
  { gives: 'nodes', table: 'linkage.network_node', take: 'handle', by: [['subject', 'subjects']] },
  { gives: 'things', table: 'linkage.thing', take: 'handle', by: [['node', 'nodes']] },
  { gives: 'edges', table: 'linkage.network_side', take: 'edge_id', by: [['own_thing', 'things']] },
  { gives: 'requests', table: 'privacy.access_request_step', take: 'request_id', by: [['dossier_id', 'dossier']] },
]

export type Section = {
  readonly key: string
  readonly table: string
  readonly by: By
  /** Of what is sealed, no more than this goes into one answer; rows beyond it are said to be left out. */
  readonly sealedBytesMax?: number
}

/** In the order in which somebody would read them. */
export const SECTIONS: readonly Section[] = [
  { key: 'dossier', table: 'dossier.dossier', by: [['id', 'dossier']] },
  { key: 'noted', table: 'dossier.fact', by: [['stream', 'dossier']] },
  { key: 'attachments', table: 'dossier.attachment', by: [['dossier_id', 'dossier']], sealedBytesMax: 24_000_000 },
  { key: 'signals', table: 'signal.signal', by: [['id', 'signals']] },
  {
    key: 'signal-notes',
    table: 'signal.fact',
    by: [
      ['stream', 'signals'],
      ['payload.subject', 'subjects'],
    ],
  },
  { key: 'consents', table: 'access.consent', by: [['dossier_id', 'dossier']] },
  { key: 'grounds', table: 'access.ground', by: [['subject', 'subjects']] },
  { key: 'consent-notes', table: 'access.fact', by: [['stream', 'subjects']] },
  { key: 'emergencies', table: 'access.break_glass', by: [['dossier_id', 'dossier']] },
  { key: 'own-questions', table: 'dossier.person_request', by: [['dossier_id', 'dossier']] },
  { key: 'destruction', table: 'retention.destruction', by: [['subject', 'subjects']] },
  { key: 'reach', table: 'access.reach', by: [['dossier_id', 'dossier']] },
  { key: 'links-given', table: 'access.link', by: [['subject', 'linkable']] },
  { key: 'handovers', table: 'dossier.handover', by: [['dossier_id', 'dossier']] },
  { key: 'handovers-outside', table: 'dossier.outside_handover', by: [['dossier_id', 'dossier']] },
  { key: 'acceptances', table: 'access.acceptance', by: [['dossier_id', 'dossier']] },
  { key: 'place-requests', table: 'care.place_request', by: [['dossier_id', 'dossier']] },
  { key: 'place-offers', table: 'care.place_offer', by: [['request_id', 'placeRequests']] },
  { key: 'waits', table: 'care.wait', by: [['dossier_id', 'dossier']] },
  { key: 'wait-corrections', table: 'care.wait_correction', by: [['wait_id', 'waits']] },
  { key: 'lost-time', table: 'care.lost_time', by: [['dossier_id', 'dossier']] },
  { key: 'waiting-list', table: 'care.waiting', by: [['dossier_id', 'dossier']] },
  { key: 'list-passes', table: 'care.waiting_pass', by: [['waiting_id', 'waitingEntries']] },
  { key: 'named-gaps', table: 'responsibility.named_gap', by: [['dossier_id', 'dossier']] },
  {
    key: 'care-notes',
    table: 'care.fact',
    by: [
      ['stream', 'placeRequests'],
      ['stream', 'waits'],
      ['payload.dossierId', 'dossier'],
    ],
  },
  { key: 'tables', table: 'case_table.meeting', by: [['dossier_id', 'dossier']] },
  { key: 'seats', table: 'case_table.seat', by: [['meeting_id', 'meetings']] },
  { key: 'table-attendance', table: 'case_table.attendance', by: [['meeting_id', 'meetings']] },
  { key: 'table-actions', table: 'case_table.action', by: [['meeting_id', 'meetings']] },
  { key: 'table-notes', table: 'case_table.fact', by: [['stream', 'meetings']] },
  { key: 'wishes', table: 'safeguard.fact', by: [['stream', 'dossier']] },
  { key: 'weighed', table: 'safeguard.decision', by: [['dossier_id', 'dossier']] },
  { key: 'looked-again', table: 'safeguard.second_look', by: [['dossier_id', 'dossier']] },
  { key: 'verdicts', table: 'responsibility.verdict', by: [['dossier_id', 'dossier']] },
  { key: 'payer-requests', table: 'responsibility.payer_request', by: [['dossier_id', 'dossier']] },
  {
    key: 'verdict-notes',
    table: 'responsibility.fact',
    by: [
      ['stream', 'verdicts'],
      ['payload.dossierId', 'dossier'],
    ],
  },
  { key: 'clocks', table: 'agreement.clock_fact', by: [['dossier_id', 'dossier']] },
  { key: 'counted-clocks', table: 'agreement.counted_clock', by: [['dossier_id', 'dossier']] },
  { key: 'coded-forms', table: 'linkage.entry', by: [['handle', 'entries']] },
  { key: 'look-ups', table: 'linkage.lookup', by: [['subject', 'subjects']] },
  { key: 'thing-look-ups', table: 'linkage.thing_lookup', by: [['subject', 'subjects']] },
  { key: 'waiting-look-ups', table: 'linkage.waiting_lookup', by: [['subject', 'subjects']] },
  { key: 'marks', table: 'linkage.sensitive_mark', by: [['subject', 'subjects']] },
  { key: 'hits', table: 'linkage.hit', by: [['id', 'hits']] },
  { key: 'hit-outcomes', table: 'linkage.hit_outcome', by: [['hit_id', 'hits']] },
  { key: 'links', table: 'linkage.network_side', by: [['edge_id', 'edges']] },
  { key: 'link-reviews', table: 'linkage.network_review', by: [['edge_id', 'edges']] },
  { key: 'requests', table: 'privacy.access_request', by: [['id', 'requests']] },
  { key: 'request-steps', table: 'privacy.access_request_step', by: [['dossier_id', 'dossier']] },
  { key: 'log', table: 'audit.processing', by: [['subject', 'subjects']] },
]

/**
 * Rows that are left out although they stand on the file: what comes from the contact desk or another plane is not this house's to give.
 * `keep` is what a row must be to be given.
 */
export const KEPT_BACK: Readonly<Record<string, { readonly column: string; readonly keep: readonly string[] }>> = {
  'linkage.hit': { column: 'route', keep: ['direct'] },
  'linkage.network_side': { column: 'route', keep: ['own', 'direct'] },
}

/** Keys of sealed and open content that point to another person: left out wherever they stand (AVG 15(4)). */
export const THIRD_PERSON_KEYS: readonly string[] = ['interpreterName', 'withWhom', 'things', 'mail', 'actorId']

/** Kinds of houses of which the name can tell where somebody is. */
export const UNNAMED_KINDS: readonly string[] = ['shelter', 'care-provider']

/** What is never in an answer, said in it: a key of the words. */
export const LEFT_OUT: readonly string[] = [
  ...['other-people', 'workers', 'shelter', 'police-and-desk', 'coded-form', 'other-houses', 'free-text', 'things'],
]
