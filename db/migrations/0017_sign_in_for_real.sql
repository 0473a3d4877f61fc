-- Signing in at a provider of identities: who an account is there, an attempt under way, and a proof that waits for a choice (decision 0041).
set role samenhang_owner;

alter table access.account add column closed_at timestamptz;

create table access.identity (
  actor_id uuid primary key references access.account (actor_id) on delete restrict,
  issuer text not null constraint identity_issuer_length check (length(issuer) between 1 and 500),
  subject text not null constraint identity_subject_length check (length(subject) between 1 and 255),
  bound_at timestamptz not null
);
create index identity_of_subject on access.identity (issuer, subject);
comment on table access.identity is 'Who an account is at the provider of identities. One person may have several accounts: one for each function and organisation.';

alter table access.session
  add column seen_at timestamptz,
  add column idle_seconds integer constraint session_idle_counts check (idle_seconds > 0),
  add column proved_at timestamptz,
  add column acr text constraint session_acr_length check (length(acr) <= 300);
create index session_of_actor on access.session (actor_id) where ended_at is null;
comment on column access.session.idle_seconds is 'After so long without a hand on it the session is over; null in a demonstration.';
comment on column access.session.proved_at is 'When the provider saw who this is, and acr how strongly; null in a demonstration, where nobody proves anything.';

create table access.sign_in (
  token_hash bytea primary key constraint sign_in_hash_length check (octet_length(token_hash) = 32),
  return_to text not null constraint sign_in_return_length check (length(return_to) <= 300),
  session_hash bytea,
  begun_at timestamptz not null,
  expires_at timestamptz not null
);
comment on table access.sign_in is 'An attempt to sign in, bound to one browser, good for once. Holds no secret: what the provider must repeat is derived from the token.';

create table access.sign_in_proof (
  token_hash bytea primary key constraint sign_in_proof_hash_length check (octet_length(token_hash) = 32),
  return_to text not null constraint sign_in_proof_return_length check (length(return_to) <= 300),
  actor_id uuid not null references access.account (actor_id) on delete restrict,
  proved_at timestamptz not null,
  acr text constraint sign_in_proof_acr_length check (length(acr) <= 300),
  expires_at timestamptz not null
);
comment on table access.sign_in_proof is 'Somebody with several accounts proved who it is and has yet to choose. Written under a claim of one of these accounts only.';

-- Invented and real people never stand together: the database itself looks, whatever a setting says.
create function access.account_fits_installation() returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if new.cast_key is not null and (select i.demonstration from kernel.installation i) is false then
    raise exception 'the invented cast has no accounts beside real people' using errcode = '23514', constraint = 'account_fits_installation';
  end if;
  -- Who may act no more acts no more, also in sessions that are open.
  if new.closed_at is not null then
    update access.session s set ended_at = new.closed_at where s.actor_id = new.actor_id and s.ended_at is null;
    delete from access.sign_in_proof p where p.actor_id = new.actor_id;
  end if;
  return new;
end
$$;
create trigger account_fits_installation after insert or update on access.account
  for each row execute function access.account_fits_installation();

create function access.identity_fits_installation() returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if (select i.demonstration from kernel.installation i) is not false then
    raise exception 'a demonstration knows no real people' using errcode = '23514', constraint = 'identity_fits_installation';
  end if;
  -- Whoever signed in as this account before was somebody else at the provider.
  update access.session s set ended_at = new.bound_at where s.actor_id = new.actor_id and s.ended_at is null;
  return new;
end
$$;
create trigger identity_fits_installation after insert or update on access.identity
  for each row execute function access.identity_fits_installation();

create function access.session_fits_installation() returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare invented boolean := (select i.demonstration from kernel.installation i);
begin
  if invented is null or invented <> (new.proved_at is null) then
    raise exception 'a session without proof is for a demonstration, one with proof is not' using errcode = '23514', constraint = 'session_fits_installation';
  end if;
  if not invented and not exists (select 1 from access.identity i join access.account a on a.actor_id = i.actor_id
      where i.actor_id = new.actor_id and a.closed_at is null) then
    raise exception 'no open account with an identity' using errcode = '23514', constraint = 'session_fits_installation';
  end if;
  return new;
end
$$;
create trigger session_fits_installation before insert on access.session
  for each row execute function access.session_fits_installation();

drop function access.find_session(bytea, timestamptz);
-- Looking for a session is what keeps it alive, when a hand was on it; written once a minute, not with every request.
create function access.find_session(given_hash bytea, at timestamptz, attended boolean)
returns table (actor_id uuid, organisation_id uuid, function text, plane text, display_name text, proved_at timestamptz, acr text)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if attended then
    update access.session s set seen_at = at
    where s.token_hash = given_hash and s.ended_at is null and s.expires_at > at and s.idle_seconds is not null
      and coalesce(s.seen_at, s.created_at) < at - interval '1 minute'
      and coalesce(s.seen_at, s.created_at) + make_interval(secs => s.idle_seconds) > at;
  end if;
  return query
    select a.actor_id, a.organisation_id, a.function, a.plane, a.display_name, s.proved_at, s.acr
    from access.session s join access.account a on a.actor_id = s.actor_id
    where s.token_hash = given_hash and s.ended_at is null and s.expires_at > at and a.closed_at is null
      and (s.idle_seconds is null or coalesce(s.seen_at, s.created_at) + make_interval(secs => s.idle_seconds) > at);
end
$$;

-- Ends every session of the person who holds this one: of all accounts that are the same person at the provider.
create function access.end_sessions(given_hash bytea, at timestamptz) returns integer
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  with mine as (
    select s.actor_id from access.session s
    where s.token_hash = given_hash and s.ended_at is null and s.expires_at > at),
  person as (
    select m.actor_id from mine m
    union
    select other.actor_id from mine m join access.identity i on i.actor_id = m.actor_id
      join access.identity other on other.issuer = i.issuer and other.subject = i.subject),
  ended as (
    update access.session s set ended_at = at
    where s.actor_id in (select p.actor_id from person p) and s.ended_at is null
    returning 1)
  select count(*)::integer from ended
$$;
-- The same by whoever runs the installation, for an account of the organisation that the claim names.
create function access.end_sessions_of(account uuid, at timestamptz) returns integer
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  with ended as (
    update access.session s set ended_at = at
    from access.account a, keeper.current_claim() c
    where s.actor_id = account and s.ended_at is null and a.actor_id = s.actor_id
      and c.organisation_id = a.organisation_id and c.purpose = 'accounts' and c.function = 'operator'
    returning 1)
  select count(*)::integer from ended
$$;

create function access.begin_sign_in(given_hash bytea, return_to text, of_session bytea, at timestamptz, until timestamptz) returns void
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  delete from access.sign_in s where s.expires_at < at;
  delete from access.sign_in_proof p where p.expires_at < at;
  insert into access.sign_in values (given_hash, return_to, of_session, at, until);
$$;
-- An attempt is good for once: taking it is the end of it. session_actor: who must prove it again, if somebody must.
create function access.take_sign_in(given_hash bytea, at timestamptz)
returns table (return_to text, again boolean, session_actor uuid, session_hash bytea, begun_at timestamptz)
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  with taken as (
    delete from access.sign_in s where s.token_hash = given_hash returning s.*)
  select t.return_to, t.session_hash is not null,
    (select s.actor_id from access.session s where s.token_hash = t.session_hash and s.ended_at is null and s.expires_at > at),
    t.session_hash, t.begun_at
  from taken t where t.expires_at > at
$$;
create function access.find_identity(of_issuer text, of_subject text)
returns table (actor_id uuid, organisation_id uuid, organisation_name text, function text, plane text, closed boolean)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select a.actor_id, a.organisation_id, o.name, a.function, a.plane, a.closed_at is not null
  from access.identity i join access.account a on a.actor_id = i.actor_id
    join directory.organisation o on o.id = a.organisation_id
  where i.issuer = of_issuer and i.subject = of_subject
  order by o.name, a.function, a.actor_id
$$;
-- Who proved who it is may choose among the accounts of the same person, and among no others.
create function access.find_proof(given_hash bytea, at timestamptz)
returns table (return_to text, proved_at timestamptz, acr text, actor_id uuid, organisation_id uuid, organisation_name text, function text, plane text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select p.return_to, p.proved_at, p.acr, a.actor_id, a.organisation_id, o.name, a.function, a.plane
  from access.sign_in_proof p join access.identity mine on mine.actor_id = p.actor_id
    join access.identity i on i.issuer = mine.issuer and i.subject = mine.subject
    join access.account a on a.actor_id = i.actor_id
    join directory.organisation o on o.id = a.organisation_id
  where p.token_hash = given_hash and p.expires_at > at and a.closed_at is null
  order by o.name, a.function, a.actor_id
$$;
create function access.take_proof(given_hash bytea, at timestamptz) returns boolean
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  with taken as (delete from access.sign_in_proof p where p.token_hash = given_hash and p.expires_at > at returning 1)
  select exists (select 1 from taken)
$$;

revoke execute on function access.account_fits_installation(), access.identity_fits_installation(), access.session_fits_installation() from public;
revoke execute on function access.find_session(bytea, timestamptz, boolean), access.end_sessions(bytea, timestamptz),
  access.end_sessions_of(uuid, timestamptz), access.begin_sign_in(bytea, text, bytea, timestamptz, timestamptz),
  access.take_sign_in(bytea, timestamptz), access.find_identity(text, text), access.find_proof(bytea, timestamptz),
  access.take_proof(bytea, timestamptz) from public;
reset role;
