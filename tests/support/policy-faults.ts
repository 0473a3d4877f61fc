/**
 * Mistakes that somebody could make in policies, rights and functions, each applied to a whole database and taken back. `boundary`: with it
 * one house reads or writes what is another's. `touches`: the only tables of which a cell can change.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { ROOT } from '../../src/platform/config.ts'

export type Fault = {
  readonly name: string
  readonly boundary: boolean
  readonly apply: readonly string[]
  readonly touches: readonly string[]
  /** What making the policies anew does not take back. */
  readonly undo?: readonly string[]
  /** A mistake in who is who: tried with claims that nobody may make. */
  readonly claim?: true
  /** A mistake that shows only in an act for one purpose, on one ground or at one moment: tried with `act-cells.ts`. */
  readonly acts?: true
}

export const W = 'samenhang_worker'
type Named = readonly [table: string, policy: string]

/** Policies that keep a house to its own rows. */
const READS: readonly Named[] = [
  ...([
    ['signal.signal', 'own'],
    ['signal.fact', 'own'],
    ['access.ground', 'own'],
    ['access.account', 'own_colleagues'],
  ] as const),
  ...([
    ['access.consent', 'own_partner_holder_or_hers'],
    ['access.acceptance', 'two_parties_holder_or_hers'],
  ] as const),
  ...([
    ['access.reach', 'own_or_of_visible_consent'],
    ['access.fact', 'own_addressed_or_hers'],
    ['access.link', 'own_links'],
  ] as const),
  ...([
    ['access.kept_answer', 'own'],
    ['dossier.dossier', 'own_or_in_reach'],
    ['dossier.handover', 'two_parties'],
  ] as const),
  ...([
    ['dossier.fact', 'own_addressed_or_in_reach'],
    ['care.fact', 'own_or_addressed'],
    ['care.place', 'own'],
  ] as const),
  ...([
    ['care.place_request', 'own'],
    ['care.place_offer', 'two_parties'],
    ['care.place_search', 'own'],
    ['care.wait', 'own_holder_or_payer'],
  ] as const),
  ...([
    ['case_table.fact', 'own_or_addressed'],
    ['case_table.meeting', 'own'],
    ['case_table.seat', 'own_invited_or_linked'],
  ] as const),
  ...([
    ['case_table.action', 'organiser_or_owner'],
    ['case_table.attendance', 'organiser_keeps'],
  ] as const),
  ...([
    ['care.wait_correction', 'own_or_holder'],
    ['care.lost_time', 'own'],
    ['care.waiting', 'own'],
    ['care.waiting_pass', 'own'],
    ['responsibility.named_gap', 'own'],
    ['responsibility.fact', 'own_or_addressed'],
    ['responsibility.verdict', 'own'],
  ] as const),
  ...([
    ['responsibility.payer_request', 'two_parties'],
    ['agreement.clock_fact', 'own_addressed_or_holder'],
    ['agreement.counted_clock', 'own_or_holder'],
  ] as const),
  ...([
    ['linkage.entry', 'own'],
    ['linkage.lookup', 'own'],
    ['linkage.hit', 'own'],
    ['linkage.hit_outcome', 'own'],
  ] as const),
  ...([
    ['linkage.thing', 'own'],
    ['linkage.network_side', 'own'],
    ['linkage.network_edge', 'own_side'],
  ] as const),
  ...([
    ['linkage.network_node', 'own'],
    ['linkage.refused_lookup', 'privacy_officer_reads'],
    ['linkage.epoch_handle', 'own'],
  ] as const),
  ...([
    ['linkage.waiting_lookup', 'own'],
    ['linkage.sensitive_mark', 'own'],
    ['linkage.second_person', 'own'],
  ] as const),
  ...([
    ['linkage.decoy', 'keeper_works'],
    ['linkage.decoy_alarm', 'privacy_officer_reads'],
    ['linkage.desk_decision', 'own'],
  ] as const),
  ...([
    ['audit.request', 'privacy_officer_reads'],
    ['audit.processing', 'person_reads_own'],
  ] as const),
]
const ADDS: readonly Named[] = [
  ...([
    ['signal.signal', 'own'],
    ['signal.fact', 'own_writes'],
    ['access.ground', 'own'],
    ['access.consent', 'holder_writes'],
  ] as const),
  ...([
    ['access.acceptance', 'receiver_writes'],
    ['access.reach', 'within_consent'],
    ['access.link', 'holder_or_organiser_gives'],
  ] as const),
  ...([
    ['dossier.dossier', 'opens'],
    ['dossier.handover', 'holder_offers'],
    ['dossier.fact', 'writes_where_it_works'],
  ] as const),
  ...([
    ['care.wait', 'own_starts'],
    ['care.place_request', 'asks'],
    ['care.place_search', 'own_looks'],
    ['care.place_offer', 'asks'],
    ['care.fact', 'own_writes'],
  ] as const),
  ...([
    ['case_table.meeting', 'own'],
    ['case_table.seat', 'organiser_sets'],
    ['case_table.action', 'organiser_agrees'],
    ['responsibility.verdict', 'own_writes'],
  ] as const),
  ...([
    ['responsibility.payer_request', 'asks'],
    ['care.wait_correction', 'own_corrects'],
    ['linkage.lookup', 'with_ground'],
    ['picture.report', 'own_writes'],
    ['picture.move', 'care_adds'],
    ['picture.case_link', 'own_links'],
    ['picture.step', 'own_steps'],
  ] as const),
]
const CHANGES: readonly Named[] = [
  ...([
    ['access.consent', 'whoever_reads_may_stop'],
    ['access.link', 'own_links_end'],
    ['dossier.dossier', 'holder_or_accepting'],
  ] as const),
  ...([
    ['dossier.handover', 'two_parties_move'],
    ['care.place_offer', 'provider_answers'],
    ['case_table.seat', 'answers'],
    ['case_table.action', 'organiser_or_owner_ends'],
  ] as const),
  ...([
    ['care.place_request', 'moves_while_asking'],
    ['responsibility.payer_request', 'payer_answers'],
  ] as const),
  ...([
    ['care.wait', 'own_holder_or_payer_ends'],
    ['linkage.refused_lookup', 'privacy_officer_ticks'],
  ] as const),
]
export const ORG = '(select c.organisation_id from keeper.current_claim() c)'
export const fault = (
  name: string,
  boundary: boolean,
  touches: string | readonly string[],
  ...apply: readonly string[]
): Fault => ({
  ...{ name, boundary, apply },
  touches: typeof touches === 'string' ? [touches] : touches,
})
// A change shows only what may be read, so both are opened.
const opened = ([table, policy]: Named): readonly string[] => [
  `alter policy ${policy} on ${table} using (true) with check (true)`,
  `create policy planted_read on ${table} for select to ${W} using (true)`,
  // Here another policy adds nothing: the boundary itself is opened.
  ...(table === 'dossier.dossier' ? ['alter policy own_or_in_reach on dossier.dossier using (true)'] : []),
]

const SWAPPED: readonly (readonly [table: string, policy: string, using: string])[] = [
  ['signal.signal', 'own', `dossier_id is not null or organisation_id = ${ORG}`],
  ['access.consent', 'own_partner_holder_or_hers', `partner_id <> ${ORG}`],
  [
    'dossier.dossier',
    'own_or_in_reach',
    `opened_by_id <> ${ORG} or holder_id = ${ORG}`.replace('opened_by_id <>', "stage = 'open' or opened_by_id ="),
  ],
  ['care.place_offer', 'two_parties', `provider_id = organisation_id or organisation_id is not null`],
  ['responsibility.payer_request', 'two_parties', `payer_id = payer_id`],
  ['dossier.handover', 'two_parties', `organisation_id <> ${ORG}`],
  ['linkage.hit', 'own', `call_organisation_id is distinct from ${ORG}`],
  ['dossier.fact', 'own_addressed_or_in_reach', `exists (select 1 from access.reach r where r.dossier_id = stream)`],
  ['care.wait', 'own_holder_or_payer', `exists (select 1 from directory.organisation o where o.id = ${ORG})`],
  ['agreement.clock_fact', 'own_addressed_or_holder', `coalesce(addressee_id, ${ORG}) = ${ORG}`],
]
const planted = (statements: readonly string[], undo: readonly string[]) => ({ apply: statements, undo })

export const FAULTS: readonly Fault[] = [
  ...READS.map(([table, policy]) =>
    fault(
      `${table}: the policy ${policy} shows everything`,
      true,
      table,
      `alter policy ${policy} on ${table} using (true)`,
    ),
  ),
  ...['signal.signal', 'access.consent', 'care.place', 'linkage.entry', 'audit.request', 'case_table.seat'].map(
    (table) =>
      fault(
        `${table}: a second policy beside the first`,
        true,
        table,
        `create policy planted on ${table} for select to ${W} using (true)`,
      ),
  ),
  fault(
    'dossier.fact: the note of a handover shows to every house',
    true,
    'dossier.fact',
    `alter policy own_addressed_or_in_reach on dossier.fact using (kind = 'handover-note-made' or organisation_id = ${ORG})`,
  ),
  ...SWAPPED.map(([table, policy, using]) =>
    fault(
      `${table}: the policy ${policy} compares another column`,
      true,
      table,
      `alter policy ${policy} on ${table} using (${using})`,
    ),
  ),
  ...ADDS.map(([table, policy]) =>
    fault(
      `${table}: the policy ${policy} lets in whatever is written`,
      true,
      table,
      `alter policy ${policy} on ${table} with check (true)`,
    ),
  ),
  ...CHANGES.map(([table, policy]) =>
    fault(`${table}: the policy ${policy} lets everybody change`, true, table, ...opened([table, policy])),
  ),
  ...['signal.signal', 'dossier.dossier', 'access.reach', 'linkage.hit'].map((table) =>
    fault(`${table}: row security is off`, true, table, `alter table ${table} disable row level security`),
  ),
  ...['access.consent', 'dossier.fact', 'audit.processing'].map((table) =>
    fault(
      `${table}: row security does not bind the owner`,
      true,
      table,
      `alter table ${table} no force row level security`,
    ),
  ),
  ...READS.filter(([table]) =>
    ['signal.signal', 'dossier.fact', 'care.place', 'audit.request', 'linkage.hit'].includes(table),
  ).map(([table, policy]) =>
    fault(`${table}: the policy ${policy} is gone`, false, table, `drop policy ${policy} on ${table}`),
  ),
  fault(
    'a policy forgets the function: a guest reads signals',
    true,
    'signal.signal',
    `alter policy own on signal.signal using (organisation_id = ${ORG})`,
  ),
  fault(
    'a policy forgets the function: everybody in the house reads the log',
    false,
    'audit.request',
    `alter policy privacy_officer_reads on audit.request using (organisation_id = ${ORG})`,
  ),
  fault(
    'a policy forgets the end of reach and its house',
    true,
    'dossier.dossier',
    `alter policy own_or_in_reach on dossier.dossier using (exists (select 1 from access.consent k where k.dossier_id = id) or holder_id = ${ORG})`,
    `create policy planted on access.consent for select to ${W} using (true)`,
  ),
  fault(
    'a policy forgets the chapter',
    true,
    'dossier.fact',
    `alter policy own_addressed_or_in_reach on dossier.fact using (organisation_id = ${ORG} or exists (select 1 from access.reach r where r.organisation_id = ${ORG} and r.dossier_id = stream))`,
  ),
  fault('a policy is for everybody', true, 'signal.signal', 'create policy planted on signal.signal using (true)'),
  fault(
    'a restrictive policy became a permissive one',
    true,
    'linkage.hit',
    'drop policy shows_newest_outcome on linkage.hit',
    `create policy shows_newest_outcome on linkage.hit for update to ${W} using (true)`,
    `create policy planted on linkage.hit for select to ${W} using (true)`,
  ),
  {
    ...fault('versions may be made up', false, 'signal.fact', 'drop policy next_version_only on signal.fact'),
    acts: true,
  },
  {
    ...fault(
      'moments may be made up',
      false,
      'linkage.refused_lookup',
      'drop policy at_this_moment on linkage.refused_lookup',
    ),
    acts: true,
  },
  fault(
    'a row of the log says whatever it likes',
    true,
    'audit.request',
    `grant insert on audit.request to ${W}`,
    `create policy planted on audit.request for insert to ${W} with check (true)`,
  ),
  fault('facts can be changed', false, 'dossier.fact', `grant update on dossier.fact to ${W}`),
  fault('rows can be deleted', false, 'access.consent', `grant delete on access.consent to ${W}`),
  fault('a table can be emptied', true, 'signal.signal', `grant truncate on signal.signal to ${W}`),
  fault('everything is granted', true, 'care.wait', `grant all on care.wait to ${W}`),
  fault('the hash of links can be read', false, 'access.link', `grant select on access.link to ${W}`),
  fault(
    'the ends of an edge can be read',
    false,
    'linkage.network_edge',
    `grant select on linkage.network_edge to ${W}`,
  ),
  fault(
    'sessions can be read',
    true,
    'access.session',
    `grant select on access.session to ${W}`,
    `create policy planted on access.session for select to ${W} using (true)`,
  ),
  fault(
    'the outbox can be read',
    true,
    'linkage.outbox',
    `grant select on linkage.outbox to ${W}`,
    `create policy planted on linkage.outbox for select to ${W} using (true)`,
  ),
  fault(
    'the units of the picture can be read',
    true,
    'picture.report',
    `grant select on picture.report to ${W}`,
    `create policy planted on picture.report for select to ${W} using (true)`,
  ),
  fault(
    'the matcher reads signals',
    true,
    'signal.signal',
    'grant usage on schema signal to samenhang_matcher',
    'grant select on signal.signal to samenhang_matcher',
    'create policy planted on signal.signal for select to samenhang_matcher using (true)',
  ),
  fault(
    'the courier reads files',
    true,
    'dossier.fact',
    'grant usage on schema dossier to samenhang_courier',
    'grant select on dossier.fact to samenhang_courier',
    'create policy planted on dossier.fact for select to samenhang_courier using (true)',
  ),
  fault(
    'the picture knows houses',
    true,
    'signal.signal',
    'grant usage on schema signal to samenhang_picture',
    'grant select (organisation_id) on signal.signal to samenhang_picture',
    'create policy planted on signal.signal for select to samenhang_picture using (true)',
  ),
  fault('a table is for everybody', true, 'signal.signal', 'grant select on signal.signal to public'),
  {
    ...fault('a new table without row security', true, []),
    ...planted(
      ['create table signal.planted as select * from signal.signal', `grant select on signal.planted to ${W}`],
      ['drop table signal.planted'],
    ),
  },
  {
    ...fault('a new table with row security and no policy', true, []),
    ...planted(
      [
        'create table signal.planted (id uuid)',
        'alter table signal.planted enable row level security',
        `grant select on signal.planted to ${W}`,
      ],
      ['drop table signal.planted'],
    ),
  },
  {
    ...fault('a history that is written by a trigger', true, []),
    ...planted(
      [
        'create table dossier.planted as select * from dossier.fact',
        'create function dossier.plant() returns trigger language plpgsql as $$ begin insert into dossier.planted select new.*; return new; end $$',
        'create trigger planted after insert on dossier.fact for each row execute function dossier.plant()',
        `grant select on dossier.planted to ${W}`,
      ],
      ['drop trigger planted on dossier.fact', 'drop function dossier.plant', 'drop table dossier.planted'],
    ),
  },
  {
    ...fault('a partition that is read by itself', true, []),
    ...planted(
      [
        'create table signal.planted (id uuid, organisation_id uuid) partition by list (organisation_id)',
        'create table signal.planted_rest partition of signal.planted default',
        `grant select on signal.planted_rest to ${W}`,
      ],
      ['drop table signal.planted'],
    ),
  },
  {
    ...fault('a view with the eyes of its owner', true, []),
    ...planted(
      ['create view signal.planted as select * from signal.signal', `grant select on signal.planted to ${W}`],
      ['drop view signal.planted'],
    ),
  },
  {
    ...fault('a stored copy of a query', true, []),
    ...planted(
      [
        'create materialized view signal.planted as select * from signal.signal',
        `grant select on signal.planted to ${W}`,
      ],
      ['drop materialized view signal.planted'],
    ),
  },
  {
    ...fault('a sequence', false, []),
    ...planted(
      ['create sequence signal.planted', `grant usage on sequence signal.planted to ${W}`],
      ['drop sequence signal.planted'],
    ),
  },
  {
    ...fault('a function with the rights of its owner, for everybody', true, []),
    ...planted(
      [
        "create function signal.planted() returns setof signal.signal language sql security definer set search_path = pg_catalog, pg_temp as 'select * from signal.signal'",
      ],
      ['drop function signal.planted'],
    ),
  },
  {
    ...fault('a function with the rights of its owner and the path of its caller', true, []),
    ...planted(
      [
        "create function signal.planted() returns bigint language sql security definer as 'select count(*) from signal.signal'",
        'revoke execute on function signal.planted() from public',
        `grant execute on function signal.planted() to ${W}`,
      ],
      ['drop function signal.planted'],
    ),
  },
  {
    ...fault('rights by default on what is made later', true, []),
    ...planted(
      [`alter default privileges in schema signal grant select on tables to ${W}`],
      [`alter default privileges in schema signal revoke select on tables from ${W}`],
    ),
  },
  {
    ...fault('a table of a login role', true, []),
    ...planted([`alter table care.place owner to ${W}`], ['alter table care.place owner to samenhang_owner']),
  },
  {
    ...fault('the key of claims can be read', true, []),
    ...planted(
      [`grant usage on schema keeper to ${W}`, `grant select on keeper.claim_key to ${W}`],
      [`revoke all on keeper.claim_key from ${W}`],
    ),
  },
  claimFault('a claim without a code is believed', 'encode(extensions.hmac', 'false and encode(extensions.hmac'),
  claimFault('a claim of another process is believed', 'part[12]::integer <> pg_backend_pid()', 'false'),
  claimFault('a claim that is over is believed', 'part[14]::bigint < extract(epoch from clock_timestamp())', 'false'),
  holderFault(
    'everybody is the holder',
    'return exists (select 1 from dossier.dossier d',
    'return true or exists (select 1 from dossier.dossier d',
  ),
]

/** A function of the database in which a part of the text stands otherwise. */
export function functionFault(
  name: string,
  of: string,
  touches: readonly string[],
  from: string,
  to: string,
  claim: boolean,
): Fault {
  const swap = (one: string, other: string) =>
    `do $do$ declare text_of text := pg_get_functiondef('${of}'::regprocedure); begin
       if position($from$${one}$from$ in text_of) = 0 then raise exception 'nothing to change'; end if;
       execute replace(text_of, $from$${one}$from$, $to$${other}$to$); end $do$`
  return {
    ...{ name, boundary: true, touches, apply: [swap(from, to)], undo: [swap(to, from)] },
    ...(claim ? { claim: true as const } : {}),
  }
}
function claimFault(name: string, from: string, to: string): Fault {
  return functionFault(name, 'keeper.current_claim()', [], `if ${from}`, `if ${to}`, true)
}
function holderFault(name: string, from: string, to: string): Fault {
  return functionFault(name, 'access.is_holder(uuid)', ['access.consent', 'access.acceptance'], from, to, false)
}

const FOLDER = join(ROOT, 'db', 'policies')
const FILES = readdirSync(FOLDER)
  .filter((each) => each.endsWith('.sql'))
  .sort()
  .map((each) => readFileSync(join(FOLDER, each), 'utf8'))

/** Makes all policies and rights anew, as a start after a change does. */
export const makePoliciesAnew = async (admin: pg.Client): Promise<void> => {
  await admin.query('begin')
  const { rows } = await admin.query<{ statement: string }>(
    `select format('drop policy %I on %I.%I', policyname, schemaname, tablename) as statement from pg_policies`,
  )
  await admin.query(rows.map(({ statement }) => statement).join(';'))
  for (const text of FILES) await admin.query(text)
  await admin.query('commit')
}

/** Applies a fault, looks, and takes it back. */
export const withFault = async <T>(
  admin: pg.Client,
  { apply, undo = [] }: Fault,
  look: () => Promise<T>,
): Promise<T> => {
  try {
    for (const statement of apply) await admin.query(statement)
    return await look()
  } finally {
    for (const statement of undo) await admin.query(statement)
    // Rights on schemas are not taken back by making the policies anew.
    await admin.query(
      'revoke usage on schema signal from samenhang_matcher, samenhang_picture; revoke usage on schema dossier from samenhang_courier; revoke usage on schema privacy from samenhang_auditor',
    )
    await makePoliciesAnew(admin)
  }
}
