-- The list of what is to be destroyed: who asked or which term ran out, who approved, who held it and why, and when it was done.
create schema retention authorization samenhang_owner;
set role samenhang_owner;

create table retention.destruction (
  id uuid primary key,
  organisation_id uuid not null,
  subject uuid not null,
  subject_kind text not null constraint destruction_subject_kind check (subject_kind in ('dossier', 'signal')),
  clock text not null constraint destruction_has_clock check (clock ~ '^[a-z-]{3,40}$'),
  classes text[] not null constraint destruction_has_classes check (cardinality(classes) > 0
    and classes <@ array['identity', 'location', 'medical', 'investigation', 'oversight']),
  due_on date not null,
  stage text not null constraint destruction_stage check (stage in ('listed', 'held', 'erased')),
  listed_by uuid not null,
  listed_at timestamptz not null,
  held_at timestamptz,
  held_by uuid,
  held_until date,
  hold_reason text constraint destruction_hold_reason check (hold_reason in
    ('running-procedure', 'was-minor', 'person-asks-to-keep', 'claim-for-damages', 'interest-of-another', 'term-is-longer')),
  erased_at timestamptz,
  keys_ended integer,
  constraint destruction_of_organisation unique (organisation_id, id),
  constraint destruction_hold_says_why check (stage <> 'held' or (held_by is not null and held_until is not null and hold_reason is not null)),
  constraint destruction_erased_when check ((stage = 'erased') = (erased_at is not null))
);
create unique index destruction_one_at_a_time on retention.destruction (organisation_id, subject, clock) where stage <> 'erased';
create index destruction_newest on retention.destruction (organisation_id, erased_at desc);
comment on table retention.destruction is 'What is to be destroyed and what was: ids, terms, days and reasons, never content.';

create table retention.approval (
  id uuid primary key,
  organisation_id uuid not null,
  destruction_id uuid not null,
  actor_id uuid not null,
  function text not null,
  approved_at timestamptz not null,
  foreign key (organisation_id, destruction_id) references retention.destruction (organisation_id, id)
);
create index approval_of_destruction on retention.approval (destruction_id);
comment on table retention.approval is 'Who approved a destruction: two people, one of them the privacy officer; only added to.';
reset role;
