-- The address of a calendar ends with what ends the sessions of its person, and has a term: who had it before the account became somebody else's, or who
-- found it long ago, reads nothing.
set role samenhang_owner;

alter table task.calendar_link add column expires_at timestamptz;
update task.calendar_link set expires_at = made_at + interval '90 days';
alter table task.calendar_link alter column expires_at set not null;

drop function task.find_calendar(bytea);
create function task.find_calendar(given_hash bytea, at timestamptz)
returns table (link_id uuid, organisation_id uuid, actor_id uuid, function text, plane text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select l.id, a.organisation_id, a.actor_id, a.function, a.plane
  from task.calendar_link l join access.account a on a.actor_id = l.actor_id and a.organisation_id = l.organisation_id
  where l.token_hash = given_hash and l.ended_at is null and l.expires_at > at and a.closed_at is null
$$;
comment on function task.find_calendar(bytea, timestamptz) is
  'Whose calendar a secret address is; nobody''s when it was ended or ran out, or the account was closed.';
revoke execute on function task.find_calendar(bytea, timestamptz) from public;

-- Bound to another identity the account is somebody else's, whatever it was before.
create function task.end_calendar_of_other() returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update task.calendar_link l set ended_at = new.bound_at where l.actor_id = new.actor_id and l.ended_at is null;
  return new;
end
$$;
revoke execute on function task.end_calendar_of_other() from public;
create trigger end_calendar_of_other after insert or update on access.identity
  for each row execute function task.end_calendar_of_other();

-- Opened again it begins without an address.
create function task.end_calendar_of_closed() returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update task.calendar_link l set ended_at = new.closed_at where l.actor_id = new.actor_id and l.ended_at is null;
  return new;
end
$$;
revoke execute on function task.end_calendar_of_closed() from public;
create trigger end_calendar_of_closed after update of closed_at on access.account
  for each row when (new.closed_at is not null) execute function task.end_calendar_of_closed();

create or replace function access.end_sessions_of(account uuid, at timestamptz) returns integer
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  with whose as (
    select a.actor_id from access.account a, keeper.current_claim() c
    where a.actor_id = account and c.organisation_id = a.organisation_id and c.purpose = 'accounts' and c.function = 'operator'),
  calendars as (
    update task.calendar_link l set ended_at = at from whose w where l.actor_id = w.actor_id and l.ended_at is null returning 1),
  ended as (
    update access.session s set ended_at = at from whose w where s.actor_id = w.actor_id and s.ended_at is null returning 1)
  select (select count(*) from ended)::integer
$$;

create or replace function access.end_means_of(account uuid, at timestamptz) returns integer
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  with whose as (
    select i.subject from access.identity i join access.account a on a.actor_id = i.actor_id, keeper.current_claim() c
    where i.actor_id = account and i.issuer = 'local' and c.organisation_id = a.organisation_id
      and c.purpose = 'accounts' and c.function = 'operator'),
  passkeys as (update access.passkey p set ended_at = at from whose w where p.subject = w.subject and p.ended_at is null returning 1),
  keys as (update access.access_key k set ended_at = at from whose w where k.subject = w.subject and k.ended_at is null returning 1),
  invitations as (update access.enrolment e set used_at = at where e.actor_id = account and e.used_at is null and exists (select 1 from whose) returning 1),
  calendars as (update task.calendar_link l set ended_at = at where l.actor_id = account and l.ended_at is null and exists (select 1 from whose) returning 1)
  select ((select count(*) from passkeys) + (select count(*) from keys) + 0 * (select count(*) from invitations))::integer
$$;
reset role;
