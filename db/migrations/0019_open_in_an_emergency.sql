-- Break-glass: in an emergency one person of another house of care reads named chapters of one dossier for hours. The holder is told at
-- once; two privacy officers judge it afterwards. What stands here is the widest that data/sharing/break-glass.json may say.
set role samenhang_owner;
create table access.break_glass (
  id uuid primary key,
  dossier_id uuid not null,
  organisation_id uuid not null,
  actor_id uuid not null,
  function text not null,
  holder_id uuid not null,
  chapters text[] not null
    constraint break_glass_chapters check (cardinality(chapters) > 0 and chapters <@ array['safety', 'health', 'contact']),
  kind text not null constraint break_glass_kind check (kind ~ '^[a-z][a-z-]{2,40}$'),
  opened_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  ended_for text constraint break_glass_ended_for check (ended_for in ('reader', 'holder')),
  constraint break_glass_between_two check (organisation_id <> holder_id),
  constraint break_glass_short check (ends_at > opened_at and ends_at <= opened_at + interval '4 hours'),
  constraint break_glass_ended_by_somebody check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (ended_for is null))
);
create index break_glass_of_dossier on access.break_glass (dossier_id, opened_at desc);
create index break_glass_by_actor on access.break_glass (actor_id, opened_at desc);
create index break_glass_of_house on access.break_glass (organisation_id, opened_at desc);
create index break_glass_of_holder on access.break_glass (holder_id, opened_at desc);
comment on table access.break_glass is 'Chapters of one dossier opened in an emergency, by whom and until when. The reason is sealed in its fact.';

create table access.break_glass_review (
  id uuid primary key,
  break_glass_id uuid not null references access.break_glass (id),
  organisation_id uuid not null,
  outcome text not null constraint break_glass_review_outcome check (outcome in ('justified', 'not-justified')),
  reviewed_by uuid not null,
  reviewed_at timestamptz not null
);
create index break_glass_review_of on access.break_glass_review (break_glass_id, organisation_id, reviewed_at desc);
comment on table access.break_glass_review is 'What a privacy officer of either house found of an emergency. Only added to; the newest of a house counts.';

-- Is this account the one that acts, or another account of the same person? Answers about whoever asks, and about nobody else.
create function access.is_same_person(other uuid) returns boolean
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare who uuid := (keeper.current_claim()).actor_id;
begin
  return who = other or exists (
    select 1 from access.identity mine join access.identity i on i.issuer = mine.issuer and i.subject = mine.subject
    where mine.actor_id = who and i.actor_id = other);
end
$$;

-- The one way to open. Who reads, for which house and when is what the claim says, not what is given. A dossier that does not exist, and
-- one that is closed, give the same answer; what is refused before is refused without looking at any dossier.
create function access.open_break_glass(given uuid, of_dossier uuid, wanted text[], of_kind text, until timestamptz)
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
      and r.until >= (now() at time zone 'Europe/Amsterdam')::date)
  then return query select 'break-glass-not-needed', null::uuid; return; end if;
  if exists (select 1 from access.break_glass b
    where b.dossier_id = of_dossier and b.actor_id = who.actor_id and b.ended_at is null and b.ends_at > at)
  then return query select 'break-glass-stands', null::uuid; return; end if;
  insert into access.break_glass (id, dossier_id, organisation_id, actor_id, function, holder_id, chapters, kind, opened_at, ends_at)
  values (given, of_dossier, who.organisation_id, who.actor_id, who.function, held_by, wanted, of_kind, at, until);
  return query select null::text, held_by;
end
$$;

-- Yes or no about the one opening that the claim names as its ground: is it this person's, of this dossier and chapter, and does it stand?
-- No more is read than the holder itself could read: its own notes, and those of others as far as she agreed that it reads them.
create function access.reads_in_emergency(of_dossier uuid, of_chapter text, noted_by uuid) returns boolean
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
          and r.until >= (now() at time zone 'Europe/Amsterdam')::date)));
end
$$;

-- Until when another opening of the same house still stands for a chapter: its key stays so long. For who opened it or holds the dossier.
create function access.break_glass_key_until(of_opening uuid, of_chapter text) returns timestamptz
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  who keeper.claim := keeper.current_claim();
  at timestamptz := keeper.claim_time();
begin
  return (select max(other.ends_at) from access.break_glass b
    join access.break_glass other on other.dossier_id = b.dossier_id and other.organisation_id = b.organisation_id and other.id <> b.id
    where b.id = of_opening and (b.organisation_id = who.organisation_id or b.holder_id = who.organisation_id or access.is_holder(b.dossier_id))
      and of_chapter = any (other.chapters) and other.ended_at is null and other.ends_at > at);
end
$$;
revoke execute on function access.is_same_person(uuid), access.open_break_glass(uuid, uuid, text[], text, timestamptz),
  access.reads_in_emergency(uuid, text, uuid), access.break_glass_key_until(uuid, text) from public;
reset role;
