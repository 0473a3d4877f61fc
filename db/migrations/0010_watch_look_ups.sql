-- Who watches those who look: two people for what is sensitive, a review of what nobody followed up, decoys that ring.

-- The moment of an act is part of the signed claim: a row that says when it was written can be held to it, and a budget that counts
-- rows by their moment cannot be stretched by SQL that writes them in the past.
set role samenhang_keeper;
create function keeper.claim_time() returns timestamptz
language sql stable parallel restricted
set search_path = pg_catalog, pg_temp
as $$
  select case when (keeper.current_claim()).actor_id is not null
    then (current_setting('samenhang.claim', true)::jsonb->>'at')::timestamptz end
$$;
comment on function keeper.claim_time() is 'The moment of the act of this transaction as its claim says it, or nothing without a claim that can be checked.';
revoke execute on function keeper.claim_time() from public;
reset role;

set role samenhang_owner;
create table linkage.sensitive_mark (
  organisation_id uuid not null,
  subject uuid not null,
  marked_by uuid not null,
  marked_at timestamptz not null,
  primary key (organisation_id, subject)
);
comment on table linkage.sensitive_mark is 'Signals that their own organisation looks for with two people only. A mark is never taken away by those who look.';

create table linkage.waiting_lookup (
  id uuid primary key,
  organisation_id uuid not null,
  actor_id uuid not null,
  subject uuid not null,
  ground_id uuid not null,
  purpose text not null constraint waiting_has_purpose check (length(purpose) > 0),
  case_reference text not null constraint waiting_has_case check (length(case_reference) > 0),
  reasons text[] not null constraint waiting_has_reason check (cardinality(reasons) > 0),
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  constraint waiting_ends_within_a_day check (expires_at > asked_at and expires_at <= asked_at + interval '24 hours'),
  foreign key (organisation_id, ground_id) references access.ground (organisation_id, id)
);
create index waiting_by_actor on linkage.waiting_lookup (organisation_id, actor_id, asked_at);
comment on table linkage.waiting_lookup is 'Sensitive look-ups that were asked by one person; nothing is encoded until another one agrees.';

create table linkage.second_person (
  lookup_id uuid primary key references linkage.waiting_lookup (id),
  organisation_id uuid not null,
  actor_id uuid not null,
  decision text not null constraint second_person_decision check (decision in ('confirmed', 'refused')),
  reason text constraint second_person_reason check (reason in ('ground-too-thin', 'not-needed', 'ask-the-person-first', 'not-our-case')),
  decided_at timestamptz not null,
  constraint second_person_says_why_not check ((decision = 'refused') = (reason is not null))
);
comment on table linkage.second_person is 'What the second person said about a sensitive look-up: once, and never about one of his own.';

create table linkage.lookup_review (
  id uuid primary key,
  organisation_id uuid not null,
  lookup_id uuid not null references linkage.lookup (id),
  outcome text not null constraint review_outcome check (outcome in ('legitimate', 'not-legitimate', 'asked')),
  reason text constraint review_reason check (reason in
    ('nobody-was-known', 'followed-up-elsewhere', 'person-gone', 'asked-by-mistake', 'ground-too-thin', 'no-task', 'private-interest')),
  reviewed_by uuid not null,
  reviewed_at timestamptz not null,
  constraint review_says_why check ((outcome = 'asked') = (reason is null))
);
create index review_of_lookup on linkage.lookup_review (organisation_id, lookup_id, reviewed_at);
comment on table linkage.lookup_review is 'What the privacy officer found of a look-up that nobody followed up. Only added to; the newest row counts.';

create table linkage.decoy (
  handle uuid primary key,
  organisation_id uuid not null,
  mark bytea not null constraint decoy_mark_length check (octet_length(mark) = 32),
  sealed bytea not null,
  planted_at timestamptz not null,
  retired_at timestamptz,
  constraint decoy_planted_once unique (organisation_id, mark)
);
comment on table linkage.decoy is 'Invented persons in the index whom nobody has a reason to look for. Not entries: they are in no cluster, count or rate.';

create table linkage.decoy_alarm (
  id uuid primary key,
  organisation_id uuid not null,
  lookup_id uuid not null,
  asking_organisation_id uuid not null,
  actor_id uuid not null,
  purpose text not null,
  case_reference text not null,
  asked_at timestamptz not null,
  rung_at timestamptz not null,
  decoy uuid,
  seen_at timestamptz,
  constraint decoy_alarm_once unique nulls not distinct (organisation_id, lookup_id, decoy)
);
create index decoy_alarm_newest on linkage.decoy_alarm (organisation_id, rung_at desc);
comment on table linkage.decoy_alarm is 'Somebody looked for a decoy: told to two privacy officers. Who, when, why, for which case; which decoy only to the desk that keeps it.';

create index lookup_of_entry on linkage.lookup (handle, asked_at);
create index lookup_by_moment on linkage.lookup (organisation_id, asked_at);

-- The courier asks this of every match. It learns whether a hit may be made; the case and the person who looked stay with the owner.
create function linkage.ring_decoy(asking uuid, held uuid, asked timestamptz, desk uuid, at timestamptz) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare living boolean;
begin
  if exists (select 1 from linkage.decoy d where d.handle = asking) then return true; end if;
  select d.retired_at is null into living from linkage.decoy d where d.handle = held;
  if not found then return false; end if;
  if living then
    insert into linkage.decoy_alarm
      (id, organisation_id, lookup_id, asking_organisation_id, actor_id, purpose, case_reference, asked_at, rung_at, decoy)
    select gen_random_uuid(), told.organisation_id, l.id, l.organisation_id, l.actor_id, l.purpose, l.case_reference, l.asked_at, at, told.decoy
    from linkage.lookup l cross join lateral (values (l.organisation_id, null::uuid), (desk, held)) as told(organisation_id, decoy)
    where l.handle = asking and l.asked_at = asked
    on conflict do nothing;
  end if;
  return true;
end
$$;
revoke execute on function linkage.ring_decoy(uuid, uuid, timestamptz, uuid, timestamptz) from public;
reset role;
