-- What was looked at or done, by whom and why. Two records of one act, joined by trace id, never merged (security.md section 2).
set role samenhang_owner;
create table audit.request (
  trace_id uuid primary key,
  at timestamptz not null,
  organisation_id uuid,
  actor_id uuid,
  function text,
  plane text,
  purpose text,
  ground uuid,
  operation text not null,
  outcome text not null,
  refusal_code text,
  duration_ms integer not null
);
create index request_by_organisation on audit.request (organisation_id, at desc, trace_id);
comment on table audit.request is 'One row per request: who, for whom, why, what came of it. Insert only.';
create table audit.processing (
  id uuid primary key,
  trace_id uuid not null,
  at timestamptz not null,
  organisation_id uuid not null,
  function text not null,
  plane text not null,
  purpose text not null,
  act text not null,
  subject uuid not null,
  chapters text[] not null default '{}'
);
create index processing_of_subject on audit.processing (subject, at desc, id);
create index processing_by_organisation on audit.processing (organisation_id, at);
comment on table audit.processing is 'One row per person concerned, readable by that person; without the name of the user (Logboek Dataverwerkingen).';
reset role;
