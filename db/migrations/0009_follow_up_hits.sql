-- Hits as work that is followed up: outcomes with history, the contact desk's decisions, questions that are closed, pairs that join
-- and come apart again, and what outcomes say about the model.
set role samenhang_owner;

-- The owner is bound by row security too, and no policy lets it change a hit: bringing old rows along is done without, and the policies after it force it again.
alter table linkage.hit no force row level security;
alter table linkage.entry no force row level security;
alter table linkage.hit
  drop constraint hit_route,
  add constraint hit_route check (route in ('direct', 'desk', 'connected')),
  add column outcome_version integer not null default 0,
  add column contacted_on date,
  add column closed_at timestamptz;
comment on column linkage.hit.closed_at is 'The question is closed: a ground of one of the two ended. Whose and why stands nowhere that a house can read.';
comment on column linkage.hit.contacted_on is 'The day of the first call; a correction of what it told does not move it.';
-- Open first, newest first; and the newest alone.
create index hit_listed on linkage.hit (organisation_id, ((outcome is null and closed_at is null)) desc, arrived_at desc, id);
create index hit_newest on linkage.hit (organisation_id, arrived_at desc, id);
drop index linkage.hit_of_organisation;
create index hit_by_due_day on linkage.hit (organisation_id, due_on, id) where route = 'desk';
create index hit_of_pair on linkage.hit (pair_id);
create index hit_of_handle on linkage.hit (handle);
create index hit_of_other_handle on linkage.hit (other_handle) where other_handle is not null;
create index hit_by_arrival on linkage.hit (arrived_at);

create table linkage.hit_outcome (
  id uuid primary key,
  organisation_id uuid not null,
  hit_id uuid not null references linkage.hit (id),
  pair_id uuid not null,
  version integer not null constraint hit_outcome_version_positive check (version > 0),
  actor_id uuid,
  purpose text not null,
  outcome text not null constraint hit_outcome_outcome check (outcome in ('same-person', 'other-person', 'cannot-say', 'refused')),
  contacted_on date not null,
  refused_because text constraint hit_outcome_refused_because
    check (refused_because in ('secrecy', 'no-consent', 'not-safe', 'not-known-there', 'no-reason-given')),
  corrected_because text constraint hit_outcome_corrected_because
    check (corrected_because in ('mistake', 'learned-more', 'spoke-again', 'person-says-otherwise')),
  recorded_at timestamptz not null,
  carried_at timestamptz,
  constraint hit_outcome_once_per_version unique (hit_id, version),
  constraint hit_outcome_first_corrects_nothing check ((version = 1) = (corrected_because is null)),
  constraint hit_outcome_reason_of_refusal check (refused_because is null or outcome = 'refused')
);
create index hit_outcome_waiting on linkage.hit_outcome (recorded_at) where carried_at is null;
comment on table linkage.hit_outcome is 'What the calls after a hit told: a second thought is a new row with its reason. The hit itself shows the newest.';
comment on column linkage.hit_outcome.actor_id is 'Absent for outcomes from before this table.';
comment on column linkage.hit_outcome.carried_at is 'When the courier joined or split what this outcome says; absent while it waits.';

insert into linkage.hit_outcome (id, organisation_id, hit_id, pair_id, version, purpose, outcome, contacted_on, recorded_at)
  select gen_random_uuid(), organisation_id, id, pair_id, 1, 'D27', outcome, (contacted_at at time zone 'Europe/Amsterdam')::date, contacted_at
  from linkage.hit where outcome is not null and contacted_at is not null;
update linkage.hit set outcome_version = 1, contacted_on = (contacted_at at time zone 'Europe/Amsterdam')::date
  where outcome is not null and contacted_at is not null;

-- Whom the contact desk may tell of whom, and for which purpose: data/sharing/purposes.csv as rows, one per pair of kinds. A test compares
-- them with the rule in TypeScript both ways; a changed sharing table needs a new migration, so that somebody chooses it.
create table linkage.connect_purpose (
  purpose text not null,
  sender_kind text not null,
  receiver_kind text not null,
  shows_house boolean not null,
  confirm text[] not null,
  constraint connect_purpose_once primary key (purpose, sender_kind, receiver_kind)
);
comment on table linkage.connect_purpose is 'Which purpose of the sharing table lets the contact desk tell a receiver that a sender knows somebody, and what must be confirmed.';
insert into linkage.connect_purpose (purpose, sender_kind, receiver_kind, shows_house, confirm)
  select p.purpose, s.kind, r.kind, p.shows_house, string_to_array(p.confirm, ' ')
  from (values
    ('D01', 'police-avim police-vice', 'police-avim police-vice', true, 'case-relation weighing-recorded'),
    ('D02', 'police-avim police-vice military-police', 'comensha', true, 'case-relation weighing-recorded'),
    ('D03', 'labour-authority', 'comensha', true, 'case-relation weighing-recorded'),
    ('D07', 'police-avim police-vice public-prosecution', 'ind', true, 'case-relation residence-decision-only weighing-recorded'),
    ('D08', 'police-avim police-vice', 'coa', true, 'case-relation reception-chain weighing-recorded'),
    ('D13', 'police-avim police-vice', 'child-protection', true, 'case-relation victim-minor weighing-recorded'),
    ('D15', 'police-avim police-vice', 'care-coordination safety-house', true, 'case-relation weighing-recorded written-decision'),
    ('D17', 'police-avim military-police labour-authority public-prosecution expertise-centre ind',
      'police-avim military-police labour-authority public-prosecution expertise-centre ind', true, 'weighing-recorded written-agreement'),
    ('D25', 'municipality care-coordination safety-house shelter care-provider comensha coa nidos victim-support',
      'police-avim police-vice military-police', true, 'acute-danger case-relation weighing-recorded'),
    ('D29', 'coa nidos', 'police-avim police-vice', true, 'case-relation consent-guardian victim-minor')
  ) as p (purpose, senders, receivers, shows_house, confirm)
  cross join lateral string_to_table(p.senders, ' ') as s (kind)
  cross join lateral string_to_table(p.receivers, ' ') as r (kind);

create table linkage.desk_decision (
  id uuid primary key,
  organisation_id uuid not null,
  hit_id uuid not null references linkage.hit (id),
  version integer not null constraint desk_decision_version_positive check (version > 0),
  actor_id uuid not null,
  purpose text not null,
  decision text not null constraint desk_decision_decision check (decision in ('connect', 'do-not-connect', 'ask-first')),
  because text constraint desk_decision_because check (because in ('no-purpose', 'no-consent', 'not-safe', 'too-uncertain', 'already-in-touch',
    'ask-consent', 'ask-safety', 'ask-certainty', 'ask-weighing')),
  decided_at timestamptz not null,
  constraint desk_decision_once_per_version unique (hit_id, version),
  constraint desk_decision_has_reason check ((decision = 'connect') = (because is null))
);
comment on table linkage.desk_decision is 'What the contact desk decided about a hit, one row per decision, with who and for which purpose.';

create table linkage.desk_connection (
  id uuid primary key,
  organisation_id uuid not null,
  decision_id uuid not null references linkage.desk_decision (id),
  hit_id uuid not null references linkage.hit (id),
  pair_id uuid not null,
  told_organisation_id uuid not null,
  purpose text not null,
  confirmed text[] not null,
  call_through text not null constraint desk_connection_call_through check (call_through in ('house', 'desk')),
  delivered_at timestamptz,
  constraint desk_connection_tells_once unique (hit_id, told_organisation_id)
);
create index desk_connection_waiting on linkage.desk_connection (decision_id) where delivered_at is null;
create index desk_connection_of_pair on linkage.desk_connection (pair_id, told_organisation_id);
comment on table linkage.desk_connection is 'Whom a decision to connect tells, and the purpose of the sharing table that carries it. Without such a row the courier tells nobody.';

-- What joined two entries, kept when it ends; clusters are derived from the rows that stand.
create table linkage.joined_pair (
  id uuid primary key,
  pair_id uuid not null,
  first uuid not null,
  second uuid not null,
  since timestamptz not null,
  until timestamptz,
  ended_because text constraint joined_pair_ended_because check (ended_because in ('corrected', 'removed')),
  constraint joined_pair_ends_with_reason check ((until is null) = (ended_because is null))
);
create unique index joined_pair_stands_once on linkage.joined_pair (pair_id) where until is null;
create index joined_pair_first on linkage.joined_pair (first) where until is null;
create index joined_pair_second on linkage.joined_pair (second) where until is null;
comment on table linkage.joined_pair is 'Pairs of entries that both desks called the same person, with when that began and ended.';
create table linkage.cluster_change (
  id uuid primary key,
  handle uuid not null,
  from_cluster uuid,
  to_cluster uuid,
  because text not null constraint cluster_change_because check (because in ('confirmed', 'corrected', 'removed')),
  changed_at timestamptz not null
);
create index cluster_change_of_handle on linkage.cluster_change (handle, changed_at);
comment on table linkage.cluster_change is 'Every entry that came in a cluster or left one, with why: joining and splitting both leave a trace.';

create table linkage.hit_strength (
  pair_id uuid primary key,
  tenths smallint not null constraint hit_strength_tenths check (tenths between 0 and 10),
  parameters_version text not null,
  calibration integer not null default 0
);
comment on table linkage.hit_strength is 'What the model expected of a pair, in tenths, and under which parameters; for the contact desk and for calibration, never for a house.';
create table linkage.calibration (
  version integer primary key constraint calibration_version_positive check (version > 0),
  parameters_version text not null,
  counts jsonb not null,
  made_at timestamptz not null
);
comment on table linkage.calibration is 'Counts of outcomes per tenth of the model, each time they changed: what the matcher was sent. No persons, no pairs.';
create table matching.calibration (
  version integer primary key,
  parameters_version text not null,
  counts jsonb not null,
  learned timestamptz not null
);
comment on table matching.calibration is 'Counts of outcomes per tenth as the matcher received them; the newest of its own parameters is used.';

create table linkage.courier_round (
  id smallint primary key constraint courier_round_one check (id = 1),
  grounds_swept_on date not null
);
comment on table linkage.courier_round is 'The last day on which the courier looked for grounds that ran out; one row.';
insert into linkage.courier_round values (1, date '0001-01-01');

alter table linkage.entry add column closed_at timestamptz;
comment on column linkage.entry.closed_at is 'When the courier closed the open questions that rested on a removed entry.';
create index entry_of_ground on linkage.entry (ground_id) where removed_at is null;
create index entry_to_close on linkage.entry (removed_at) where removed_at is not null and closed_at is null;
create index entry_of_cluster on linkage.entry (cluster_id) where cluster_id is not null;
create index ground_by_last_day on access.ground (valid_until);
create index report_of_subject on picture.report (subject);
create index lookup_of_handle on linkage.lookup (handle, asked_at desc);

-- The handle of a message about one person, so that what the outbox kept of a removed one can be emptied. A message about several has none.
alter table linkage.outbox add column handle uuid generated always as
  (case when message is json object then case when jsonb_typeof(message::jsonb -> 'records') = 'array' then
    case when jsonb_array_length(message::jsonb -> 'records') = 1 then ((message::jsonb -> 'records') -> 0 ->> 'handle')::uuid end end end) stored;
create index outbox_of_handle on linkage.outbox (handle) where handle is not null;

-- Pairs that were joined before: the courier hears all outcomes once more at its first round and writes down what stands.

-- For the contact desk: the two houses of its open hits, their kinds, and the purpose with which each looked. No handle.
create function linkage.desk_parties(of_hits uuid[])
returns table (hit_id uuid, organisation_id uuid, name text, kind text, plane text, purpose text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select h.id, o.id, o.name, o.kind, o.plane,
    (select l.purpose from linkage.lookup l where l.handle = e.handle order by l.asked_at desc limit 1)
  from linkage.hit h
  join linkage.entry e on e.handle in (h.handle, h.other_handle)
  join directory.organisation o on o.id = e.organisation_id
  where h.id = any (of_hits) and h.route = 'desk' and h.closed_at is null
    and h.organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.plane from keeper.current_claim() c) = 'desk'
    and (select c.function from keeper.current_claim() c) = 'contact-desk-officer'
$$;
revoke execute on function linkage.desk_parties(uuid[]) from public;

-- May the desk of this claim tell this house of that hit, for this purpose? The planes are apart in the database too (decision 3).
create function linkage.may_tell(of_hit uuid, of_pair uuid, told uuid, for_purpose text, confirmed text[], call_through text) returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select 1
    from linkage.hit h
    join linkage.entry et on et.handle in (h.handle, h.other_handle) and et.organisation_id = told and et.removed_at is null
    join linkage.entry ek on ek.handle in (h.handle, h.other_handle) and ek.handle <> et.handle and ek.removed_at is null
    join directory.organisation receiver on receiver.id = et.organisation_id
    join directory.organisation sender on sender.id = ek.organisation_id
    join linkage.connect_purpose p on p.purpose = for_purpose and p.sender_kind = sender.kind and p.receiver_kind = receiver.kind
    where h.id = of_hit and h.pair_id = of_pair and h.route = 'desk' and h.closed_at is null
      and h.organisation_id = (select c.organisation_id from keeper.current_claim() c)
      and (select c.plane from keeper.current_claim() c) = 'desk'
      and (select c.function from keeper.current_claim() c) = 'contact-desk-officer'
      and confirmed @> p.confirm and (call_through = 'desk' or p.shows_house))
$$;
revoke execute on function linkage.may_tell(uuid, uuid, uuid, text, text[], text) from public;

-- How many hits were followed up in time, per month of arrival, of all houses together. Months with fewer than ten are withheld here
-- already. For the contact desk and for who counts; nobody learns of which house.
create function linkage.follow_up_counts(on_day date)
returns table (month text, within_term integer, late integer, overdue integer, pending integer, withheld boolean)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  with task as (
    select to_char(h.arrived_at at time zone 'Europe/Amsterdam', 'YYYY-MM') as month, h.due_on,
      coalesce(h.contacted_on, (select min((d.decided_at at time zone 'Europe/Amsterdam')::date) from linkage.desk_decision d
        where d.hit_id = h.id and h.route = 'desk' and d.decision <> 'ask-first')) as done_on
    from linkage.hit h
    where h.closed_at is null and h.arrived_at >= date_trunc('month', on_day - interval '23 months')
      and ((select c.plane from keeper.current_claim() c), (select c.function from keeper.current_claim() c))
        in (('desk', 'contact-desk-officer'), ('numbers', 'analyst'))
  ), counted as (
    select t.month, (count(*) filter (where t.done_on <= t.due_on))::integer as within_term,
      (count(*) filter (where t.done_on > t.due_on))::integer as late,
      (count(*) filter (where t.done_on is null and t.due_on < on_day))::integer as overdue,
      (count(*) filter (where t.done_on is null and t.due_on >= on_day))::integer as pending, count(*) < 10 as withheld
    from task t group by t.month
  )
  select c.month, case when not c.withheld then c.within_term end, case when not c.withheld then c.late end,
    case when not c.withheld then c.overdue end, case when not c.withheld then c.pending end, c.withheld
  from counted c order by c.month desc
$$;
revoke execute on function linkage.follow_up_counts(date) from public;
-- Of a closed question the desk is not told the houses any more.
create or replace function linkage.party_names(of_hit uuid) returns text[]
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select array_agg(o.name order by o.name)
  from linkage.hit h
  join linkage.entry e on e.handle in (h.handle, h.other_handle)
  join directory.organisation o on o.id = e.organisation_id
  where h.id = of_hit and h.route = 'desk' and h.closed_at is null
    and h.organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.plane from keeper.current_claim() c) = 'desk'
$$;
alter table linkage.hit force row level security;
alter table linkage.entry force row level security;
reset role;
