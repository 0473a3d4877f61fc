-- A person sees the own sessions and ends one of them. A session gets a number: its hash never leaves the database.
set role samenhang_owner;
alter table access.session add column id uuid not null default gen_random_uuid();
create unique index session_by_id on access.session (id);
comment on column access.session.id is 'The number under which a person sees and ends an own session; nobody signs in with it.';

-- Of whoever holds the token: every session that stands, in every function of this person.
create function access.list_sessions(given_hash bytea, at timestamptz)
returns table (id uuid, is_this boolean, function text, organisation_name text, created_at timestamptz, seen_at timestamptz, ends_at timestamptz)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  with mine as (
    select f.actor_id from access.session s join access.account f on f.actor_id = s.actor_id
    where s.token_hash = given_hash and s.ended_at is null and s.expires_at > at and f.closed_at is null
      and (s.idle_seconds is null or coalesce(s.seen_at, s.created_at) + make_interval(secs => s.idle_seconds) > at)),
  person as (
    select m.actor_id from mine m
    union
    select other.actor_id from mine m join access.identity i on i.actor_id = m.actor_id
      join access.identity other on other.issuer = i.issuer and other.subject = i.subject)
  select s.id, s.token_hash = given_hash, a.function, o.name, s.created_at, coalesce(s.seen_at, s.created_at),
    least(s.expires_at, coalesce(s.seen_at, s.created_at) + make_interval(secs => coalesce(s.idle_seconds, 86400)))
  from access.session s join access.account a on a.actor_id = s.actor_id
    join directory.organisation o on o.id = a.organisation_id
  where s.actor_id in (select p.actor_id from person p) and s.ended_at is null and s.expires_at > at and a.closed_at is null
    and (s.idle_seconds is null or coalesce(s.seen_at, s.created_at) + make_interval(secs => s.idle_seconds) > at)
  order by s.token_hash = given_hash desc, s.created_at desc, s.id
  limit 100
$$;
comment on function access.list_sessions(bytea, timestamptz) is 'The sessions that stand of the person who holds this token.';

-- True when it was one of these and ended now; of anybody else it is as if it were not there.
create function access.end_own_session(given_hash bytea, wanted uuid, at timestamptz) returns boolean
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  with ended as (
    update access.session s set ended_at = at
    where s.id = wanted and s.id in (select l.id from access.list_sessions(given_hash, at) l)
    returning 1)
  select exists (select 1 from ended)
$$;
comment on function access.end_own_session(bytea, uuid, timestamptz) is 'Ends one session of the person who holds this token.';
revoke execute on function access.list_sessions(bytea, timestamptz), access.end_own_session(bytea, uuid, timestamptz) from public;
reset role;
