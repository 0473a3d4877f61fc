-- Whether something still stands is asked of the moment of the act, as its claim says it, and not of the clock of the database: with two clocks a term
-- was over for one rule and not for the other.
set role samenhang_owner;
create or replace function access.open_break_glass(given uuid, of_dossier uuid, wanted text[], of_kind text, until timestamptz)
returns table (refused text, holder uuid)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  who keeper.claim := keeper.current_claim();
  at timestamptz := keeper.claim_time();
  held_by uuid;
begin
  if who.plane is distinct from 'care' or who.purpose is distinct from 'E01' or at is null
    or coalesce(who.function, '') not in ('care-coordinator', 'focal-officer', 'wmo-desk', 'shelter-worker')
  then return query select 'not-your-function', null::uuid; return; end if;
  -- Two at once of one person wait for each other: the budget counts both.
  perform pg_advisory_xact_lock(hashtextextended('break-glass ' || who.actor_id, 0));
  if (select count(*) from access.break_glass b where b.actor_id = who.actor_id and b.opened_at > at - interval '30 days') >= 3
  then return query select 'break-glass-budget-spent', null::uuid; return; end if;
  if not exists (select 1 from access.account a
    where a.organisation_id = who.organisation_id and a.function = 'privacy-officer' and a.closed_at is null
      and not access.is_same_person(a.actor_id))
  then return query select 'break-glass-no-reviewer', null::uuid; return; end if;
  select d.holder_id into held_by from dossier.dossier d where d.id = of_dossier and d.stage <> 'closed';
  if not found then return query select 'not-found', null::uuid; return; end if;
  if held_by = who.organisation_id or exists (select 1 from access.reach r
    where r.dossier_id = of_dossier and r.organisation_id = who.organisation_id and r.chapter = any (wanted)
      and r.until >= (at at time zone 'Europe/Amsterdam')::date)
  then return query select 'break-glass-not-needed', null::uuid; return; end if;
  if exists (select 1 from access.break_glass b
    where b.dossier_id = of_dossier and b.actor_id = who.actor_id and b.ended_at is null and b.ends_at > at)
  then return query select 'break-glass-stands', null::uuid; return; end if;
  insert into access.break_glass (id, dossier_id, organisation_id, actor_id, function, holder_id, chapters, kind, opened_at, ends_at)
  values (given, of_dossier, who.organisation_id, who.actor_id, who.function, held_by, wanted, of_kind, at, until);
  return query select null::text, held_by;
end
$$;

create or replace function access.reads_in_emergency(of_dossier uuid, of_chapter text, noted_by uuid) returns boolean
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  who keeper.claim := keeper.current_claim();
  at timestamptz := keeper.claim_time();
begin
  if who.purpose is distinct from 'E01' or who.plane is distinct from 'care' or who.ground is null then return false; end if;
  return exists (select 1 from access.break_glass b
    where b.id = who.ground and b.dossier_id = of_dossier and b.organisation_id = who.organisation_id and b.actor_id = who.actor_id
      and of_chapter = any (b.chapters) and b.opened_at <= at and at < b.ends_at and b.ended_at is null
      and (noted_by = b.holder_id or exists (select 1 from access.reach r
        where r.dossier_id = b.dossier_id and r.organisation_id = b.holder_id and r.chapter = of_chapter
          and r.until >= (at at time zone 'Europe/Amsterdam')::date)));
end
$$;

create or replace function safeguard.reader_now(of_look uuid) returns uuid
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return (select case when l.outcome is not null
      or exists (select 1 from dossier.dossier d where d.id = l.dossier_id and d.holder_id = l.reader_id)
      or exists (select 1 from access.reach r where r.dossier_id = l.dossier_id and r.chapter = 'goal' and r.organisation_id = l.reader_id
        and r.until >= (keeper.claim_time() at time zone 'Europe/Amsterdam')::date)
    then l.reader_id else l.decider_id end
    from safeguard.second_look l where l.id = of_look
      and (select c.organisation_id from keeper.current_claim() c) in (l.organisation_id, l.decider_id, l.reader_id));
end
$$;

reset role;
