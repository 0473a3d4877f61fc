-- What was written down wrongly is taken back by a fact of its own, and nothing is deleted; who signed which norm; and what was done for an area.
set role samenhang_owner;

alter table agreement.clock_fact add column withdraws_id uuid;
comment on column agreement.clock_fact.withdraws_id is 'The fact that this one takes back: from then on clocks read neither.';

create table agreement.adoption (
  id uuid constraint adoption_id primary key,
  organisation_id uuid not null,
  actor_id uuid not null,
  norm_id text not null constraint adoption_norm_shape check (norm_id ~ '^N[0-9]{2}(-[0-9]+)?$'),
  norm_version integer not null constraint adoption_version_positive check (norm_version > 0),
  valid_from date not null,
  terms jsonb not null default '{}'::jsonb constraint adoption_terms_small check (length(terms::text) < 4000),
  ends_id uuid,
  signed_at timestamptz not null,
  constraint adoption_of_organisation unique (id, organisation_id),
  -- A house ends what it signed itself, once.
  constraint adoption_ends_own foreign key (ends_id, organisation_id) references agreement.adoption (id, organisation_id),
  constraint adoption_ended_once unique (ends_id),
  -- What was judged stays judged: nobody signs, or stops, from a day that has been.
  constraint adoption_from_tomorrow check (valid_from > (signed_at at time zone 'Europe/Amsterdam')::date)
);
create index adoption_of_party on agreement.adoption (organisation_id, norm_id);
comment on table agreement.adoption is 'Which organisation signed which norm from which day, with how far it goes beyond it; a row with ends_id ends another. Only added to.';

create table agreement.public_fact (
  id uuid constraint public_fact_id primary key,
  organisation_id uuid not null,
  actor_id uuid not null,
  about text not null constraint public_fact_about check (about in ('municipality', 'region', 'country', 'cluster')),
  area text not null constraint public_fact_area_length check (length(area) between 2 and 40),
  kind text not null constraint public_fact_kind_shape check (kind ~ '^[a-z][a-z0-9-]{2,60}$'),
  happened date not null,
  learned timestamptz not null,
  withdraws_id uuid,
  constraint public_fact_of_organisation unique (id, organisation_id),
  -- A house takes back what it wrote itself, once.
  constraint public_fact_withdraws_own foreign key (withdraws_id, organisation_id) references agreement.public_fact (id, organisation_id),
  constraint public_fact_withdrawn_once unique (withdraws_id)
);
create index public_fact_of_area on agreement.public_fact (about, area);
comment on table agreement.public_fact is 'What was done for a municipality, a region, the country or a cluster of signals: a kind and a day, nobody''s data. Only added to.';

reset role;
