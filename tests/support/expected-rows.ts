/**
 * Who may read, add or change which row, straight on the database: written from decisions 3, 14 to 19 and what each table says it is for,
 * not read from the policies, and in another language than they are. A row is as it stands in the table; `all` are all rows there are.
 */
import type { WorkFunction } from '../../src/kernel/index.ts'
import { answerOf } from '../policy/oracle/oracle.ts'
import { purposeFor } from './purposes.ts'

export type Row = Readonly<Record<string, unknown>>
export type Rows = ReadonlyMap<string, readonly Row[]>
/** Who acts, as a claim says it. */
export type Who = {
  readonly organisation: string
  readonly actor: string
  readonly function: WorkFunction
  readonly plane: string
  readonly dossier?: string | undefined
  readonly seat?: string | undefined
}
type May = (who: Who, row: Row, all: Rows) => boolean

export type Expected = {
  readonly reads: May
  /** A row like this one in the name of whose it is. */
  readonly adds?: May
  /** The same in one's own name: fastening something of one's own to what is another's. */
  readonly attaches?: May
  readonly changes?: May
  /** What the change is. */
  readonly change?: string
  /** Columns by which a row is known, where its key may not be read. */
  readonly key?: readonly string[]
}

/**
 * Decision 3 and record 0042: whatever a table says, nobody comes to it under a purpose that does not fit function, plane and house. What keeps
 * the house itself, and the log, is open to who is refused too: a refusal is written down.
 */
const SLICES = [
  'signal',
  'dossier',
  'care',
  'case_table',
  'responsibility',
  'agreement',
  'retention',
  'privacy',
  'linkage',
  'safeguard',
  'task',
]
const OF_ACCESS = [
  'ground',
  'consent',
  'reach',
  'acceptance',
  'fact',
  'break_glass',
  'break_glass_review',
  'page_code',
  'outside_code',
]
export const isCarried = (all: Rows, table: string, who: Who): boolean => {
  const [slice = '', name = ''] = table.split('.')
  const isAsked = SLICES.includes(slice) || (slice === 'access' && OF_ACCESS.includes(name))
  if (!isAsked || ['linkage.refused_lookup', 'linkage.epoch', 'linkage.connect_purpose'].includes(table)) return true
  return carries('see', table)(who, {}, all)
}
/** The purpose under which somebody comes to this table carries the act. */
function carries(act: string, table: string): May {
  return (who, _row, all) => {
    const kind = rowsOf(all, 'directory.organisation').find((each) => each['id'] === who.organisation)?.['kind']
    const purpose = purposeFor(who.function, table)
    return answerOf({ ...who, act, purpose, kind: String(kind), dossier: undefined, at: '', today: '' }) === 'yes'
  }
}
const both =
  (...each: readonly May[]): May =>
  (who, row, all) =>
    each.every((may) => may(who, row, all))
/** Only under the purpose for it, which these functions act for. */
const SIGNERS: readonly WorkFunction[] = ['care-coordinator', 'focal-officer', 'shelter-worker', 'analyst']
const signs: May = (who) => SIGNERS.includes(who.function)
const nobody: May = () => false
const everybody: May = () => true
const either =
  (...each: readonly May[]): May =>
  (who, row, all) =>
    each.some((may) => may(who, row, all))
/** Somebody who works in a house; not the person with her page, not a guest with a link. */
const works = (who: Who): boolean => who.function !== 'person' && who.function !== 'guest'
const worker: May = (who) => works(who)
const mine =
  (column = 'organisation_id'): May =>
  (who, row) =>
    works(who) && row[column] === who.organisation
const hers =
  (column = 'dossier_id'): May =>
  (who, row) =>
    who.dossier !== undefined && row[column] === who.dossier
const as =
  (role: WorkFunction, may: May = mine()): May =>
  (who, row, all) =>
    who.function === role && may(who, row, all)
const onPlane =
  (plane: string, may: May = mine()): May =>
  (who, row, all) =>
    who.plane === plane && may(who, row, all)
const ownPlane: May = (who, row) => mine()(who, row, new Map()) && row['plane'] === who.plane
/** Groups are made by the courier alone. */
const ungrouped =
  (may: May): May =>
  (who, row, all) =>
    row['cluster_id'] === null && may(who, row, all)
const rowsOf = (all: Rows, table: string): readonly Row[] => all.get(table) ?? []
const today = (): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' }).format(new Date())
const stands = (until: unknown): boolean => typeof until === 'string' && until >= today()

const holds =
  (column = 'dossier_id'): May =>
  (who, row, all) =>
    works(who) &&
    rowsOf(all, 'dossier.dossier').some((each) => each['id'] === row[column] && each['holder_id'] === who.organisation)
/** Decision 15: own or in reach; beside that who is offered the file, and who handed it over until the overlap ends. */
const knowsFile =
  (column = 'dossier_id'): May =>
  (who, row, all) =>
    works(who) &&
    (holds(column)(who, row, all) ||
      rowsOf(all, 'access.reach').some(
        (each) =>
          each['dossier_id'] === row[column] && each['organisation_id'] === who.organisation && stands(each['until']),
      ) ||
      rowsOf(all, 'dossier.handover').some(
        (each) =>
          each['dossier_id'] === row[column] &&
          ((each['receiver_id'] === who.organisation && ['offered', 'seen'].includes(String(each['stage']))) ||
            (each['organisation_id'] === who.organisation &&
              ['accepted', 'overlap', 'landed'].includes(String(each['stage'])) &&
              stands(each['overlap_until']))),
      ))
const reachesChapter: May = (who, row, all) =>
  works(who) &&
  rowsOf(all, 'access.reach').some(
    (each) =>
      each['dossier_id'] === row['stream'] &&
      each['chapter'] === row['chapter'] &&
      each['organisation_id'] === who.organisation &&
      stands(each['until']),
  )
/** A step of process has no chapter and needs reach to any; a note needs it to its own. */
const notesInReach: May = (who, row, all) =>
  works(who) &&
  rowsOf(all, 'access.reach').some(
    (each) =>
      each['dossier_id'] === row['stream'] &&
      (row['chapter'] === null || each['chapter'] === row['chapter']) &&
      each['organisation_id'] === who.organisation &&
      stands(each['until']),
  )
/** The note of a handover is for who accepted that handover, and not before. */
const readsNoteAfterAccepting: May = (who, row, all) =>
  works(who) &&
  row['kind'] === 'handover-note-made' &&
  rowsOf(all, 'dossier.handover').some(
    (each) =>
      each['dossier_id'] === row['stream'] &&
      each['receiver_id'] === who.organisation &&
      ['accepted', 'overlap', 'landed', 'closed'].includes(String(each['stage'])),
  )
/** Within the overlap the sender writes in chapters that she shares with the receiver. */
const writesAlong: May = (who, row, all) =>
  works(who) &&
  row['kind'] === 'chapter-noted' &&
  rowsOf(all, 'dossier.handover').some(
    (each) =>
      each['dossier_id'] === row['stream'] &&
      each['organisation_id'] === who.organisation &&
      ['accepted', 'overlap'].includes(String(each['stage'])) &&
      stands(each['overlap_until']) &&
      rowsOf(all, 'access.consent').some(
        (yes) =>
          yes['dossier_id'] === row['stream'] &&
          yes['partner_id'] === each['receiver_id'] &&
          yes['chapter'] === row['chapter'] &&
          yes['answer'] === 'given' &&
          yes['withdrawn_at'] === null &&
          yes['replaced_by'] === null,
      ),
  )
const showsFact: May = (who, row, all) =>
  rowsOf(all, 'dossier.fact').some(
    (each) => each['id'] === row['id'] && EXPECTED_ROWS['dossier.fact']?.reads(who, each, all),
  )
const showsFactOf: May = (who, row, all) =>
  rowsOf(all, 'dossier.fact').some(
    (each) => each['id'] === row['fact_id'] && EXPECTED_ROWS['dossier.fact']?.reads(who, each, all),
  )
const showsFile: May = (who, row, all) =>
  rowsOf(all, 'dossier.dossier').some(
    (each) => each['id'] === row['dossier_id'] && EXPECTED_ROWS['dossier.dossier']?.reads(who, each, all),
  )
const showsNeed: May = (who, row, all) =>
  rowsOf(all, 'care.wait').some(
    (each) => each['id'] === row['need_id'] && EXPECTED_ROWS['care.wait']?.reads(who, each, all),
  )
const ofOwnHouse: May = (who, row) => row['organisation_id'] === who.organisation
const indexes = (table: string): May => either(carries('read', table), carries('note', table))
const readsConsent = either(hers(), mine(), mine('partner_id'), holds())
const isPayer: May = (who, row, all) =>
  works(who) &&
  rowsOf(all, 'responsibility.payer_request').some(
    (each) => each['verdict_id'] === row['id'] && each['payer_id'] === who.organisation,
  )
const waitsForPayer: May = (who, row, all) =>
  mine('party_id')(who, row, all) &&
  row['cause'] === 'money' &&
  rowsOf(all, 'responsibility.payer_request').some(
    (each) => each['dossier_id'] === row['dossier_id'] && each['payer_id'] === who.organisation,
  )
const ofOwnWait: May = (who, row, all) =>
  rowsOf(all, 'care.wait').some((each) => each['id'] === row['wait_id'] && either(mine(), holds())(who, each, all))
const hasSide: May = (who, row, all) =>
  works(who) &&
  rowsOf(all, 'linkage.network_side').some(
    (each) => each['edge_id'] === row['id'] && each['organisation_id'] === who.organisation,
  )
const asDesk: May = (who, row, all) =>
  who.plane === 'desk' &&
  rowsOf(all, 'linkage.hit').some(
    (each) =>
      each['pair_id'] === row['pair_id'] && each['route'] === 'desk' && each['organisation_id'] === who.organisation,
  )
const ownSeat =
  (column: string): May =>
  (who, row) =>
    who.seat !== undefined && row[column] === who.seat
/** Decision 0060: whoever sends to a party without an account, and of the code beside its link. */
const sendsOutside: May = (who, row, all) =>
  rowsOf(all, 'dossier.outside_handover').some(
    (each) => each['id'] === row['handover_id'] && mine()(who, each, all) && holds()(who, each, all),
  )
const hersOutside: May = (who, row, all) =>
  row['kind'] === 'outside-handover' &&
  rowsOf(all, 'dossier.outside_handover').some((each) => each['id'] === row['subject'] && hers()(who, each, all))
/** The holder of the file, whoever gave the link out: it ends what a house before it left. */
const holdsOutside: May = (who, row, all) =>
  row['kind'] === 'outside-handover' &&
  rowsOf(all, 'dossier.outside_handover').some((each) => each['id'] === row['subject'] && holds()(who, each, all))
const readsFile: Expected = { reads: either(mine(), mine('addressee_id')) }
const inCare =
  (may: May): May =>
  (who, row, all) =>
    who.plane === 'care' && may(who, row, all)
/** Decision 0040: who opened it, the officer of that house, and the house that holds the file. */
const readsOpening = inCare(
  either(
    (who, row, all) => mine()(who, row, all) && (row['actor_id'] === who.actor || who.function === 'privacy-officer'),
    mine('holder_id'),
    holds(),
  ),
)
const seesOpening: May = (who, row, all) =>
  who.function === 'privacy-officer' &&
  rowsOf(all, 'access.break_glass').some((each) => each['id'] === row['break_glass_id'] && readsOpening(who, each, all))
const atDesk = either(as('privacy-officer'), as('care-coordinator'))
const linksFile: May = (who, row, all) => as('care-coordinator')(who, row, all) && holds()(who, row, all)
/** Decision 15 and record 0057: the chapter goal, where she said yes to it. */
const reachesGoal =
  (column: string): May =>
  (who, row, all) =>
    reachesChapter(who, { stream: row[column], chapter: 'goal' }, all)
const statesOwed: May = (who, row) => mine()(who, row, new Map()) && row['stated_at'] === null
const looksAgain: May = (who, row) =>
  mine('reader_id')(who, row, new Map()) && row['outcome'] === null && row['decider_actor_id'] !== who.actor
const byOneself: May = (who, row) =>
  works(who) && row['actor_id'] === who.actor && row['organisation_id'] === who.organisation
const ownDesk: May = (who, row) => mine()(who, row, new Map()) && row['function'] === who.function
const sameDesk: May = (who, row) => works(who) && row['function'] === who.function
const closed: Expected = { reads: nobody }
const open: Expected = { reads: everybody }
const own: Expected = { reads: mine() }
const addedByCare: Expected = { reads: nobody, adds: (who) => works(who) && who.plane === 'care' }

export const EXPECTED_ROWS: Readonly<Record<string, Expected>> = {
  'access.acceptance': { reads: either(hers(), mine('from_id'), mine('to_id'), holds()) },
  'access.access_key': closed,
  'access.account': own,
  'access.break_glass': { reads: readsOpening },
  'access.break_glass_review': {
    reads: seesOpening,
    // Of an opening that concerns the own house, in one's own name.
    attaches: seesOpening,
  },
  'access.consent': {
    reads: readsConsent,
    adds: both(mine(), holds(), carries('agree', 'access.consent')),
    attaches: both(holds(), carries('agree', 'access.consent')),
    changes: both(readsConsent, carries('stop', 'access.consent')),
    change: 'withdrawn_at = now()',
  },
  'access.enrolment': closed,
  'access.fact': {
    // Why somebody broke the glass is for the officers, and for who wrote it.
    reads: (who, row, all) =>
      either(hers('stream'), mine(), mine('addressee_id'))(who, row, all) &&
      (!String(row['kind']).startsWith('break-glass-') ||
        row['actor_id'] === who.actor ||
        who.function === 'privacy-officer'),
    adds: either(hers('stream'), mine()),
    attaches: either(hers('stream'), worker),
  },
  'access.ground': { reads: mine(), adds: mine(), attaches: worker, changes: mine(), change: 'withdrawn_at = now()' },
  'access.identity': closed,
  'access.kept_answer': { reads: mine(), adds: mine(), attaches: worker, changes: mine(), change: 'status = 200' },
  'access.link': {
    reads: either(mine(), hersOutside, holdsOutside, ownSeat('subject'), (who, row, all) =>
      row['kind'] === 'person-page' ? either(hers('subject'), holds('subject'))(who, row, all) : false,
    ),
    adds: (who, row, all) => mine()(who, row, all) && holds('subject')(who, row, all),
    attaches: holds('subject'),
    changes: either(mine(), ownSeat('subject'), hers('subject'), holds('subject'), holdsOutside),
    change: 'ended_at = now()',
    key: ['subject', 'kind', 'expires_at'],
  },
  'access.page_code': {
    reads: either(hers(), holds()),
    adds: holds(),
    attaches: holds(),
    changes: either(hers(), holds()),
    change: 'set_at = now()',
    key: ['dossier_id'],
  },
  'access.outside_code': {
    reads: sendsOutside,
    adds: sendsOutside,
    changes: sendsOutside,
    change: 'set_at = now()',
    key: ['handover_id'],
  },
  'access.outside_visit': closed,
  'access.page_session': closed,
  'access.passkey': closed,
  'access.function_plane': open,
  'access.purpose': open,
  'access.reach': {
    reads: either(mine(), (who, row, all) =>
      rowsOf(all, 'access.consent').some((each) => each['id'] === row['consent_id'] && readsConsent(who, each, all)),
    ),
    // As far as a standing yes of hers for a file that was handed over: by who holds it and who handed it over.
    adds: either(mine(), holds()),
    attaches: mine(),
  },
  'access.session': closed,
  'access.sign_in': closed,
  'access.sign_in_proof': closed,
  // Who signed what, and what was done for an area, is no secret among who works; a house writes its own, for that purpose alone.
  'agreement.adoption': { reads: everybody, adds: both(mine(), signs), attaches: signs },
  'agreement.public_fact': { reads: everybody, adds: both(mine(), signs), attaches: signs },
  // How a clock went, by the house of care that holds the file, at the moment of the act.
  'agreement.counted_clock': {
    reads: either(mine(), holds()),
    adds: onPlane('care', both(mine(), holds())),
    attaches: onPlane('care', holds()),
  },
  'agreement.clock_fact': {
    reads: either(mine(), mine('addressee_id'), holds()),
    // She may stop on her own page, and what she stops has clocks.
    adds: (who, row) => row['organisation_id'] === who.organisation,
    attaches: everybody,
  },
  // What was decided and which messages came and went: of the own house, for its officer. A row is of the act that writes it.
  'audit.crossing': { reads: as('privacy-officer') },
  'audit.decision': { reads: as('privacy-officer') },
  'audit.policy': closed,
  'audit.checkpoint': { reads: (who) => who.function === 'privacy-officer' },
  'audit.leaf': { reads: (who) => who.function === 'privacy-officer', key: ['number', 'hash'] },
  // Of a look of somebody of the own house, by its officer.
  'audit.look_review': { reads: as('privacy-officer'), adds: as('privacy-officer') },
  'audit.node': { reads: (who) => who.function === 'privacy-officer' },
  'audit.processing': { reads: either(hers('subject'), as('privacy-officer')) },
  'audit.request': { reads: as('privacy-officer') },
  'authority.announcement': closed,
  'authority.evaluation': closed,
  'care.fact': { ...readsFile, adds: mine(), attaches: worker },
  // What a need cost, by whoever counted it; the moment is that of the act, so a row of another moment is added by nobody.
  'care.lost_time': { reads: mine(), adds: both(mine(), showsNeed) },
  'care.place': { reads: mine(), adds: mine(), attaches: worker, changes: mine(), change: 'beds_free = beds_free' },
  'care.place_offer': {
    reads: either(mine(), mine('provider_id')),
    adds: mine(),
    changes: mine('provider_id'),
    change: 'answered_at = now()',
  },
  'care.place_search': {
    reads: (who, row) => mine()(who, row, new Map()) && row['actor_id'] === who.actor,
    adds: mine(),
    attaches: worker,
  },
  'care.place_request': {
    reads: mine(),
    adds: mine(),
    attaches: knowsFile(),
    changes: mine(),
    change: 'wave = wave',
  },
  'care.wait': {
    reads: either(mine(), holds(), waitsForPayer),
    adds: mine(),
    attaches: knowsFile(),
    changes: either(mine(), holds(), waitsForPayer),
    change: 'ended_at = now()',
  },
  // By who wrote the wait down and who holds the file: a payer does not read what others say that the waiting for it was.
  'care.wait_correction': { reads: ofOwnWait, adds: both(mine(), ofOwnWait), attaches: ofOwnWait },
  // The list is of who asked: the order of all is read by nobody.
  'care.waiting': { reads: mine(), adds: mine(), changes: mine(), change: 'urgency = urgency' },
  'care.waiting_pass': { reads: mine(), adds: nobody },
  'case_table.action': {
    reads: either(mine(), mine('owner_id')),
    adds: mine(),
    changes: either(mine(), mine('owner_id')),
    change: "outcome = 'done', ended_at = now()",
  },
  'case_table.attendance': { reads: mine(), adds: mine(), changes: mine(), change: 'recorded_at = recorded_at' },
  'case_table.fact': {
    reads: either(mine(), mine('addressee_id'), (who, row) =>
      row['kind'] === 'seat-answered' ? ownSeat('seatId')(who, row['payload'] as Row, new Map()) : false,
    ),
    adds: mine(),
  },
  'case_table.meeting': {
    reads: mine(),
    adds: mine(),
    attaches: knowsFile(),
    changes: mine(),
    change: 'stage = stage',
  },
  'case_table.seat': {
    reads: either(mine(), mine('party_id'), ownSeat('id')),
    adds: mine(),
    changes: either(mine(), mine('party_id'), ownSeat('id')),
    change: 'answered_at = answered_at',
  },
  // In one's own name and at one's own desk; the actor of what is tried is who tries.
  'task.absence': {
    ...{ reads: mine(), adds: ownDesk, attaches: sameDesk },
    ...{ changes: byOneself, change: "stage = 'ended'" },
  },
  'task.calendar_link': {
    ...{ reads: byOneself, adds: mine(), attaches: worker },
    ...{ changes: byOneself, change: 'ended_at = now()' },
  },
  'task.reminder': {
    ...{ reads: byOneself, adds: mine(), attaches: worker },
    ...{ changes: byOneself, change: 'made_at = made_at' },
  },
  // Divided within a desk: one takes for oneself.
  'task.taking': {
    ...{ reads: ownDesk, adds: ownDesk, attaches: sameDesk },
    ...{ changes: byOneself, change: 'taken_at = taken_at' },
  },
  'directory.boundary_map': open,
  'directory.contact_point': open,
  'directory.loaded': open,
  'directory.map_fact': closed,
  'directory.municipality': open,
  'directory.organisation': open,
  // Exactly when its fact shows; bytes come in the transaction of their fact alone, and may be emptied by the house that added them.
  'dossier.attachment': {
    reads: (who, row, all) => showsFact(who, row, all),
    changes: both(mine(), (who, row, all) => showsFact(who, row, all), carries('note', 'dossier.attachment')),
    change: 'sealed = null, emptied_at = now()',
  },
  'dossier.dossier': {
    reads: either(hers('id'), knowsFile('id')),
    adds: both(mine('holder_id'), carries('note', 'dossier.dossier')),
    changes: either(hers('id'), both(holds('id'), carries('change', 'dossier.dossier'))),
    change: 'page_on = false',
  },
  'dossier.fact': {
    // A chapter is read under a purpose that reads, and in it police read what is of their own house alone (decision 3).
    reads: both(
      either(hers('stream'), mine(), mine('addressee_id'), reachesChapter, readsNoteAfterAccepting),
      (who, row, all) => carries(row['chapter'] === null ? 'hear' : 'read', 'dossier.fact')(who, row, all),
    ),
    adds: both(
      (who, row) => row['organisation_id'] === who.organisation,
      either(hers('stream'), holds('stream')),
      carries('note', 'dossier.fact'),
    ),
    // Who is in reach writes about her too, in the chapter that she opened: its own notes, in its own name.
    attaches: both(either(hers('stream'), holds('stream'), notesInReach, writesAlong), carries('note', 'dossier.fact')),
  },
  'dossier.handover': {
    reads: either(hers(), mine(), mine('receiver_id')),
    adds: both(mine(), carries('offer', 'dossier.handover')),
    attaches: both(holds(), carries('offer', 'dossier.handover')),
    changes: both(either(hers(), mine(), mine('receiver_id')), carries('stop', 'dossier.handover')),
    change: "stage = 'stopped'",
  },
  // A row begins as named, by who holds the file; whoever it is for comes with link and code, and is nobody here (act-cells.ts).
  'dossier.outside_handover': {
    reads: either(hers(), mine(), holds()),
    adds: both(mine(), holds(), (_who, row) => row['stage'] === 'named', carries('offer', 'dossier.outside_handover')),
    changes: both(either(hers(), mine(), holds()), carries('stop', 'dossier.outside_handover')),
    change: "stage = 'stopped'",
  },
  'dossier.person_request': {
    reads: either(hers(), holds()),
    adds: (who, row, all) => hers()(who, row, all) && row['outcome'] === null,
  },
  // A chapter that waits to be read in tells the house that it may read it.
  'dossier.search_due': { reads: mine(), changes: mine(), change: 'waits = t.waits' },
  'dossier.search_made': {
    reads: both(mine(), (who, row) => row['actor_id'] === who.actor),
    adds: both(mine(), carries('read', 'dossier.search_made')),
    attaches: both(worker, carries('read', 'dossier.search_made')),
  },
  // Of the own house, exactly when its fact and its file show; made about what shows and nothing else.
  'dossier.search_token': {
    reads: both(mine(), showsFactOf, showsFile, carries('read', 'dossier.search_token')),
    // Her own words too, in the index of who holds her file; she cannot read it.
    adds: both(ofOwnHouse, showsFactOf, indexes('dossier.search_token')),
    attaches: both(showsFactOf, indexes('dossier.search_token')),
  },
  'kernel.installation': open,
  'linkage.calibration': closed,
  'linkage.cluster_change': closed,
  'linkage.connect_purpose': open,
  'linkage.courier_round': closed,
  'linkage.decoy': closed,
  'linkage.decoy_alarm': {
    reads: as('privacy-officer'),
    changes: as('privacy-officer'),
    change: 'seen_at = now()',
  },
  'linkage.desk_connection': { reads: onPlane('desk') },
  'linkage.desk_decision': { reads: onPlane('desk') },
  'linkage.entry': {
    reads: mine(),
    adds: ownPlane,
    changes: ownPlane,
    change: 'removed_at = now()',
  },
  'linkage.epoch': open,
  'linkage.epoch_handle': { reads: mine(), adds: mine(), attaches: worker },
  'linkage.epoch_leftover': { reads: mine(), adds: mine(), attaches: worker },
  'linkage.hit': { reads: mine() },
  // Under the purpose of the hit, by who may follow it up.
  'linkage.hit_outcome': {
    ...own,
    adds: either(as('care-coordinator'), as('investigator'), as('contact-desk-officer')),
  },
  'linkage.hit_strength': { reads: asDesk },
  'linkage.joined_pair': closed,
  'linkage.lookup': own,
  'linkage.lookup_review': { reads: as('privacy-officer'), adds: as('privacy-officer') },
  'linkage.network_edge': {
    reads: hasSide,
    key: ['id'],
  },
  'linkage.network_history': own,
  'linkage.network_node': {
    reads: ownPlane,
    adds: ungrouped(ownPlane),
    attaches: ungrouped((who, row) => works(who) && row['plane'] === who.plane),
  },
  'linkage.network_review': own,
  'linkage.network_side': own,
  'linkage.network_view': { reads: (who) => who.function === 'analyst' && who.plane === 'numbers' },
  'linkage.outbox': closed,
  // That something was refused is told in the transaction that logs it.
  'linkage.refused_lookup': {
    reads: as('privacy-officer'),
    adds: mine(),
    attaches: worker,
    changes: as('privacy-officer'),
    change: 'seen_at = now()',
  },
  // Another one of the house who may look up as well.
  'linkage.second_person': { reads: mine(), adds: either(as('care-coordinator'), as('investigator')) },
  'linkage.sensitive_mark': { reads: mine(), adds: mine() },
  'linkage.thing': { reads: ownPlane },
  'linkage.thing_lookup': own,
  'linkage.thing_outbox': closed,
  'linkage.waiting_lookup': own,
  'matching.calibration': closed,
  'matching.closed_epoch': closed,
  'matching.entry': closed,
  'matching.link': closed,
  'matching.link_found': closed,
  'matching.link_run': closed,
  'matching.thing': closed,
  'picture.case_link': { reads: nobody, adds: mine(), attaches: worker },
  'picture.cell': closed,
  'picture.changed': closed,
  'picture.person': closed,
  'picture.step': { reads: nobody, adds: mine(), attaches: worker },
  'picture.release': open,
  // True counts beside shown ones: for who counts, and for a release of one's own.
  'picture.released_cell': {
    reads: (who) => who.function === 'analyst' && who.plane === 'numbers',
    key: ['release_id', 'region', 'exploitation'],
  },
  'picture.withdrawal': open,
  // Care alone adds; there is no house in a row that could be another's.
  'picture.course_step': addedByCare,
  'picture.move': addedByCare,
  // The courier alone writes it, and the reader of the picture counts it.
  'picture.shared_thing': closed,
  'picture.report': { reads: nobody, adds: mine(), attaches: worker },
  // What is asked of the own house; in one's own name and at the moment of the claim.
  'privacy.access_request': {
    reads: atDesk,
    adds: atDesk,
    attaches: either(as('privacy-officer', worker), as('care-coordinator', worker)),
  },
  'privacy.access_request_step': {
    reads: atDesk,
    // Which file it is about says a co-ordinator of the holder.
    adds: (who, row, all) => (row['step'] === 'linked' ? linksFile(who, row, all) : atDesk(who, row, all)),
    attaches: (who, row, all) => (row['step'] === 'linked' ? linksFile(who, row, all) : atDesk(who, row, all)),
  },
  'responsibility.fact': { ...readsFile, adds: mine(), attaches: worker },
  'responsibility.named_gap': {
    reads: mine(),
    adds: both(mine(), showsFile),
    attaches: both(worker, showsFile),
  },
  'responsibility.payer_request': {
    reads: either(mine(), mine('payer_id')),
    adds: mine(),
    changes: mine('payer_id'),
    change: "answer = 'accepted', answered_at = now()",
  },
  'responsibility.verdict': { reads: either(mine(), isPayer), adds: mine(), attaches: knowsFile() },
  // In one's own name and function: the row that is tried says care co-ordinator, so only one of them may add it.
  'retention.approval': {
    ...own,
    adds: as('care-coordinator'),
    attaches: as('care-coordinator', worker),
  },
  'retention.destruction': {
    ...own,
    adds: both(mine(), carries('destroy', 'retention.destruction')),
    attaches: both(worker, carries('destroy', 'retention.destruction')),
    changes: mine(),
    change: 'stage = stage',
  },
  // Nothing of it leaves the plane of care (decision 3).
  'safeguard.decision': {
    reads: inCare(either(mine(), mine('addressee_id'), reachesGoal('dossier_id'))),
    adds: inCare(both(mine(), either(holds(), reachesGoal('dossier_id')))),
    attaches: inCare(either(holds(), reachesGoal('dossier_id'))),
    changes: inCare(statesOwed),
    change:
      "stated_at = now(), stated_by_id = (select c.actor_id from keeper.current_claim() c), decided_by = 'we', accords = 'wish-unknown', wish_absent = 'not-reached'",
  },
  'safeguard.fact': {
    reads: inCare(both(either(mine(), mine('addressee_id'), reachesGoal('stream')), carries('read', 'safeguard.fact'))),
    adds: inCare(both(mine(), either(holds('stream'), reachesGoal('stream')), carries('note', 'safeguard.fact'))),
    attaches: inCare(both(either(holds('stream'), reachesGoal('stream')), carries('note', 'safeguard.fact'))),
  },
  'safeguard.second_look': {
    reads: inCare(either(mine(), mine('decider_id'), mine('reader_id'))),
    // About a decision that one may see.
    adds: inCare(both(mine(), either(mine('decider_id'), reachesGoal('dossier_id')))),
    attaches: inCare(either(mine('decider_id'), reachesGoal('dossier_id'))),
    changes: inCare(looksAgain),
    change:
      "outcome = 'not-upheld', looked_at = now(), looked_by_id = (select c.actor_id from keeper.current_claim() c)",
  },
  'signal.fact': { reads: mine(), adds: mine(), attaches: worker },
  'signal.signal': { reads: mine(), adds: mine(), attaches: worker, changes: mine(), change: 'stage = stage' },
}
