set role samenhang_owner;
select kernel.create_fact_table('signal');
create index call_newest on signal.fact (organisation_id, learned desc, id) where kind = 'call-logged';
create table signal.signal (
  id uuid primary key,
  organisation_id uuid not null,
  learned timestamptz not null,
  happened date not null,
  exploitation text not null constraint signal_exploitation check (exploitation in ('labour', 'sexual', 'criminal', 'other', 'unknown')),
  municipality_code text,
  source text not null constraint signal_source check (source in ('typed', 'pasted', 'called', 'imported')),
  stage text not null constraint signal_stage check (stage in ('recorded', 'searched', 'joined')),
  dossier_id uuid,
  constraint signal_of_organisation unique (organisation_id, id)
);
create index signal_newest on signal.signal (organisation_id, learned desc, id);
comment on table signal.signal is 'Where each signal stands: a fold of signal facts, without personal data.';

-- Owner side of linkage: which handle stands for which signal, and every look-up with its reasons.
create table linkage.entry (
  handle uuid primary key,
  organisation_id uuid not null,
  plane text not null,
  subject uuid not null,
  ground_id uuid not null,
  epoch text not null,
  normalisation_version text not null,
  created_at timestamptz not null,
  cluster_id uuid,
  removed_at timestamptz,
  foreign key (organisation_id, ground_id) references access.ground (organisation_id, id)
);
create unique index entry_once_per_epoch on linkage.entry (organisation_id, subject, epoch) where removed_at is null;
comment on table linkage.entry is 'The handle under which an organisation is known to the matcher. The matcher cannot read this table.';

create table linkage.lookup (
  id uuid primary key,
  organisation_id uuid not null,
  actor_id uuid not null,
  subject uuid not null,
  handle uuid not null references linkage.entry (handle),
  ground_id uuid not null,
  purpose text not null constraint lookup_has_purpose check (length(purpose) > 0),
  case_reference text not null constraint lookup_has_case check (length(case_reference) > 0),
  asked_at timestamptz not null,
  foreign key (organisation_id, ground_id) references access.ground (organisation_id, id)
);
create index lookup_by_actor on linkage.lookup (organisation_id, actor_id, asked_at);
comment on table linkage.lookup is 'Every look-up with ground, purpose and case; without them there is no row and no look-up.';

create table linkage.refused_lookup (
  id uuid primary key,
  organisation_id uuid not null,
  actor_id uuid not null,
  code text not null,
  asked_at timestamptz not null,
  seen_at timestamptz
);
comment on table linkage.refused_lookup is 'Refused look-ups, for the privacy officer of the organisation.';

create table linkage.outbox (
  id uuid primary key,
  organisation_id uuid not null,
  message text not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  committed_in xid8 not null default pg_current_xact_id()
);
create index outbox_waiting on linkage.outbox (created_at) where sent_at is null;
comment on table linkage.outbox is 'Serialised messages of owners to the matcher; encodings and handles only.';

create table linkage.hit (
  id uuid primary key,
  organisation_id uuid not null,
  pair_id uuid not null,
  handle uuid not null,
  other_handle uuid,
  grade text not null constraint hit_grade check (grade in ('hit', 'look-closer')),
  route text not null constraint hit_route check (route in ('direct', 'desk')),
  call_organisation_id uuid,
  arrived_at timestamptz not null,
  due_on date not null,
  outcome text constraint hit_outcome check (outcome in ('same-person', 'other-person', 'cannot-say', 'refused')),
  contacted_at timestamptz,
  constraint hit_once_per_party unique (organisation_id, pair_id)
);
create index hit_of_organisation on linkage.hit (organisation_id, arrived_at desc);
comment on table linkage.hit is 'A hit as a task of one party: someone knows this person, call this desk. No content, no count.';

create table authority.evaluation (
  id uuid primary key,
  organisation_id uuid not null,
  element_count integer not null constraint evaluation_count_positive check (element_count > 0),
  evaluated_at timestamptz not null
);
create index evaluation_by_organisation on authority.evaluation (organisation_id, evaluated_at);
comment on table authority.evaluation is 'The key authority counts; it never sees a name or an index.';

create table matching.entry (
  handle uuid primary key,
  plane text not null constraint entry_plane check (plane in ('care', 'enforcement')),
  epoch text not null,
  tokens bytea[] not null,
  sealed bytea not null,
  learned timestamptz not null
);
comment on table matching.entry is 'All that the matcher holds: handles, planes, keyed tokens, sealed encodings. Nothing that names a person.';
reset role;

-- The contact desk decides whether and whom to connect, so it must know the two houses; nobody else may ask, and it learns no handle.
set role samenhang_owner;
create function linkage.party_names(of_hit uuid) returns text[]
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select array_agg(o.name order by o.name)
  from linkage.hit h
  join linkage.entry e on e.handle in (h.handle, h.other_handle)
  join directory.organisation o on o.id = e.organisation_id
  where h.id = of_hit and h.route = 'desk' and h.organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.plane from keeper.current_claim() c) = 'desk'
$$;
revoke execute on function linkage.party_names(uuid) from public;
reset role;
