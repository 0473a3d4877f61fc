-- A handover to a party without an account: a link, a code by telephone, a receipt; the file stays where it is (decision 0060).
set role samenhang_owner;

alter table access.link drop constraint link_kind,
  add constraint link_kind check (kind in ('seat-reply', 'person-page', 'outside-handover'));
alter table retention.destruction drop constraint destruction_has_classes,
  add constraint destruction_has_classes check (cardinality(classes) > 0
    and classes <@ array['identity', 'location', 'medical', 'investigation', 'oversight', 'outside']);

create table dossier.outside_handover (
  id uuid primary key,
  dossier_id uuid not null references dossier.dossier (id),
  organisation_id uuid not null,
  party_kind text not null constraint outside_party_kind check (party_kind in
    ('shelter', 'care-provider', 'youth-care', 'health-care', 'legal-help', 'municipality', 'referral-mechanism')),
  country text not null constraint outside_country check (country ~ '^[A-Z]{2}$'),
  language text not null constraint outside_language check (language in ('nl', 'en', 'fr', 'de')),
  stage text not null constraint outside_stage check (stage in
    ('named', 'made', 'opened', 'received', 'settled', 'declined', 'expired', 'withdrawn', 'stopped')),
  named_at timestamptz not null,
  changed_at timestamptz not null,
  open_until date,
  opened_on date,
  received_on date,
  read_until date,
  reads_left smallint not null constraint outside_reads_left check (reads_left between 0 and 100),
  reason text constraint outside_reason check (reason ~ '^[a-z-]{3,40}$'),
  becomes text constraint outside_becomes check (becomes in ('stays', 'ends')),
  constraint outside_made_has_end check (stage in ('named', 'withdrawn', 'stopped') or open_until is not null),
  constraint outside_receipt_whole check ((received_on is null) = (read_until is null)),
  constraint outside_received_has_receipt check (stage not in ('received', 'settled') or received_on is not null),
  constraint outside_settled_says_what check ((stage = 'settled') <= (becomes is not null))
);
create unique index outside_one_at_a_time on dossier.outside_handover (dossier_id) where stage in ('named', 'made', 'opened');
create index outside_of_dossier on dossier.outside_handover (dossier_id, named_at desc);
comment on table dossier.outside_handover is
  'Handovers to a party without an account: stage and days. Who it is and the number that was called are sealed facts. It never holds the file.';

-- The second step of the link: what is said by telephone. The code itself is nowhere.
create table access.outside_code (
  handover_id uuid primary key references dossier.outside_handover (id),
  salt bytea not null constraint outside_code_salt_length check (octet_length(salt) = 16),
  code_hash bytea not null constraint outside_code_hash_length check (octet_length(code_hash) = 32),
  tries_left smallint not null constraint outside_code_tries check (tries_left between 0 and 5),
  set_at timestamptz not null
);
comment on table access.outside_code is 'The hash of the code of a handover outside, and how many wrong ones are left before the link shuts.';
create table access.outside_visit (
  token_hash bytea primary key constraint outside_visit_hash_length check (octet_length(token_hash) = 32),
  handover_id uuid not null references dossier.outside_handover (id),
  begun_at timestamptz not null
);
create index outside_visit_of_handover on access.outside_visit (handover_id, begun_at desc);
comment on table access.outside_visit is 'Visits that a right code began, half an hour long. Reached through functions alone.';

-- Is this link of the guest who asks open at its moment? For the functions below and for policies; about the asker alone.
create function access.outside_open(of_handover uuid) returns boolean
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  who keeper.claim := keeper.current_claim();
  today date := (keeper.claim_time() at time zone 'Europe/Amsterdam')::date;
begin
  if who.function is distinct from 'guest' or who.link_subject is distinct from of_handover or who.purpose is distinct from 'W14' then return false; end if;
  return exists (select 1 from dossier.outside_handover h
    where h.id = of_handover and h.organisation_id = who.organisation_id
      and ((h.stage in ('made', 'opened') and today <= h.open_until)
        or (h.stage in ('received', 'settled') and today <= h.read_until)));
end
$$;
-- And did a right code begin a visit that goes on, under the code of now?
create function access.outside_entered(of_handover uuid) returns boolean
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return access.outside_open(of_handover) and exists (
    select 1 from access.outside_visit v join access.outside_code c on c.handover_id = v.handover_id
    where v.handover_id = of_handover and v.begun_at > keeper.claim_time() - interval '30 minutes' and v.begun_at >= c.set_at);
end
$$;
create function access.outside_goes_on(of_handover uuid, visit_hash bytea) returns boolean
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return access.outside_open(of_handover) and exists (
    select 1 from access.outside_visit v join access.outside_code c on c.handover_id = v.handover_id
    where v.token_hash = visit_hash and v.handover_id = of_handover
      and v.begun_at > keeper.claim_time() - interval '30 minutes' and v.begun_at >= c.set_at);
end
$$;
-- The chapters to which she says yes for this party, at this moment: no visit, no answer.
create function access.outside_chapters(of_handover uuid) returns setof text
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare today date := (keeper.claim_time() at time zone 'Europe/Amsterdam')::date;
begin
  if not access.outside_entered(of_handover) then return; end if;
  return query select distinct k.chapter from access.consent k join dossier.outside_handover h on h.id = of_handover
    where k.dossier_id = h.dossier_id and k.partner_id = of_handover and k.purpose = 'D26' and k.answer = 'given'
      and k.withdrawn_at is null and k.replaced_by is null and today between k.given_on and k.valid_until;
end
$$;
create function access.outside_salt(of_handover uuid) returns table (salt bytea, locked boolean, language text, dossier_id uuid)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not access.outside_open(of_handover) then return; end if;
  return query select c.salt, c.tries_left = 0, h.language, h.dossier_id
    from access.outside_code c join dossier.outside_handover h on h.id = c.handover_id where c.handover_id = of_handover;
end
$$;
-- Counts before it tells, as the code of her page does. After a receipt each right code takes one of the times that it can be read.
create function access.enter_outside(of_handover uuid, given_hash bytea, visit_hash bytea) returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare code access.outside_code;
begin
  if not access.outside_open(of_handover) then return 'not-found'; end if;
  select * into code from access.outside_code c where c.handover_id = of_handover for update;
  if not found then return 'not-found'; end if;
  if code.tries_left = 0 then return 'locked'; end if;
  if code.code_hash <> given_hash then
    update access.outside_code c set tries_left = c.tries_left - 1 where c.handover_id = of_handover;
    return case when code.tries_left = 1 then 'locked' else 'wrong' end;
  end if;
  update dossier.outside_handover h set reads_left = h.reads_left - 1
    where h.id = of_handover and h.stage in ('received', 'settled') and h.reads_left > 0;
  if not found and exists (select 1 from dossier.outside_handover h where h.id = of_handover and h.stage in ('received', 'settled')) then
    return 'not-found';
  end if;
  update access.outside_code c set tries_left = 5 where c.handover_id = of_handover;
  insert into access.outside_visit values (visit_hash, of_handover, keeper.claim_time());
  return 'entered';
end
$$;
revoke execute on function access.outside_open(uuid), access.outside_entered(uuid), access.outside_goes_on(uuid, bytea),
  access.outside_chapters(uuid), access.outside_salt(uuid), access.enter_outside(uuid, bytea, bytea) from public;

-- No link without her yes to this party: once more at commit, as the one who acts.
create function dossier.check_outside() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if new.stage = 'made' and not exists (select 1 from access.consent k where k.dossier_id = new.dossier_id and k.partner_id = new.id
      and k.purpose = 'D26' and k.answer = 'given' and k.withdrawn_at is null and k.replaced_by is null
      and (keeper.claim_time() at time zone 'Europe/Amsterdam')::date between k.given_on and k.valid_until) then
    raise exception 'no link goes to a party outside without her yes' using errcode = 'check_violation';
  end if;
  return null;
end
$$;
revoke execute on function dossier.check_outside() from public;
create constraint trigger outside_with_her_yes
  after insert or update on dossier.outside_handover deferrable initially deferred
  for each row when (current_user = 'samenhang_worker')
  execute function dossier.check_outside();
reset role;
