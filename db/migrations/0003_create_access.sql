-- Who may act, on which ground, with whose consent, and how far that reaches.
set role samenhang_owner;
select kernel.create_fact_table('access');

create table access.account (
  actor_id uuid primary key,
  organisation_id uuid not null references directory.organisation (id),
  function text not null,
  plane text not null constraint account_plane check (plane in ('care', 'enforcement', 'desk', 'numbers', 'person')),
  display_name text not null,
  cast_key text unique
);
comment on table access.account is 'People who work with the system. In a demonstration: the invented cast.';

create table access.session (
  token_hash bytea primary key constraint session_hash_length check (octet_length(token_hash) = 32),
  actor_id uuid not null references access.account (actor_id) on delete restrict,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
comment on table access.session is 'Signed-in sessions; the token itself is never stored.';

create table access.link (
  token_hash bytea primary key constraint link_hash_length check (octet_length(token_hash) = 32),
  kind text not null constraint link_kind check (kind in ('seat-reply', 'person-page')),
  subject uuid not null,
  organisation_id uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
comment on table access.link is 'Links for people without an account: one subject, one purpose, an end.';

create table access.ground (
  id uuid primary key,
  organisation_id uuid not null,
  subject uuid not null,
  kind text not null constraint ground_kind check (kind in ('consent-to-search', 'legal-basis')),
  purpose text not null,
  basis text not null,
  language text,
  interpreter text,
  given_on date not null,
  valid_until date not null,
  recorded_by uuid not null,
  withdrawn_at timestamptz,
  constraint ground_of_organisation unique (organisation_id, id),
  constraint ground_period check (valid_until >= given_on)
);
comment on table access.ground is 'Why a look-up is allowed: consent-to-search or a named legal basis.';

create table access.consent (
  id uuid primary key,
  dossier_id uuid not null,
  chapter text not null,
  organisation_id uuid not null,
  partner_id uuid not null,
  purpose text not null,
  answer text not null constraint consent_answer check (answer in ('given', 'refused', 'not-now')),
  language text not null,
  interpreter text,
  present text not null,
  given_on date not null,
  valid_until date not null,
  recorded_by uuid not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  constraint consent_period check (valid_until >= given_on)
);
create index consent_of_dossier on access.consent (dossier_id);
create index consent_of_partner on access.consent (partner_id, dossier_id);
comment on table access.consent is 'What the person said about one chapter, one partner, one purpose. A refusal is a row too.';

create table access.reach (
  dossier_id uuid not null,
  chapter text not null,
  organisation_id uuid not null,
  purpose text not null,
  until date not null,
  consent_id uuid not null references access.consent (id),
  primary key (organisation_id, dossier_id, chapter, purpose)
);
comment on table access.reach is 'How far consent reaches now; withdrawal deletes the row (decision 15).';

create table access.kept_answer (
  organisation_id uuid not null,
  idempotency_key text not null,
  operation text not null,
  status smallint,
  body jsonb,
  kept_at timestamptz not null,
  primary key (organisation_id, idempotency_key)
);
comment on table access.kept_answer is 'Answers to commands by key of the sender, so that a repeat changes nothing. Ids only, no personal data.';

-- Sign-in happens before there is a claim: these two answers are all that can be had without one.
create function access.find_session(given_hash bytea, at timestamptz)
returns table (actor_id uuid, organisation_id uuid, function text, plane text, display_name text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select a.actor_id, a.organisation_id, a.function, a.plane, a.display_name
  from access.session s join access.account a on a.actor_id = s.actor_id
  where s.token_hash = given_hash and s.ended_at is null and s.expires_at > at
$$;
create function access.find_link(given_hash bytea, at timestamptz)
returns table (kind text, subject uuid, organisation_id uuid)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select l.kind, l.subject, l.organisation_id
  from access.link l
  where l.token_hash = given_hash and l.ended_at is null and l.expires_at > at
$$;
create function access.end_session(given_hash bytea, at timestamptz) returns void
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  update access.session set ended_at = at where token_hash = given_hash and ended_at is null
$$;
revoke execute on function access.find_session(bytea, timestamptz), access.find_link(bytea, timestamptz), access.end_session(bytea, timestamptz) from public;
reset role;
