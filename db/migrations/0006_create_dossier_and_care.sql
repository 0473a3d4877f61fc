set role samenhang_owner;
select kernel.create_fact_table('dossier');
create table dossier.dossier (
  id uuid primary key,
  holder_id uuid not null,
  opened_by_id uuid not null,
  opened_at timestamptz not null,
  municipality_code text references directory.municipality (code),
  stage text not null constraint dossier_stage check (stage in ('open', 'closed', 'missing')),
  page_on boolean not null default false,
  version integer not null default 1
);
comment on table dossier.dossier is 'Exactly one holder at all times: the column cannot be empty and cannot hold two.';
create table dossier.handover (
  id uuid primary key,
  dossier_id uuid not null references dossier.dossier (id),
  organisation_id uuid not null,
  receiver_id uuid not null,
  stage text not null constraint handover_stage check (stage in ('offered', 'seen', 'accepted', 'landed', 'closed', 'declined', 'withdrawn', 'expired', 'stopped')),
  offered_at timestamptz not null,
  overlap_until date,
  changed_at timestamptz not null,
  constraint handover_between_two check (organisation_id <> receiver_id)
);
create unique index handover_one_at_a_time on dossier.handover (dossier_id) where stage in ('offered', 'seen');
create index handover_for_receiver on dossier.handover (receiver_id, stage);
comment on table dossier.handover is 'A warm handover between two organisations: a fold of handover facts.';

select kernel.create_fact_table('responsibility');
create table responsibility.verdict (
  id uuid primary key,
  organisation_id uuid not null,
  dossier_id uuid not null,
  decided_on date not null,
  rules_version text not null,
  verdict jsonb not null,
  payer_municipality_code text,
  created_at timestamptz not null
);
create index verdict_of_dossier on responsibility.verdict (dossier_id, created_at desc);
comment on table responsibility.verdict is 'What the rules said on a day, with their sources; facts by code, no name of a person.';
create table responsibility.payer_request (
  id uuid primary key,
  organisation_id uuid not null,
  payer_id uuid not null,
  dossier_id uuid not null,
  verdict_id uuid not null references responsibility.verdict (id),
  asked_at timestamptz not null,
  answer text constraint payer_answer check (answer in ('accepts', 'refuses', 'provisional')),
  answer_ground text,
  answered_at timestamptz
);
create index payer_request_for_payer on responsibility.payer_request (payer_id, asked_at desc);
comment on table responsibility.payer_request is 'The payer answers in writing: accepts, refuses with a ground, carries provisionally, or has not answered.';

select kernel.create_fact_table('care');
create table care.place (
  id uuid primary key,
  organisation_id uuid not null,
  kind text not null,
  suits text[] not null,
  region_code text not null,
  beds_free smallint not null constraint place_beds_not_negative check (beds_free >= 0)
);
comment on table care.place is 'Places by kind and region; never an address, never a name of a house.';
create table care.place_request (
  id uuid primary key,
  organisation_id uuid not null,
  dossier_id uuid not null,
  wanted text[] not null,
  regions_avoided text[] not null,
  stage text not null constraint place_request_stage check (stage in ('asking', 'placed', 'withdrawn')),
  wave smallint not null default 1,
  asked_at timestamptz not null,
  placed_with_id uuid,
  placed_at timestamptz
);
comment on table care.place_request is 'A request in stages to few providers: coarse wishes, no person, no combination that is recognisable.';
create table care.place_offer (
  id uuid primary key,
  request_id uuid not null references care.place_request (id),
  organisation_id uuid not null,
  provider_id uuid not null,
  place_id uuid references care.place (id),
  wanted text[] not null,
  wave smallint not null,
  asked_at timestamptz not null,
  answer text constraint offer_answer check (answer in ('yes', 'no')),
  reason text,
  answered_at timestamptz,
  won_at timestamptz,
  constraint offer_once_per_provider unique (request_id, provider_id)
);
create unique index offer_one_winner on care.place_offer (request_id) where won_at is not null;
create index offer_for_provider on care.place_offer (provider_id, asked_at desc);
comment on table care.place_offer is 'What one provider was asked and answered; the unique index lets one bed win once.';
create table care.wait (
  id uuid primary key,
  organisation_id uuid not null,
  dossier_id uuid not null,
  cause text not null,
  party_id uuid,
  started_at timestamptz not null,
  ended_at timestamptz
);
create index wait_of_dossier on care.wait (dossier_id);
comment on table care.wait is 'Every wait has a cause, a party and hours.';
reset role;
