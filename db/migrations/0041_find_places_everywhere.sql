set role samenhang_owner;

-- Every word that is compared has a bit; the order is MATCH_WORDS of src/care/needs.ts, and a test compares them. Add at the end only.
create function care.word_bits(words text[]) returns bigint
language sql immutable parallel safe
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(bit_or(1::bigint << (v.position - 1)::int), 0)
  from unnest(array['man', 'woman', 'family', 'minor', 'step-free', 'secured', 'round-the-clock', 'independent',
    'age-12-17', 'age-18-22', 'age-23-plus', 'baby', 'form-sexual', 'form-labour', 'form-criminal', 'form-other',
    'addiction', 'mental-health', 'mild-disability',
    'speaks-nl', 'speaks-en', 'speaks-fr', 'speaks-es', 'speaks-pt', 'speaks-ar', 'speaks-bg', 'speaks-ro', 'speaks-pl', 'speaks-hu',
    'speaks-tr', 'speaks-uk', 'speaks-zh', 'speaks-vi', 'speaks-ti',
    'days', 'three-months', 'longer', 'paid-wmo', 'paid-cosm', 'paid-youth', 'paid-other', 'wheelchair', 'deaf', 'blind'])
    with ordinality v(word, position)
  where v.word = any (words)
$$;
comment on function care.word_bits(text[]) is 'Words that are compared, each as its bit.';

-- Regions with fewer than ten municipalities are joined with their neighbours: an answer never tells more than the area (src/care/areas.ts).
create function care.area_of(region_code text) returns text
language sql immutable parallel safe
set search_path = pg_catalog, pg_temp
as $$
  select case when region_code in ('VR11', 'VR12', 'VR13') then 'VR11' when region_code in ('VR14', 'VR25') then 'VR14'
    when region_code in ('VR15', 'VR16') then 'VR15' else region_code end
$$;
comment on function care.area_of(text) is 'The area of a safety region: never fewer than ten municipalities.';
revoke execute on function care.word_bits(text[]), care.area_of(text) from public;

alter table care.place
  add column capacity smallint,
  add column offers text[] not null default '{}',
  add column word_bits bigint generated always as (care.word_bits(suits || offers)) stored,
  add column area_code text generated always as (care.area_of(region_code)) stored,
  add constraint place_capacity_not_negative check (capacity between 0 and 500),
  add constraint place_free_within_capacity check (beds_free <= capacity);
comment on column care.place.capacity is 'Beds there are; nothing when the house never said.';
comment on column care.place.offers is 'What the house can do, in words of src/care/needs.ts; compared inside, told to nobody.';

-- What must be and what would be good to have, beside the coarse words: the asker reads them back, no house ever does.
alter table care.place_request
  add column must text[] not null default '{}',
  add column nice text[] not null default '{}';
-- A bed is held for an asker by the moment at which that ends: when it is past the bed is free, and nobody had to free it. It is free too
-- as soon as the request is withdrawn or has another place: what is no longer asked holds nothing.
-- However often it is held anew, a bed is held for one offer no longer than a day from the first moment: giving it back does not begin a new day.
alter table care.place_offer add column bed_held_until timestamptz, add column held_first_at timestamptz;
create index offer_holds on care.place_offer (place_id) where bed_held_until is not null and won_at is null;
comment on column care.place_offer.bed_held_until is 'Until when the bed is held for the asker; written by care.hold_bed and care.release_bed alone.';
comment on column care.place_offer.held_first_at is 'When the bed was first held for the asker; written by care.hold_bed alone, and never taken away.';

-- How often an account looked for places: for whom and for what is not kept; for whom stands in the log.
create table care.place_search (
  id uuid primary key,
  organisation_id uuid not null,
  actor_id uuid not null,
  asked_at timestamptz not null
);
create index place_search_of_actor on care.place_search (actor_id, asked_at);
comment on table care.place_search is 'How often somebody looked for places; not for whom or for what.';

drop function care.find_providers(text[], text[]);
-- Finding places crosses organisations and row security hides them, so this one function looks for all. A house is named to the service only
-- when it has room, lies in no avoided area and does all that must be; of every other house only what it lacks comes back, without whose.
-- Which of the given words it fits: no count, no region, no place, no name. An avoided region is widened to its area here too. The moment is that
-- of the act, and when a count is old is fixed here: with a moment of its own a question could find out when a house counted.
create function care.find_providers(must text[], nice text[], regions_avoided text[])
returns table (provider_id uuid, bits bigint, safe boolean, room boolean, stale boolean)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  who keeper.claim := keeper.current_claim();
  at timestamptz := keeper.claim_time();
  must_bits bigint := care.word_bits(find_providers.must);
  asked_bits bigint := care.word_bits(find_providers.must || find_providers.nice);
  areas text[] := array(select care.area_of(r) from unnest(find_providers.regions_avoided) r);
begin
  if who.plane is distinct from 'care' or coalesce(who.function, '') not in ('care-coordinator', 'wmo-desk') or at is null then return; end if;
  return query
    with held as materialized (
      select o.place_id, count(*) as beds from care.place_offer o join care.place_request q on q.id = o.request_id and q.stage = 'asking'
      where o.bed_held_until > at and o.won_at is null and o.place_id is not null group by o.place_id
    ), seen as (
      select p.organisation_id, p.word_bits & asked_bits as bits, not p.area_code = any (areas) as safe,
        p.beds_free > coalesce(h.beds, 0) as room, p.word_bits & must_bits = must_bits as does,
        p.counted_at < at - interval '72 hours' as stale
      from care.place p left join held h on h.place_id = p.id
      where p.organisation_id <> who.organisation_id
    )
    select distinct case when s.does and s.safe and s.room then s.organisation_id end, case when s.does and s.safe and s.room then s.bits else s.bits & must_bits end,
      s.safe, s.room, case when s.does and s.safe and s.room then s.stale end
    from seen s limit 6000;
end
$$;
revoke execute on function care.find_providers(text[], text[], text[]) from public;
comment on function care.find_providers(text[], text[], text[]) is 'Which houses fit these words; nothing that counts or locates.';

-- The lock on the place stands before the count of what is held, so that of many who hold or take the last bed one does. The offer is read under its
-- own lock: its house may answer otherwise meanwhile. Locked are the request, its offer and the place, in this order everywhere.
create function care.hold_bed(given_offer uuid, until timestamptz) returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  who keeper.claim := keeper.current_claim();
  at timestamptz := keeper.claim_time();
  asked care.place_offer;
  free integer;
begin
  if who.plane is distinct from 'care' or coalesce(who.function, '') not in ('care-coordinator', 'wmo-desk') or at is null then return 'not-found'; end if;
  perform 1 from care.place_request q join care.place_offer o on o.request_id = q.id
    where o.id = given_offer and q.organisation_id = who.organisation_id and q.stage = 'asking' for update of q;
  if not found then return 'not-found'; end if;
  select o.* into asked from care.place_offer o where o.id = given_offer for update;
  if asked.answer is distinct from 'yes' then return 'offer-not-yes'; end if;
  if until is null or until <= at or until > at + interval '24 hours' then return 'not-found'; end if;
  if asked.bed_held_until > at then return 'bed-held-already'; end if;
  if until > asked.held_first_at + interval '24 hours' then return 'hold-spent'; end if;
  select p.beds_free into free from care.place p where p.id = asked.place_id for update of p;
  if coalesce(free, 0) <= (select count(*) from care.place_offer o join care.place_request q on q.id = o.request_id and q.stage = 'asking'
      where o.place_id = asked.place_id and o.bed_held_until > at and o.won_at is null) then return 'place-already-taken'; end if;
  update care.place_offer o set bed_held_until = hold_bed.until, held_first_at = coalesce(o.held_first_at, at) where o.id = given_offer;
  return 'held';
end
$$;
revoke execute on function care.hold_bed(uuid, timestamptz) from public;
comment on function care.hold_bed(uuid, timestamptz) is 'Holds one free bed of an offer for its asker, until a day after it was first held at most.';

create function care.release_bed(given_offer uuid) returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  who keeper.claim := keeper.current_claim();
  at timestamptz := keeper.claim_time();
begin
  if who.plane is distinct from 'care' or coalesce(who.function, '') not in ('care-coordinator', 'wmo-desk') or at is null then return 'not-found'; end if;
  perform 1 from care.place_request q join care.place_offer o on o.request_id = q.id
    where o.id = given_offer and q.organisation_id = who.organisation_id for update of q;
  update care.place_offer o set bed_held_until = null
    where o.id = given_offer and o.organisation_id = who.organisation_id and o.bed_held_until > at and o.won_at is null;
  return case when found then 'released' else 'not-held' end;
end
$$;
revoke execute on function care.release_bed(uuid) from public;
comment on function care.release_bed(uuid) is 'Ends what an asker holds; what is past is free already.';

-- As it was, with beds that others hold left alone, and at the moment of the act instead of one that is given.
drop function care.award_offer(uuid, timestamptz);
create function care.award_offer(given_offer uuid) returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  who keeper.claim := keeper.current_claim();
  at timestamptz := keeper.claim_time();
  asked care.place_offer;
  free integer;
  others integer;
begin
  if who.plane is distinct from 'care' or coalesce(who.function, '') not in ('care-coordinator', 'wmo-desk') or at is null then return 'not-found'; end if;
  perform 1 from care.place_request q join care.place_offer o on o.request_id = q.id
    where o.id = given_offer and q.organisation_id = who.organisation_id for update of q;
  if not found then return 'not-found'; end if;
  if not exists (select 1 from care.place_request q join care.place_offer o on o.request_id = q.id where o.id = given_offer and q.stage = 'asking')
    then return 'place-request-closed'; end if;
  select o.* into asked from care.place_offer o where o.id = given_offer for update;
  if asked.answer is distinct from 'yes' then return 'offer-not-yes'; end if;
  select p.beds_free into free from care.place p where p.id = asked.place_id for update of p;
  -- What this asker holds is its own; a bed that anybody else holds is not free.
  select case when asked.bed_held_until > at then 0 else count(*) end into others
    from care.place_offer o join care.place_request q on q.id = o.request_id and q.stage = 'asking'
    where o.place_id = asked.place_id and o.id <> given_offer and o.bed_held_until > at and o.won_at is null;
  if coalesce(free, 0) <= others then return 'place-already-taken'; end if;
  update care.place p set beds_free = p.beds_free - 1 where p.id = asked.place_id and p.beds_free > 0;
  if not found then return 'place-already-taken'; end if;
  update care.place_offer o set won_at = at where o.id = given_offer;
  update care.place_request q set stage = 'placed', placed_with_id = asked.provider_id, placed_at = at where q.id = asked.request_id;
  return 'won';
end
$$;
revoke execute on function care.award_offer(uuid) from public;
comment on function care.award_offer(uuid) is 'Gives the bed of an offer to its asker; the last bed goes to exactly one.';

-- A link for counting beds: whoever holds it reads and counts one place of the house that gave it, and nothing else.
alter table access.link drop constraint link_kind,
  add constraint link_kind check (kind in ('seat-reply', 'person-page', 'outside-handover', 'bed-count'));
create function care.read_beds_by_link() returns table (kind text, suits text[], beds_free smallint, capacity smallint, counted_at timestamptz)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare who keeper.claim := keeper.current_claim();
begin
  if who.function is distinct from 'guest' or who.purpose is distinct from 'W16' then return; end if;
  return query select p.kind, p.suits, p.beds_free, p.capacity, p.counted_at from care.place p
    where p.id = who.link_subject and p.organisation_id = who.organisation_id;
end
$$;
revoke execute on function care.read_beds_by_link() from public;
comment on function care.read_beds_by_link() is 'The one place of a link: words and beds, no region and no name.';
create function care.count_beds_by_link(beds integer) returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  who keeper.claim := keeper.current_claim();
  at timestamptz := keeper.claim_time();
  beds_max smallint;
begin
  if who.function is distinct from 'guest' or who.purpose is distinct from 'W16' or at is null then return 'not-found'; end if;
  select coalesce(p.capacity, 200) into beds_max from care.place p where p.id = who.link_subject and p.organisation_id = who.organisation_id;
  if not found then return 'not-found'; end if;
  if beds is null or beds < 0 or beds > beds_max then return 'more-free-than-beds'; end if;
  update care.place p set beds_free = count_beds_by_link.beds, counted_at = at
    where p.id = who.link_subject and p.organisation_id = who.organisation_id;
  return 'counted';
end
$$;
revoke execute on function care.count_beds_by_link(integer) from public;
comment on function care.count_beds_by_link(integer) is 'Counts the beds of the one place of a link.';
reset role;
