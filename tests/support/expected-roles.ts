/** Which login role may do what with which table, and which columns stay hidden from the one of requests: written from what each role is for (ARCHITECTURE). */
import type pg from 'pg'

type Verb = 'select' | 'insert' | 'update' | 'delete'
const S: readonly Verb[] = ['select']
const SI: readonly Verb[] = ['select', 'insert']
const SU: readonly Verb[] = ['select', 'update']
const SIU: readonly Verb[] = ['select', 'insert', 'update']
const SID: readonly Verb[] = ['select', 'insert', 'delete']

const of = (verbs: readonly Verb[], ...tables: readonly string[]): Readonly<Record<string, readonly Verb[]>> =>
  Object.fromEntries(tables.map((table) => [table, verbs]))

/** Nobody deletes; facts, the log and what was decided are only added to; what requests never read back is only written. */
const WORKER = {
  ...of(
    SI,
    'access.acceptance',
    'access.fact',
    'agreement.adoption',
    'agreement.public_fact',
    'agreement.clock_fact',
    'agreement.counted_clock',
    'care.fact',
    'care.place_search',
  ),
  ...of(
    SI,
    'case_table.fact',
    'dossier.fact',
    'linkage.desk_connection',
    'linkage.desk_decision',
    'linkage.epoch_handle',
  ),
  ...of(
    SI,
    'linkage.epoch_leftover',
    'linkage.hit_outcome',
    'linkage.lookup',
    'linkage.lookup_review',
    'linkage.network_node',
  ),
  ...of(SI, 'linkage.network_review', 'linkage.second_person', 'linkage.sensitive_mark', 'linkage.thing_lookup'),
  ...of(
    SI,
    'linkage.waiting_lookup',
    'picture.release',
    'picture.released_cell',
    'picture.withdrawal',
    'care.wait_correction',
    'care.lost_time',
    'care.waiting_pass',
    'responsibility.named_gap',
    'responsibility.fact',
    'responsibility.verdict',
    'signal.fact',
  ),
  ...of(
    SIU,
    'access.account',
    'access.consent',
    'access.ground',
    'access.identity',
    'access.kept_answer',
    'access.link',
  ),
  ...of(SIU, 'care.waiting'),
  ...of(SIU, 'access.reach', 'care.place', 'care.place_offer', 'care.place_request', 'care.wait', 'case_table.meeting'),
  ...of(SIU, 'case_table.seat', 'dossier.dossier', 'dossier.handover', 'linkage.decoy', 'linkage.entry'),
  ...of(SIU, 'linkage.refused_lookup', 'linkage.thing', 'responsibility.payer_request', 'signal.signal'),
  ...of(
    ['insert'],
    'access.session',
    'access.sign_in_proof',
    'linkage.outbox',
    'linkage.thing_outbox',
    'picture.report',
    'picture.case_link',
    'picture.step',
  ),
  ...of(['insert'], 'picture.course_step', 'picture.move'),
  ...of(S, 'access.function_plane', 'access.purpose'),
  // The log is written through a function, but for what is told to another house.
  ...of(SI, 'audit.crossing'),
  ...of(S, 'audit.decision', 'audit.processing', 'audit.request'),
  ...of(S, 'audit.checkpoint', 'audit.leaf', 'audit.node', 'directory.loaded', 'directory.municipality'),
  ...of(
    S,
    'directory.boundary_map',
    'directory.contact_point',
    'directory.organisation',
    'kernel.installation',
    'linkage.connect_purpose',
    'linkage.epoch',
    'linkage.hit_strength',
  ),
  ...of(S, 'linkage.network_edge', 'linkage.network_history', 'linkage.network_side', 'linkage.network_view'),
  ...of(SU, 'access.break_glass', 'linkage.decoy_alarm', 'linkage.hit'),
  ...of(SI, 'access.break_glass_review', 'audit.look_review', 'privacy.access_request', 'privacy.access_request_step'),
  ...of(SI, 'retention.approval', 'safeguard.fact'),
  ...of(SIU, 'safeguard.decision', 'safeguard.second_look'),
  ...of(SIU, 'case_table.action', 'case_table.attendance'),
  ...of(SIU, 'access.page_code', 'dossier.person_request', 'retention.destruction'),
  ...of(SIU, 'dossier.attachment'),
  ...of(SI, 'dossier.search_made', 'dossier.search_token'),
  ...of(SU, 'dossier.search_due'),
  ...of(SIU, 'access.outside_code', 'dossier.outside_handover'),
  ...of(SIU, 'task.taking', 'task.absence', 'task.reminder', 'task.calendar_link'),
  ...of(['insert'], 'access.enrolment'),
}
/** Of tables that requests read: the hash of a link, what a row of the log is the number of, both ends of an edge, when the courier was there. */
const HIDDEN: readonly string[] = [
  ...['access.link.created_at', 'access.link.token_hash', 'audit.leaf.kind', 'audit.leaf.row_id'],
  ...['access.page_code.code_hash', 'access.page_code.salt', 'task.calendar_link.token_hash'],
  ...['access.outside_code.code_hash', 'access.outside_code.salt'],
  ...['linkage.hit_outcome.carried_at', 'linkage.network_edge.node_one', 'linkage.network_edge.node_other'],
  ...['linkage.network_edge.thing_one', 'linkage.network_edge.thing_other'],
]

const MAY: Readonly<Record<string, Readonly<Record<string, readonly Verb[]>>>> = {
  samenhang_worker: WORKER,
  samenhang_matcher: {
    ...{ 'matching.calibration': SI, 'matching.closed_epoch': SI, 'matching.link': SIU, 'matching.link_found': SID },
    ...{ 'matching.entry': [...SIU, 'delete'], 'matching.link_run': [...SIU, 'delete'] },
    'matching.thing': [...SIU, 'delete'],
  },
  samenhang_authority: { 'authority.announcement': SIU, 'authority.evaluation': SI },
  samenhang_courier: {
    ...{ 'access.ground': S, 'directory.organisation': S, 'linkage.calibration': SI, 'linkage.cluster_change': SI },
    ...{ 'linkage.courier_round': SU, 'linkage.desk_connection': SU, 'linkage.entry': SU, 'linkage.epoch': SIU },
    ...{ 'linkage.epoch_handle': S, 'linkage.epoch_leftover': S, 'linkage.hit': SIU, 'linkage.hit_outcome': SU },
    ...{ 'linkage.hit_strength': SI, 'linkage.joined_pair': SIU, 'linkage.network_edge': SIU },
    ...{ 'linkage.network_history': ['insert'], 'linkage.network_node': SU, 'linkage.network_review': SU },
    ...{ 'linkage.network_side': SI, 'linkage.network_view': SIU, 'linkage.outbox': SIU, 'linkage.thing': SU },
    ...{ 'linkage.thing_outbox': SU, 'picture.report': SU, 'picture.shared_thing': SID },
  },
  samenhang_picture: {
    // Who signed stands on a page that everybody reads.
    'agreement.adoption': S,
    ...{ 'picture.person_count': S, 'picture.person_once': S, 'picture.release': S, 'picture.report': S },
    ...{ 'picture.released_cell': S, 'picture.withdrawal': S },
    ...{ 'picture.course_step': S, 'picture.move': S, 'picture.shared_thing': S },
    ...{
      'picture.cell': [...SIU, 'delete'],
      'picture.person': [...SIU, 'delete'],
      'picture.changed': SID,
    },
  },
  samenhang_auditor: {
    ...{ 'audit.checkpoint': S, 'audit.leaf': S, 'audit.node': S, 'audit.processing': S, 'audit.request': S },
    ...{ 'audit.crossing': S, 'audit.decision': S, 'audit.policy': S },
  },
  samenhang_sealer: {
    ...{ 'audit.checkpoint': SI, 'audit.leaf': SI, 'audit.node': SI, 'audit.processing': S, 'audit.request': S },
  },
}

/** Asks every login role, for every relation, which verbs it has, and for the worker which columns it may not read; gives what differs. */
export const wrongRoles = async (
  admin: pg.Client,
): Promise<{ readonly asked: number; readonly wrong: readonly string[] }> => {
  const { rows } = await admin.query<{ role: string; name: string; verbs: readonly Verb[] }>(
    `select r.role, n.nspname || '.' || c.relname as name,
       array(select v.verb from unnest(array['select', 'insert', 'update', 'delete']) with ordinality v(verb, place)
         where has_schema_privilege(r.role, n.oid, 'usage') and (has_table_privilege(r.role, c.oid, v.verb)
           or (v.verb <> 'delete' and has_any_column_privilege(r.role, c.oid, case v.verb when 'delete' then 'select' else v.verb end)))
         order by v.place) as verbs
     from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join unnest($1::text[]) r(role)
     where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and n.nspname not in ('pg_catalog', 'information_schema', 'extensions') and n.nspname !~ '^pg_'`,
    [Object.keys(MAY)],
  )
  const wrong = rows.flatMap(({ role, name, verbs }) => {
    const expected = MAY[role]?.[name] ?? []
    return verbs.join() === expected.join() ? [] : [`${role} ${name}: ${verbs.join()}, not ${expected.join()}`]
  })
  const { rows: columns } = await admin.query<{ name: string }>(
    `select n.nspname || '.' || c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
       join pg_namespace n on n.oid = c.relnamespace
     where a.attnum > 0 and not a.attisdropped and c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
       and has_any_column_privilege('samenhang_worker', c.oid, 'select')
       and not has_column_privilege('samenhang_worker', c.oid, a.attnum, 'select') order by 1`,
  )
  const hidden = columns.map(({ name }) => name)
  const shown = HIDDEN.filter((name) => !hidden.includes(name)).map((name) => `samenhang_worker reads ${name}`)
  return { asked: rows.length * 4 + columns.length, wrong: [...wrong, ...shown] }
}
