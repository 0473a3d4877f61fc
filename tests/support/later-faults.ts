/**
 * More mistakes for `policy-faults.ts`: in what was built after the first hundred and forty. Breaking the glass, her page, means of signing in,
 * destroying, the desk of the privacy officer.
 */
import { type Fault, FAULTS as FIRST, fault, functionFault, ORG, W } from './policy-faults.ts'

type Named = readonly [table: string, policy: string]
const READS: readonly Named[] = [
  ...([
    ['access.break_glass', 'reader_holder_or_officer'],
    ['access.break_glass_review', 'officers_read'],
    ['access.page_code', 'holder_or_she_sees'],
    ['dossier.person_request', 'hers_or_holder'],
    ['dossier.attachment', 'as_its_fact'],
    ['dossier.search_token', 'as_its_fact'],
    ['dossier.search_due', 'own'],
    ['dossier.search_made', 'ones_own'],
    ['dossier.outside_handover', 'sender_hers_or_in_visit'],
    ['access.outside_code', 'sender_sees'],
    ['retention.destruction', 'own'],
    ['retention.approval', 'own'],
  ] as const),
  ...([
    ['privacy.access_request', 'own_desk'],
    ['privacy.access_request_step', 'own_desk'],
    ['audit.look_review', 'privacy_officer_reads'],
    ['linkage.network_review', 'own'],
  ] as const),
  ...([
    ['safeguard.fact', 'own_addressed_or_in_reach'],
    ['safeguard.decision', 'own_addressed_or_in_reach'],
    ['safeguard.second_look', 'three_parties'],
  ] as const),
  ...([
    ['task.taking', 'own_desk'],
    ['task.absence', 'own_house'],
    ['task.reminder', 'own_reminders'],
    ['task.calendar_link', 'own_calendar'],
  ] as const),
]
const ADDS: readonly Named[] = [
  ...([
    ['access.break_glass_review', 'officer_judges_others'],
    ['access.page_code', 'holder_gives'],
    ['dossier.person_request', 'she_asks'],
    ['dossier.attachment', 'with_its_fact'],
    ['dossier.search_token', 'about_what_shows'],
    ['dossier.search_made', 'counts_oneself'],
    ['dossier.outside_handover', 'holder_names'],
    ['access.outside_code', 'sender_gives'],
    ['retention.destruction', 'lists_own'],
    ['retention.approval', 'approves_oneself'],
  ] as const),
  ...([
    ['privacy.access_request', 'own_desk_records'],
    ['privacy.access_request_step', 'own_desk_records'],
    ['audit.look_review', 'privacy_officer_judges_others'],
    ['access.enrolment', 'operator_invites'],
    ['access.account', 'operator_adds'],
  ] as const),
  ...([
    ['access.session', 'begins'],
    ['access.sign_in_proof', 'proves'],
  ] as const),
  ...([
    ['safeguard.fact', 'writes_where_it_works'],
    ['safeguard.decision', 'decides_where_it_works'],
    ['safeguard.second_look', 'party_raises'],
  ] as const),
  ...([
    ['task.taking', 'takes'],
    ['task.absence', 'names_own_days'],
  ] as const),
]
/** Seen only in acts of one kind, so not by the cells of tables. */
const IN_ACTS = ['access.enrolment', 'access.account', 'access.session', 'access.sign_in_proof']
const CHANGES: readonly Named[] = [
  ['access.break_glass', 'reader_or_holder_ends'],
  ['access.page_code', 'holder_or_she_changes'],
  ['dossier.person_request', 'holder_answers'],
  ['dossier.attachment', 'own_is_emptied'],
  ['dossier.search_due', 'own_is_read_in'],
  ['dossier.outside_handover', 'sender_moves'],
  ['access.outside_code', 'sender_changes'],
  ['retention.destruction', 'two_people'],
  ['safeguard.decision', 'own_states_once'],
  ['safeguard.second_look', 'another_looks'],
  ['task.taking', 'takes_over_or_gives_back'],
  ['task.absence', 'three_move'],
]
/** Tables that requests reach through functions alone. */
const CLOSED = [
  ...[
    'access.passkey',
    'access.access_key',
    'access.enrolment',
    'access.page_session',
    'access.sign_in',
    'access.outside_visit',
  ],
  ...['access.sign_in_proof', 'access.session'],
]

const acting = (name: string, boundary: boolean, ...apply: readonly string[]): Fault => ({
  ...fault(name, boundary, [], ...apply),
  acts: true,
})
const inFunction = (name: string, of: string, from: string, to: string): Fault => ({
  // Marked, so that it is found again when it is taken back.
  ...functionFault(name, of, [], from, `${to} /* mistaken */`, false),
  acts: true,
})
/** What the purpose of the claim keeps too (record 0042) is left out with it: of two locks each is tried alone. */
const unlocked = (each: Fault, ...policies: readonly string[]): Fault => ({
  ...each,
  apply: [...each.apply, ...policies.map((policy) => `drop policy ${policy}`)],
})
/** The same within one house. */
const within = (each: Fault): Fault => ({ ...each, boundary: false })

const EMERGENCY = 'access.reads_in_emergency(uuid, text, uuid)'
const OPENS = 'access.open_break_glass(uuid, uuid, text[], text, timestamptz)'
const ENTERS = 'access.enter_page(uuid, bytea, bytea, timestamptz)'
const VISITS = 'access.find_page_session(bytea, timestamptz)'
const SALT = 'access.page_salt(uuid)'
const NO_LINK = 'who.link_subject is distinct from of_dossier'

const EMERGENCIES: readonly Fault[] = [
  inFunction('an emergency is of everybody in the house', EMERGENCY, 'and b.actor_id = who.actor_id', ''),
  inFunction(
    'an emergency is of every house',
    EMERGENCY,
    'and b.organisation_id = who.organisation_id and b.actor_id = who.actor_id',
    '',
  ),
  inFunction('an emergency has no end', EMERGENCY, 'and at < b.ends_at', ''),
  inFunction('an emergency reaches back', EMERGENCY, 'b.opened_at <= at and', ''),
  inFunction('an emergency opens every chapter', EMERGENCY, 'and of_chapter = any (b.chapters)', ''),
  inFunction('an emergency opens every file', EMERGENCY, 'and b.dossier_id = of_dossier', ''),
  unlocked(
    inFunction('an emergency goes to police', EMERGENCY, "or who.plane is distinct from 'care'", ''),
    ...['purpose_fits', 'purpose_reads', 'police_read_own_rows'].map((policy) => `${policy} on dossier.fact`),
  ),
  inFunction('an emergency is read without its opening', EMERGENCY, 'b.id = who.ground and', ''),
  inFunction('police open in an emergency', OPENS, "if who.plane is distinct from 'care' or", 'if'),
  inFunction(
    'any function opens in an emergency',
    OPENS,
    "or coalesce(who.function, '') not in ('care-coordinator', 'focal-officer', 'wmo-desk', 'shelter-worker')",
    '',
  ),
  within(inFunction('an emergency is opened twice', OPENS, 'and b.ended_at is null and b.ends_at > at)', 'and false)')),
  inFunction(
    'a stranger hears until when',
    'access.break_glass_key_until(uuid, text)',
    'b.organisation_id = who.organisation_id or',
    'true or',
  ),
  inFunction(
    'everybody is the same person',
    'access.is_same_person(uuid)',
    'return who = other',
    'return true or who = other',
  ),
  acting(
    'an emergency opens for another purpose too',
    true,
    `alter policy own_addressed_or_in_reach on dossier.fact using ((select c.function from keeper.current_claim() c) <> 'payer')`,
  ),
  acting('an emergency reads what one reads anyway', false, 'drop policy emergency_reads_no_more on dossier.fact'),
  unlocked(
    acting('an emergency writes in a file', false, 'drop policy emergency_writes_nothing on dossier.fact'),
    'purpose_notes on dossier.fact',
  ),
  unlocked(
    acting('an emergency opens a file', false, 'drop policy emergency_opens_nothing on dossier.dossier'),
    'purpose_opens on dossier.dossier',
  ),
  unlocked(
    acting('an emergency changes a file', false, 'drop policy emergency_changes_nothing on dossier.dossier'),
    ...['purpose_changes', 'emergency_sees_no_file'].map((policy) => `${policy} on dossier.dossier`),
  ),
  acting('an emergency moves a handover', false, 'drop policy emergency_moves_nothing on dossier.handover'),
  acting(
    'the reason of an emergency is for everybody who reads the file',
    false,
    'drop policy words_for_officers on access.fact',
  ),
  ...['access.break_glass', 'access.break_glass_review'].map((table) =>
    unlocked(
      acting(`${table}: leaves the plane of care`, false, `drop policy care_alone on ${table}`),
      `purpose_fits on ${table}`,
    ),
  ),
  acting(
    'an emergency is ended in the name of another',
    false,
    'alter policy reader_or_holder_ends on access.break_glass with check (true)',
  ),
]

const PAGE: readonly Fault[] = [
  inFunction('a link of one page gets the salt of another', SALT, NO_LINK, 'false'),
  inFunction('an account gets the salt of a page', SALT, "who.function is distinct from 'guest'", 'false'),
  inFunction('a page that is off has a salt', SALT, 'and d.page_on', ''),
  inFunction('a link of one page enters another', ENTERS, NO_LINK, 'false'),
  inFunction('an account enters a page', ENTERS, "who.function is distinct from 'guest'", 'false'),
  inFunction('any code enters', ENTERS, 'code.code_hash <> given_hash', 'false'),
  inFunction('a locked page opens', ENTERS, 'code.tries_left = 0 then', 'false then'),
  inFunction('a page that is off opens', ENTERS, 'and d.page_on', ''),
  inFunction('a visit does not grow old', VISITS, "s.seen_at > at - interval '10 minutes' and", ''),
  inFunction('a visit has no end', VISITS, "and s.begun_at > at - interval '60 minutes'", ''),
  inFunction('who left comes back', VISITS, 's.ended_at is null\n', 'true\n'),
  inFunction('a visit outlives its code', VISITS, 'and p.set_at <= s.begun_at', ''),
  inFunction('a visit outlives its page', VISITS, 'and d.page_on', ''),
  inFunction(
    'every house hears who pays for the beds of another',
    'care.payers_for_beds()',
    'o.provider_id = (select c.organisation_id from keeper.current_claim() c)',
    'true',
  ),
  inFunction('who has a bed hears of every file', 'care.gives_bed(uuid)', 'access.is_holder(of_dossier) and', ''),
  within(
    acting(
      'an answer of the holder is of nobody',
      true,
      'alter policy holder_answers on dossier.person_request with check (true)',
    ),
  ),
]

const [OUT_OPEN, OUT_IN] = ['access.outside_open(uuid)', 'access.outside_entered(uuid)']
const [OUT_ENTER, OUT_CHAPTERS] = ['access.enter_outside(uuid, bytea, bytea)', 'access.outside_chapters(uuid)']
const OUT_GOES = 'access.outside_goes_on(uuid, bytea)'
const OUTSIDE: readonly Fault[] = [
  inFunction('a link outside opens another', OUT_OPEN, 'who.link_subject is distinct from of_handover', 'false'),
  inFunction('an account comes as who is outside', OUT_OPEN, "who.function is distinct from 'guest'", 'false'),
  inFunction('a link outside is good for any purpose', OUT_OPEN, "who.purpose is distinct from 'W14'", 'false'),
  inFunction('a link outside that is over opens', OUT_OPEN, "h.stage in ('made', 'opened') and", ''),
  inFunction(
    'without a visit a chapter shows',
    OUT_CHAPTERS,
    'if not access.outside_entered(of_handover) then return; end if;',
    '',
  ),
  inFunction('what she took back goes outside', OUT_CHAPTERS, 'and k.withdrawn_at is null', ''),
  inFunction('any code opens a link outside', OUT_ENTER, 'code.code_hash <> given_hash', 'false'),
  inFunction('a link that is shut opens', OUT_ENTER, 'code.tries_left = 0 then', 'false then'),
  inFunction(
    'a visit outside does not grow old',
    OUT_GOES,
    "and v.begun_at > keeper.claim_time() - interval '30 minutes'",
    '',
  ),
  inFunction('a visit outside outlives its code', OUT_GOES, 'and v.begun_at >= c.set_at', ''),
  inFunction('a visit outside is of every link', OUT_GOES, 'and v.handover_id = of_handover', ''),
  inFunction('a row outside shows under the code of before', OUT_IN, 'and v.begun_at >= c.set_at', ''),
]

const MEANS: readonly Fault[] = [
  inFunction('an invitation is good twice', 'access.find_enrolment(bytea, timestamptz)', 'and e.used_at is null', ''),
  inFunction('an invitation has no end', 'access.find_enrolment(bytea, timestamptz)', 'and e.expires_at > at', ''),
  inFunction('a closed account is invited', 'access.find_enrolment(bytea, timestamptz)', 'and a.closed_at is null', ''),
  inFunction(
    'a copy of a passkey signs in',
    'access.use_passkey(bytea, bigint, timestamptz)',
    'seen > p.counter or',
    'true or',
  ),
  inFunction(
    'a passkey that ended signs in',
    'access.use_passkey(bytea, bigint, timestamptz)',
    'and p.ended_at is null',
    '',
  ),
  inFunction('a passkey that ended is found', 'access.find_passkey(bytea)', 'and p.ended_at is null', ''),
  inFunction(
    'a key that rests does not',
    'access.try_access_key(bytea, timestamptz)',
    'found_key.locked_until > at',
    'false',
  ),
  inFunction(
    'a key that ended is tried',
    'access.try_access_key(bytea, timestamptz)',
    'and k.ended_at is null for update',
    'for update',
  ),
  inFunction('a code is good twice', 'access.use_access_key(bytea, bigint)', 'and k.last_step < step', ''),
  inFunction(
    'anybody ends means',
    'access.end_means_of(uuid, timestamptz)',
    "and c.purpose = 'accounts' and c.function = 'operator'",
    '',
  ),
  inFunction(
    'the operator of one house ends means in another',
    'access.end_means_of(uuid, timestamptz)',
    'and c.organisation_id = a.organisation_id',
    '',
  ),
  inFunction(
    'anybody ends sessions',
    'access.end_sessions_of(uuid, timestamptz)',
    "and c.purpose = 'accounts' and c.function = 'operator'",
    '',
  ),
  inFunction(
    'the operator of one house ends sessions in another',
    'access.end_sessions_of(uuid, timestamptz)',
    'and c.organisation_id = a.organisation_id',
    '',
  ),
  inFunction(
    'a session has no end',
    'access.find_session(bytea, timestamptz, boolean)',
    'and s.expires_at > at and a.closed_at',
    'and a.closed_at',
  ),
  inFunction(
    'a session that was ended goes on',
    'access.find_session(bytea, timestamptz, boolean)',
    's.ended_at is null and s.expires_at > at and a.closed_at',
    's.expires_at > at and a.closed_at',
  ),
  inFunction(
    'a closed account goes on',
    'access.find_session(bytea, timestamptz, boolean)',
    'and a.closed_at is null',
    '',
  ),
  inFunction(
    'somebody ends the session of another',
    'access.end_own_session(bytea, uuid, timestamptz)',
    'and s.id in (select l.id from access.list_sessions(given_hash, at) l)',
    '',
  ),
  inFunction(
    'a session that is over shows the others',
    'access.list_sessions(bytea, timestamptz)',
    's.ended_at is null and s.expires_at > at and f.closed_at is null',
    'f.closed_at is null',
  ),
  acting('accounts are for another house too', true, `alter policy operator_adds on access.account with check (true)`),
  acting(
    'an account may be of another plane',
    true,
    `alter policy operator_adds on access.account with check (organisation_id = ${ORG}
    and (select c.purpose from keeper.current_claim() c) = 'accounts' and function not in ('person', 'guest'))`,
  ),
  acting(
    'who is bound is bound by any operator',
    true,
    "alter policy operator_binds on access.identity using ((select c.purpose from keeper.current_claim() c) = 'accounts')",
  ),
  acting(
    'somebody of another house is invited',
    true,
    "alter policy operator_invites on access.enrolment with check ((select c.purpose from keeper.current_claim() c) = 'accounts')",
  ),
]

const DESTROYING: readonly Fault[] = [
  acting('one person destroys', false, 'alter policy two_people on retention.destruction with check (true)'),
  acting(
    'the officer is not needed',
    false,
    `alter policy two_people on retention.destruction with check (organisation_id = ${ORG}
    and (stage <> 'erased' or (select count(distinct a.actor_id) from retention.approval a where a.destruction_id = destruction.id) >= 2))`,
  ),
  acting(
    'what was said before a hold counts',
    false,
    `alter policy two_people on retention.destruction with check (organisation_id = ${ORG}
    and (stage <> 'held' or held_by = (select c.actor_id from keeper.current_claim() c))
    and (stage <> 'erased' or ((select count(distinct a.actor_id) from retention.approval a where a.destruction_id = destruction.id) >= 2
      and exists (select 1 from retention.approval a where a.destruction_id = destruction.id and a.function = 'privacy-officer'))))`,
  ),
  acting(
    'one approves for a colleague',
    false,
    `alter policy approves_oneself on retention.approval with check (organisation_id = ${ORG})`,
  ),
  acting(
    'one approves at any moment',
    false,
    `alter policy approves_oneself on retention.approval with check ((organisation_id, actor_id, function)
    = (select c.organisation_id, c.actor_id, c.function from keeper.current_claim() c))`,
  ),
  acting(
    'something is listed as destroyed',
    false,
    `alter policy lists_own on retention.destruction with check ((organisation_id, listed_by)
    = (select c.organisation_id, c.actor_id from keeper.current_claim() c))`,
  ),
]

const W12 = "(select c.purpose from keeper.current_claim() c) = 'W12'"
const DESK: readonly Fault[] = [
  acting(
    'the log is read for any purpose',
    false,
    `alter policy answers_access_request on audit.processing using (organisation_id = ${ORG})`,
  ),
  acting(
    'the log of every file is read by who answers',
    false,
    `alter policy answers_access_request on audit.processing using (organisation_id = ${ORG} and ${W12})`,
  ),
  acting(
    'the log of all houses is read by who answers',
    true,
    `alter policy answers_access_request on audit.processing using (${W12})`,
  ),
  acting(
    'the log stays open after an answer',
    false,
    `alter policy answers_access_request on audit.processing using ((organisation_id, true) = (select c.organisation_id, c.function = 'care-coordinator' and c.purpose = 'W12' from keeper.current_claim() c)
    and exists (select 1 from privacy.access_request_step s where s.organisation_id = processing.organisation_id and s.step = 'linked' and s.dossier_id = processing.subject))`,
  ),
  acting(
    'a request is fastened to the file of another house',
    true,
    `alter policy own_desk_records on privacy.access_request_step with check ((organisation_id, recorded_by)
    = (select c.organisation_id, c.actor_id from keeper.current_claim() c))`,
  ),
  fault(
    'everybody in the house reads what the officer found',
    false,
    'audit.look_review',
    `alter policy privacy_officer_reads on audit.look_review using (organisation_id = ${ORG})`,
  ),
  fault(
    'everybody in the house reads who asks what is kept',
    false,
    'privacy.access_request',
    `alter policy own_desk on privacy.access_request using (organisation_id = ${ORG})`,
  ),
]

const LATER: readonly Fault[] = [
  ...READS.map(([table, policy]) =>
    fault(
      `${table}: the policy ${policy} shows everything`,
      true,
      table,
      `alter policy ${policy} on ${table} using (true)`,
    ),
  ),
  ...ADDS.map(([table, policy]) => ({
    ...fault(
      `${table}: the policy ${policy} lets in whatever is written`,
      true,
      table,
      `alter policy ${policy} on ${table} with check (true)`,
    ),
    ...(IN_ACTS.includes(table) ? { acts: true as const } : {}),
  })),
  ...CHANGES.map(([table, policy]) =>
    fault(
      `${table}: the policy ${policy} lets everybody change`,
      true,
      table,
      `alter policy ${policy} on ${table} using (true) with check (true)`,
      `create policy planted_read on ${table} for select to ${W} using (true)`,
    ),
  ),
  ...CLOSED.map((table) =>
    fault(
      `${table} can be read`,
      true,
      table,
      `grant select on ${table} to ${W}`,
      `create policy planted on ${table} for select to ${W} using (true)`,
    ),
  ),
  ...[
    'access.break_glass',
    'dossier.attachment',
    'dossier.person_request',
    'dossier.search_token',
    'retention.destruction',
  ].map((table) =>
    fault(`${table}: row security is off`, true, table, `alter table ${table} disable row level security`),
  ),
  fault(
    'the hash of a code for outside can be read',
    true,
    'access.outside_code',
    `grant select on access.outside_code to ${W}`,
  ),
  fault('the hash of a code can be read', true, 'access.page_code', `grant select on access.page_code to ${W}`),
  fault('an approval can be taken away', false, 'retention.approval', `grant delete on retention.approval to ${W}`),
  fault('a judgement can be changed', false, 'audit.look_review', `grant update on audit.look_review to ${W}`),
  fault(
    'the log reader opens requests of people',
    true,
    [],
    'grant usage on schema privacy to samenhang_auditor',
    'grant select on privacy.access_request to samenhang_auditor',
  ),
  ...EMERGENCIES,
  ...PAGE,
  ...OUTSIDE,
  ...MEANS,
  ...DESTROYING,
  ...DESK,
]

/** All of them. */
export const FAULTS: readonly Fault[] = [...FIRST, ...LATER]
