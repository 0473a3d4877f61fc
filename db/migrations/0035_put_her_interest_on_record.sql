-- Her wish, the goals around her, what was decided and how it weighed for her, and the second look (decision 0057).
create schema safeguard authorization samenhang_owner;
set role samenhang_owner;
select kernel.create_fact_table('safeguard');

-- One slice more; for the rest as in migration 0008.
create or replace function kernel.next_version(slice text, stream uuid) returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare answer integer;
begin
  if slice not in ('access', 'signal', 'dossier', 'responsibility', 'care', 'case_table', 'safeguard') then
    raise exception 'no such slice';
  end if;
  execute format('select coalesce(max(f.version), 0) + 1 from %I.fact f where f.stream = $1', slice) into answer using stream;
  return answer;
end
$$;

create table safeguard.decision (
  id uuid primary key,
  dossier_id uuid not null,
  organisation_id uuid not null,
  actor_id uuid not null,
  addressee_id uuid,
  kind text not null constraint decision_kind check (kind in
    ('end-shelter', 'report-to-police', 'share-with-police', 'return', 'move', 'close', 'hand-over')),
  receiver_id uuid,
  because text[] not null,
  taken_at timestamptz not null,
  stated_at timestamptz,
  -- Who wrote the statement: afterwards that may be a colleague of who decided.
  stated_by_id uuid,
  decided_by text constraint decision_decided_by check (decided_by in ('herself', 'together', 'we', 'other-party', 'court-or-law')),
  accords text constraint decision_accords check (accords in ('as-wished', 'against-wish', 'wish-unknown')),
  wish_id uuid,
  wish_absent text constraint decision_wish_absent check (wish_absent in ('not-reached', 'will-not-say', 'no-interpreter', 'cannot-weigh')),
  conflicts text[] not null default '{}',
  afterwards text constraint decision_afterwards check (afterwards in ('danger', 'happened')),
  owed_by date,
  set_aside_at timestamptz,
  -- A handover is to one house, and what was weighed for one says nothing about another.
  constraint decision_hands_over_to_one check ((kind = 'hand-over') = (receiver_id is not null)),
  -- Without her interest on record there is no decision; in danger, or when it happened already, it is owed by a day.
  constraint decision_stated_or_owed check (stated_at is not null or (afterwards is not null and owed_by is not null)),
  constraint decision_states_whole check (
    (stated_at is null and stated_by_id is null and decided_by is null and accords is null and wish_id is null and wish_absent is null)
    or (stated_at is not null and stated_by_id is not null and decided_by is not null and accords is not null and (wish_id is null) <> (wish_absent is null))),
  -- Against her wish or as she wished cannot be said of a wish that nobody knows.
  constraint decision_accords_with_a_wish check (accords is null or (accords = 'wish-unknown') = (wish_id is null)),
  -- Who was not reached, or did not want it, did not decide it.
  constraint decision_hers_as_wished check (decided_by is distinct from 'herself' or accords = 'as-wished')
);
create index decision_of_dossier on safeguard.decision (dossier_id, kind, taken_at desc);
create index decision_owed on safeguard.decision (organisation_id, owed_by) where stated_at is null;
comment on table safeguard.decision is 'A decision that weighs for her: what, why by code, who decided, and on which wish; the words are sealed facts.';

create table safeguard.second_look (
  id uuid primary key,
  dossier_id uuid not null,
  decision_id uuid references safeguard.decision (id),
  request_id uuid,
  organisation_id uuid not null,
  actor_id uuid not null,
  raised_by text not null constraint second_look_raised_by check (raised_by in ('herself', 'own-page', 'party', 'norm')),
  decider_id uuid not null,
  decider_actor_id uuid not null,
  reader_id uuid not null,
  raised_at timestamptz not null,
  look_by date not null,
  outcome text constraint second_look_outcome check (outcome in ('upheld', 'not-upheld')),
  looked_by_id uuid,
  looked_at timestamptz,
  constraint second_look_about_one check ((decision_id is null) = (request_id is not null)),
  constraint second_look_whole check ((outcome is null) = (looked_by_id is null) and (outcome is null) = (looked_at is null)),
  -- Somebody else: never who decided, nor who asked for it.
  constraint second_look_by_another check (looked_by_id is distinct from decider_actor_id or looked_by_id is null),
  constraint second_look_not_by_objector check (raised_by <> 'party' or looked_by_id is null or looked_by_id <> actor_id)
);
create unique index second_look_one_open on safeguard.second_look (decision_id, raised_by, organisation_id) where outcome is null and decision_id is not null;
create unique index second_look_one_per_request on safeguard.second_look (request_id) where request_id is not null;
create index second_look_for_reader on safeguard.second_look (reader_id, look_by) where outcome is null;
create index second_look_of_dossier on safeguard.second_look (dossier_id);
create index second_look_of_decider on safeguard.second_look (decider_id);
comment on table safeguard.second_look is 'An objection and the second look at it: by whom, before which day, and what came of it; the words are sealed facts.';

-- Who looks now: the house that was asked, as long as it holds the file or she lets it know of her goal; else the house that decided, so that
-- what waits for a look does not wait for somebody who may not look.
-- Told to the houses of this look alone.
create function safeguard.reader_now(of_look uuid) returns uuid
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return (select case when l.outcome is not null
      or exists (select 1 from dossier.dossier d where d.id = l.dossier_id and d.holder_id = l.reader_id)
      or exists (select 1 from access.reach r where r.dossier_id = l.dossier_id and r.chapter = 'goal' and r.organisation_id = l.reader_id
        and r.until >= (now() at time zone 'Europe/Amsterdam')::date)
    then l.reader_id else l.decider_id end
    from safeguard.second_look l where l.id = of_look
      and (select c.organisation_id from keeper.current_claim() c) in (l.organisation_id, l.decider_id, l.reader_id));
end
$$;
revoke execute on function safeguard.reader_now(uuid) from public;

-- The rule of the act once more, at commit and as the one who acts: a file goes on only where she said yes to a handover to that house, or
-- where her interest in it stands on record. What the administrator of the installation puts there is no act of a house.
create function safeguard.check_interest_on_record() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  moment timestamptz := keeper.claim_time();
  -- What was decided before an outcome that found for her is ended with it, however often it was decided again.
  ended timestamptz := coalesce((select max(d.set_aside_at) from safeguard.decision d
    where d.dossier_id = new.dossier_id and d.organisation_id = new.organisation_id and d.kind = 'hand-over'), '-infinity');
begin
  if not exists (
    select 1 from access.consent k where k.dossier_id = new.dossier_id and k.partner_id = new.receiver_id
      and k.purpose = 'D26' and k.answer = 'given' and k.withdrawn_at is null and k.replaced_by is null
      and (moment at time zone 'Europe/Amsterdam')::date between k.given_on and k.valid_until
  ) and not exists (
    select 1 from safeguard.decision d where d.dossier_id = new.dossier_id and d.organisation_id = new.organisation_id
      and d.kind = 'hand-over' and d.receiver_id = new.receiver_id and d.taken_at > ended and d.taken_at > moment - interval '32 days'
      and ((d.afterwards = 'danger' and d.owed_by >= (moment at time zone 'Europe/Amsterdam')::date)
        or (d.stated_at is not null and not exists (
          select 1 from safeguard.second_look l join safeguard.decision o on o.id = l.decision_id
          where o.dossier_id = new.dossier_id and o.organisation_id = new.organisation_id and o.kind = 'hand-over'
            and o.taken_at > ended and o.taken_at > moment - interval '31 days' and l.outcome is null and l.raised_by <> 'norm')))
  ) then
    raise exception 'nobody is handed over without her interest on record' using errcode = 'check_violation';
  end if;
  return null;
end
$$;
revoke execute on function safeguard.check_interest_on_record() from public;
create constraint trigger handover_interest_on_record
  after insert on dossier.handover deferrable initially deferred
  for each row when (current_user = 'samenhang_worker')
  execute function safeguard.check_interest_on_record();
reset role;
