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
  interpreted boolean not null default false,
  given_on date not null,
  valid_until date not null,
  recorded_by uuid not null,
  withdrawn_at timestamptz,
  constraint ground_of_organisation unique (organisation_id, id),
  constraint ground_period check (valid_until >= given_on)
);
create index ground_of_subject on access.ground (organisation_id, subject);
comment on table access.ground is 'Why a look-up is allowed: consent-to-search or a named legal basis. Names and words are sealed in its fact.';

create table access.consent (
  id uuid primary key,
  dossier_id uuid not null,
  chapter text not null,
  organisation_id uuid not null,
  partner_id uuid not null,
  purpose text not null,
  answer text not null constraint consent_answer check (answer in ('given', 'refused', 'not-now')),
  language text not null,
  interpreted boolean not null,
  present text[] not null,
  given_on date not null,
  valid_until date not null,
  recorded_by uuid not null,
  withdrawn_at timestamptz,
  withdrawn_by text constraint consent_withdrawn_by check (withdrawn_by in ('person', 'organisation')),
  replaced_by uuid constraint consent_replaced_by references access.consent (id) deferrable initially deferred,
  constraint consent_period check (valid_until >= given_on)
);
create index consent_of_dossier on access.consent (dossier_id);
create unique index consent_one_answer_stands on access.consent (dossier_id, chapter, partner_id, purpose)
  where withdrawn_at is null and replaced_by is null;
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

create table access.acceptance (
  handover_id uuid primary key,
  dossier_id uuid not null,
  from_id uuid not null,
  to_id uuid not null,
  accepted_at timestamptz not null,
  overlap_until date,
  constraint acceptance_between_two check (from_id <> to_id)
);
create index acceptance_of_dossier on access.acceptance (dossier_id);
comment on table access.acceptance is 'Handovers that were accepted, as heard from the dossier: without one a consent opens nothing.';

create table access.kept_answer (
  organisation_id uuid not null,
  idempotency_key text not null,
  operation text not null,
  asked bytea not null,
  status smallint,
  body jsonb,
  kept_at timestamptz not null,
  primary key (organisation_id, idempotency_key)
);
comment on column access.kept_answer.asked is 'A keyed hash of path and body: the same key with something else is another command.';
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

-- A yes or no about the asker alone. A policy of access that read the dossier itself would ask the policy of the dossier, which asks
-- reach, which asks consent again: the database refuses such a circle.
create function access.is_holder(of_dossier uuid) returns boolean
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return exists (select 1 from dossier.dossier d
    where d.id = of_dossier and d.holder_id = (select c.organisation_id from keeper.current_claim() c)
      and (select c.function from keeper.current_claim() c) not in ('person', 'guest'));
end
$$;
-- Takes away what no longer rests on a standing answer. Whoever calls it can only close, never open.
create function access.close_reach(of_consent uuid) returns integer
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  with closed as (
    delete from access.reach r using access.consent k
    where r.consent_id = of_consent and k.id = r.consent_id
      and (k.withdrawn_at is not null or k.replaced_by is not null or k.answer <> 'given')
    returning 1)
  select count(*)::integer from closed
$$;
-- Who hands a file over reads the other's notes no longer than the overlap. Whoever calls it can only shorten.
create function access.shorten_reach(of_handover uuid) returns integer
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  with shortened as (
    update access.reach r set until = coalesce(a.overlap_until, (a.accepted_at at time zone 'Europe/Amsterdam')::date - 1)
    from access.acceptance a
    where a.handover_id = of_handover and r.dossier_id = a.dossier_id and r.organisation_id = a.from_id
      and r.until > coalesce(a.overlap_until, (a.accepted_at at time zone 'Europe/Amsterdam')::date - 1)
    returning 1)
  select count(*)::integer from shortened
$$;
revoke execute on function access.is_holder(uuid), access.close_reach(uuid), access.shorten_reach(uuid) from public;
revoke execute on function access.find_session(bytea, timestamptz), access.find_link(bytea, timestamptz), access.end_session(bytea, timestamptz) from public;
reset role;
