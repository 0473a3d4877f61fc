-- Signing in without a provider: passkeys, and an access key with a code that changes (decision 0047). A person of this house is a subject of
-- the issuer `local` in access.identity, so accounts, closing and choosing stay what they are.
set role samenhang_owner;

create table access.passkey (
  credential_id bytea primary key constraint passkey_id_length check (octet_length(credential_id) between 16 and 1023),
  subject text not null constraint passkey_subject_length check (length(subject) between 1 and 255),
  public_key bytea not null constraint passkey_key_length check (octet_length(public_key) between 30 and 2000),
  counter bigint not null constraint passkey_counter_counts check (counter >= 0),
  created_at timestamptz not null,
  used_at timestamptz,
  ended_at timestamptz
);
create index passkey_of_subject on access.passkey (subject);
comment on table access.passkey is 'The public half of what somebody signs in with; the other half never leaves the device.';

create table access.access_key (
  key_hash bytea primary key constraint access_key_hash_length check (octet_length(key_hash) = 32),
  subject text not null constraint access_key_subject_length check (length(subject) between 1 and 255),
  code_sealed bytea not null constraint access_key_code_length check (octet_length(code_sealed) between 40 and 200),
  last_step bigint not null,
  tries integer not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null,
  ended_at timestamptz
);
create index access_key_of_subject on access.access_key (subject);
comment on table access.access_key is 'A drawn key of 140 bits, kept as its hash, and the sealed secret of the code that goes with it. A code is good once.';

create table access.enrolment (
  code_hash bytea primary key constraint enrolment_hash_length check (octet_length(code_hash) = 32),
  actor_id uuid not null references access.account (actor_id) on delete restrict,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
comment on table access.enrolment is 'An invitation to enrol a passkey or an access key, given by the operator, good once.';

-- Who an invitation is for, as long as it stands and the account is open and of this house.
create function access.find_enrolment(given bytea, at timestamptz) returns text
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select i.subject from access.enrolment e
    join access.account a on a.actor_id = e.actor_id and a.closed_at is null
    join access.identity i on i.actor_id = e.actor_id and i.issuer = 'local'
  where e.code_hash = given and e.used_at is null and e.expires_at > at
$$;
-- Takes the invitation and keeps the passkey, or does neither.
create function access.enrol_passkey(given bytea, at timestamptz, credential bytea, public_key bytea, counter bigint) returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare whose text := access.find_enrolment(given, at);
begin
  update access.enrolment e set used_at = at where e.code_hash = given and e.used_at is null;
  if whose is null or not found then return null; end if;
  insert into access.passkey (credential_id, subject, public_key, counter, created_at) values (credential, whose, public_key, counter, at);
  return whose;
end
$$;
create function access.enrol_access_key(given bytea, at timestamptz, hash bytea, sealed bytea, step bigint) returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare whose text := access.find_enrolment(given, at);
begin
  update access.enrolment e set used_at = at where e.code_hash = given and e.used_at is null;
  if whose is null or not found then return null; end if;
  -- One key at a time: whoever gets a new one has lost the old one, or should throw it away.
  update access.access_key k set ended_at = at where k.subject = whose and k.ended_at is null;
  insert into access.access_key (key_hash, subject, code_sealed, last_step, created_at) values (hash, whose, sealed, step, at);
  return whose;
end
$$;

create function access.find_passkey(given bytea) returns table (subject text, public_key bytea, counter bigint)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select p.subject, p.public_key, p.counter from access.passkey p where p.credential_id = given and p.ended_at is null
$$;
-- A counter that does not go up is a copy of the device, or an answer that was used before. Many devices do not count: they always say 0.
create function access.use_passkey(given bytea, seen bigint, at timestamptz) returns boolean
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  with used as (
    update access.passkey p set counter = seen, used_at = at
    where p.credential_id = given and p.ended_at is null and (seen > p.counter or (seen = 0 and p.counter = 0))
    returning 1)
  select exists (select 1 from used)
$$;

-- Counts the try before anybody sees whether the code is right, so that many at once are counted too. After every fifth wrong one the key
-- rests: a quarter of an hour, then twice as long each time, a day at most.
create function access.try_access_key(given bytea, at timestamptz)
returns table (subject text, code_sealed bytea, last_step bigint, resting boolean)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare found_key access.access_key;
begin
  select k.* into found_key from access.access_key k where k.key_hash = given and k.ended_at is null for update;
  if not found then return; end if;
  if found_key.locked_until is not null and found_key.locked_until > at then
    return query select found_key.subject, found_key.code_sealed, found_key.last_step, true;
    return;
  end if;
  update access.access_key k set tries = k.tries + 1,
    locked_until = case when (k.tries + 1) % 5 = 0
      then at + least(interval '1 day', interval '15 minutes' * power(2, least(10, (k.tries + 1) / 5 - 1))) end
  where k.key_hash = given;
  return query select found_key.subject, found_key.code_sealed, found_key.last_step, false;
end
$$;
-- A code is good once: the step must be later than the last one that was taken.
create function access.use_access_key(given bytea, step bigint) returns boolean
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  with used as (
    update access.access_key k set last_step = step, tries = 0, locked_until = null
    where k.key_hash = given and k.ended_at is null and k.last_step < step
    returning 1)
  select exists (select 1 from used)
$$;
-- What was lost is good for nothing from now on; for whoever runs the installation, for an account of the organisation of the claim.
create function access.end_means_of(account uuid, at timestamptz) returns integer
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  with whose as (
    select i.subject from access.identity i join access.account a on a.actor_id = i.actor_id, keeper.current_claim() c
    where i.actor_id = account and i.issuer = 'local' and c.organisation_id = a.organisation_id
      and c.purpose = 'accounts' and c.function = 'operator'),
  passkeys as (update access.passkey p set ended_at = at from whose w where p.subject = w.subject and p.ended_at is null returning 1),
  keys as (update access.access_key k set ended_at = at from whose w where k.subject = w.subject and k.ended_at is null returning 1),
  invitations as (update access.enrolment e set used_at = at where e.actor_id = account and e.used_at is null and exists (select 1 from whose) returning 1)
  select ((select count(*) from passkeys) + (select count(*) from keys) + 0 * (select count(*) from invitations))::integer
$$;

-- The provider says that somebody is out: every session of the account that the claim is of ends.
create function access.end_own_sessions(at timestamptz) returns integer
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  with ended as (
    update access.session s set ended_at = at from keeper.current_claim() c
    where s.actor_id = c.actor_id and c.purpose = 'sign-in' and s.ended_at is null
    returning 1)
  select count(*)::integer from ended
$$;

revoke execute on function access.find_enrolment(bytea, timestamptz), access.enrol_passkey(bytea, timestamptz, bytea, bytea, bigint),
  access.enrol_access_key(bytea, timestamptz, bytea, bytea, bigint), access.find_passkey(bytea), access.use_passkey(bytea, bigint, timestamptz),
  access.try_access_key(bytea, timestamptz), access.use_access_key(bytea, bigint), access.end_means_of(uuid, timestamptz),
  access.end_own_sessions(timestamptz) from public;
reset role;
