-- The privacy officer's desk: requests of people who ask what is kept about them, and what was found of unusual looks.
create schema privacy authorization samenhang_owner;
set role samenhang_owner;
create table privacy.access_request (
  id uuid primary key,
  organisation_id uuid not null,
  received_on date not null,
  recognised text not null constraint access_request_recognised check (recognised in
    ('known-to-co-ordinator', 'own-page', 'document-shown', 'through-lawyer')),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  constraint access_request_of_organisation unique (organisation_id, id)
);
create index access_request_newest on privacy.access_request (organisation_id, received_on desc, id);
comment on table privacy.access_request is 'Somebody asked what is kept about her (AVG 15): the day, how she was recognised. Only added to; what came of it are steps.';

create table privacy.access_request_step (
  id uuid primary key,
  organisation_id uuid not null,
  request_id uuid not null,
  step text not null constraint access_request_step_kind check (step in ('linked', 'extended', 'answered', 'withdrawn')),
  dossier_id uuid,
  reason text constraint access_request_step_reason check (reason in ('complex', 'many-requests')),
  happened_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  foreign key (organisation_id, request_id) references privacy.access_request (organisation_id, id),
  constraint linked_to_a_file check ((step = 'linked') = (dossier_id is not null)),
  constraint extended_with_reason check ((step = 'extended') = (reason is not null))
);
create index access_request_step_of_request on privacy.access_request_step (organisation_id, request_id);
create index access_request_step_of_dossier on privacy.access_request_step (dossier_id) where dossier_id is not null;
create unique index access_request_step_once on privacy.access_request_step (request_id, step);
create unique index access_request_ends_once on privacy.access_request_step (request_id) where step in ('answered', 'withdrawn');
comment on table privacy.access_request_step is 'What was done with a request: which file it is about, two more months with a reason, answered, taken back. Each once.';

create table audit.look_review (
  id uuid primary key,
  organisation_id uuid not null,
  finding text not null constraint look_review_finding check (length(finding) between 1 and 200),
  actor_id uuid not null,
  outcome text not null constraint look_review_outcome check (outcome in ('explained', 'not-explained', 'asked')),
  reviewed_by uuid not null,
  reviewed_at timestamptz not null,
  constraint look_review_of_another check (reviewed_by <> actor_id)
);
create index look_review_of_finding on audit.look_review (organisation_id, finding, reviewed_at desc);
comment on table audit.look_review is 'What a privacy officer found of a look outside the usual pattern. Only added to; the newest row counts.';
reset role;
