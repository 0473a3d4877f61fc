-- Every hour between need and start has a cause or says that nobody knows; hours are counted by cause when a need is over, and read in closed quarters. Who
-- waits for a place stands in one order for the whole country, and a bed that comes free goes to the first that it fits (decision 0075).
set role samenhang_owner;

-- What people say of the hours that nothing explains stands beside what they say of a wait.
alter table care.wait_correction add column about text not null default 'wait' constraint correction_about check (about in ('wait', 'unknown'));
comment on column care.wait_correction.about is 'The wait itself, or the hours of a need that nothing explained.';

-- A quarter is open for corrections until fourteen days after its end; from then on what was counted stands, and may be read.
create function kernel.quarter_of(at timestamptz) returns text
language sql immutable strict
set search_path = pg_catalog, pg_temp
as $$ select to_char(at at time zone 'Europe/Amsterdam', 'YYYY"Q"Q') $$;
create function kernel.quarter_closes(quarter text) returns timestamptz
language sql immutable strict
set search_path = pg_catalog, pg_temp
as $$
  select ((make_date(substr(quarter, 1, 4)::int, substr(quarter, 6, 1)::int * 3 - 2, 1) + interval '3 months' + interval '14 days') at time zone 'Europe/Amsterdam')
$$;
revoke execute on function kernel.quarter_of(timestamptz), kernel.quarter_closes(text) from public;
comment on function kernel.quarter_of(timestamptz) is 'The quarter of a moment, in Amsterdam.';
comment on function kernel.quarter_closes(text) is 'When a quarter is closed: what is counted after that counts in no figure.';

create table care.lost_time (
  id uuid primary key,
  need_id uuid not null references care.wait (id),
  organisation_id uuid not null,
  dossier_id uuid not null,
  quarter text not null constraint lost_time_quarter check (quarter ~ '^\d{4}Q[1-4]$'),
  cause text not null constraint lost_time_cause check (cause in ('no-place', 'papers', 'decision', 'money', 'consent', 'transport', 'unknown')),
  party_id uuid,
  municipality_code text,
  law text constraint lost_time_law check (law ~ '^[A-Z0-9]{2,12}$'),
  provider_id uuid,
  minutes integer not null constraint lost_time_is_time check (minutes > 0),
  turn smallint not null constraint lost_time_turn check (turn > 0),
  counted_at timestamptz not null
);
create index lost_time_of_quarter on care.lost_time (quarter);
create unique index lost_time_once on care.lost_time (need_id, turn, cause, coalesce(party_id, need_id));
comment on column care.lost_time.turn is 'How often this need was counted; the last time before its quarter closed counts.';
comment on table care.lost_time is 'Minutes of one need by cause, counted when it was over and again when somebody corrected a cause; the newest count before the quarter closed counts.';

-- For who counts: what one person waited, by cause and by municipality, law and provider, of a quarter that is closed. Which cells are shown is decided in
-- lost-time.ts; nothing else reads across houses.
create function care.lost_time_cells(given_quarter text)
returns table (dimension text, key text, cause text, minutes integer[])
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  with counted as (
    select l.* from care.lost_time l
    where l.quarter = given_quarter and l.counted_at < kernel.quarter_closes(given_quarter)
      and kernel.quarter_closes(given_quarter) <= keeper.claim_time()
      and ((select c.plane from keeper.current_claim() c), (select c.function from keeper.current_claim() c)) = ('numbers', 'analyst')
      and not exists (select 1 from care.lost_time n where n.need_id = l.need_id and n.turn > l.turn
        and n.counted_at < kernel.quarter_closes(given_quarter))
  ), person as (
    select d.dimension, coalesce(d.key, 'none') as key, l.cause, l.dossier_id, sum(l.minutes)::integer as minutes
    from counted l, lateral (values ('municipality', l.municipality_code), ('law', l.law), ('provider', l.provider_id::text)) d (dimension, key)
    group by 1, 2, 3, 4
  )
  select p.dimension, p.key, p.cause, array_agg(p.minutes order by p.minutes) from person p group by 1, 2, 3 order by 1, 2, 3
$$;
revoke execute on function care.lost_time_cells(text) from public;
comment on function care.lost_time_cells(text) is 'What each person waited, by cause and cell, of a closed quarter; for analysts alone.';

create table care.waiting (
  id uuid primary key,
  organisation_id uuid not null,
  dossier_id uuid not null,
  request_id uuid not null unique references care.place_request (id),
  profile text not null constraint waiting_profile check (profile in ('man', 'woman', 'family', 'minor')),
  urgency text not null,
  rank smallint not null constraint waiting_rank check (rank between 1 and 9),
  must text[] not null,
  area_code text constraint waiting_area check (area_code ~ '^VR\d{2}$'),
  since timestamptz not null
);
create index waiting_in_order on care.waiting (profile, rank, since, id);
comment on table care.waiting is 'Who waits for a place, for the whole country: the order is rank, since, and then the lot of the id. It ends with its request.';
comment on column care.waiting.area_code is 'The area of who asks, for the figure of unmet need; never of a place.';
create table care.waiting_pass (
  id uuid primary key,
  waiting_id uuid not null references care.waiting (id),
  organisation_id uuid not null,
  offer_id uuid references care.place_offer (id),
  reason text not null constraint pass_reason check (reason in ('lacks-what-must', 'in-avoided-area', 'holds-a-bed', 'asked-lately', 'own-house',
    'not-answered-in-time', 'house-no-bed-now', 'house-no-fit-with-group', 'house-no-staff', 'house-other-safety-level',
    'she-says-no', 'not-safe-there', 'found-elsewhere')),
  passed_on date not null,
  passed_at timestamptz not null
);
create unique index pass_once_a_day on care.waiting_pass (waiting_id, reason, passed_on, coalesce(offer_id, waiting_id));
comment on table care.waiting_pass is 'Why somebody who stood before was passed over, or an offer of the list went on: nobody is passed over without a reason.';

alter table care.place_offer add column offered_from_list_at timestamptz, add column first_answered_at timestamptz;
alter table care.place_offer no force row level security;
update care.place_offer set first_answered_at = answered_at where answered_at is not null;
alter table care.place_offer force row level security;
comment on column care.place_offer.offered_from_list_at is 'A bed that came free, held for the first on the waiting list that it fits.';
comment on column care.place_offer.first_answered_at is 'When its house answered for the first time; another answer later does not move it.';
create index offer_on_list on care.place_offer (place_id) where offered_from_list_at is not null and won_at is null;

-- How many stand before, of those who wait for the same: more urgent, or as urgent and longer. Of one's own only.
create function care.waiting_ahead(given_waiting uuid) returns table (more_urgent integer, longer integer)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select (count(*) filter (where o.rank < w.rank))::integer, (count(*) filter (where o.rank = w.rank))::integer
  from care.waiting w
  join care.waiting o on o.profile = w.profile and (o.rank, o.since, o.id) < (w.rank, w.since, w.id)
  join care.place_request q on q.id = o.request_id and q.stage = 'asking'
  where w.id = given_waiting and w.organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) in ('care-coordinator', 'wmo-desk')
$$;
revoke execute on function care.waiting_ahead(uuid) from public;
comment on function care.waiting_ahead(uuid) is 'How many who wait for the same stand before one''s own; nothing of who they are.';

-- Places with a bed that nobody holds, while somebody waits. For the clock that offers.
create function care.places_with_room(at timestamptz) returns setof uuid
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select p.id from care.place p
  where p.beds_free > (select count(*) from care.place_offer o join care.place_request q on q.id = o.request_id and q.stage = 'asking'
      where o.place_id = p.id and o.bed_held_until > at and o.won_at is null)
    and exists (select 1 from care.waiting w join care.place_request q on q.id = w.request_id and q.stage = 'asking'
      where p.word_bits & care.word_bits(w.must) = care.word_bits(w.must))
  order by p.counted_at, p.id limit 500
$$;
-- Why somebody on the list is not offered a bed of this place now; nothing when it is hers to have.
create function care.why_not_now(given_waiting uuid, given_place uuid, at timestamptz) returns text
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select case
    when exists (select 1 from care.place_offer o where o.request_id = q.id and o.bed_held_until > at and o.won_at is null) then 'holds-a-bed'
    when q.organisation_id = p.organisation_id then 'own-house'
    when p.word_bits & care.word_bits(w.must) <> care.word_bits(w.must) then 'lacks-what-must'
    when p.area_code = any (select care.area_of(r) from unnest(q.regions_avoided) r) then 'in-avoided-area'
    when exists (select 1 from care.place_offer o where o.request_id = q.id and o.provider_id = p.organisation_id
      and ((o.answer = 'no' and o.reason <> 'no-bed-now') or o.offered_from_list_at is not null)
      and greatest(o.answered_at, o.offered_from_list_at) > at - interval '7 days') then 'asked-lately'
  end
  from care.waiting w join care.place_request q on q.id = w.request_id, care.place p
  where w.id = given_waiting and p.id = given_place
$$;
-- Offers one free bed of a place to the first on the list that it fits, and holds it four hours. Whoever stood before gets the reason in writing. Locked are the
-- request and the place, in this order as everywhere; so one bed at a time, and only by the clock.
create function care.offer_next(given_place uuid, at timestamptz) returns uuid
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  first care.waiting;
  request care.place_request;
  house uuid;
  free integer;
  made uuid;
begin
  insert into care.waiting_pass (id, waiting_id, organisation_id, offer_id, reason, passed_on, passed_at)
    select gen_random_uuid(), w.id, w.organisation_id, o.id, 'not-answered-in-time', (o.bed_held_until at time zone 'Europe/Amsterdam')::date, o.bed_held_until
    from care.place_offer o join care.waiting w on w.request_id = o.request_id
    where o.place_id = given_place and o.offered_from_list_at is not null and o.won_at is null and o.answer = 'yes' and o.bed_held_until <= at
    on conflict do nothing;
  select w.* into first from care.waiting w join care.place_request q on q.id = w.request_id and q.stage = 'asking'
    where care.why_not_now(w.id, given_place, at) is null order by w.rank, w.since, w.id limit 1;
  if not found then return null; end if;
  select q.* into request from care.place_request q where q.id = first.request_id for update;
  if request.stage <> 'asking' or care.why_not_now(first.id, given_place, at) is not null then return null; end if;
  perform 1 from care.place_offer o where o.request_id = request.id for update;
  select p.organisation_id, p.beds_free into house, free from care.place p where p.id = given_place for update of p;
  if coalesce(free, 0) <= (select count(*) from care.place_offer o join care.place_request q on q.id = o.request_id and q.stage = 'asking'
      where o.place_id = given_place and o.bed_held_until > at and o.won_at is null) then return null; end if;
  insert into care.place_offer as o (id, request_id, organisation_id, provider_id, place_id, wanted, fits, wave, asked_at, answer, answered_at,
      bed_held_until, held_first_at, offered_from_list_at)
    select gen_random_uuid(), request.id, request.organisation_id, house, given_place, request.wanted,
      array(select f from unnest(request.wanted) f where p.word_bits & care.word_bits(array[f]) <> 0), request.wave, at, 'yes', at,
      at + interval '4 hours', at, at
    from care.place p where p.id = given_place
    on conflict (request_id, provider_id) do update set place_id = excluded.place_id, answer = 'yes', reason = null, answered_at = at,
      bed_held_until = excluded.bed_held_until, held_first_at = at, offered_from_list_at = at
    returning o.id into made;
  insert into care.waiting_pass (id, waiting_id, organisation_id, reason, passed_on, passed_at)
    select gen_random_uuid(), w.id, w.organisation_id, care.why_not_now(w.id, given_place, at), (at at time zone 'Europe/Amsterdam')::date, at
    from care.waiting w join care.place_request q on q.id = w.request_id and q.stage = 'asking'
    where w.profile = first.profile and (w.rank, w.since, w.id) < (first.rank, first.since, first.id)
    on conflict do nothing;
  return made;
end
$$;
-- A house may say no to a bed of the list: with a category, and the bed goes on.
create function care.decline_from_list(given_offer uuid, because text) returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  who keeper.claim := keeper.current_claim();
  at timestamptz := keeper.claim_time();
begin
  if who.plane is distinct from 'care' or who.function is distinct from 'shelter-worker' or at is null then return 'not-found'; end if;
  if because is null or because not in ('no-bed-now', 'no-fit-with-group', 'no-staff', 'other-safety-level') then return 'not-found'; end if;
  perform 1 from care.place_request q join care.place_offer o on o.request_id = q.id
    where o.id = given_offer and o.provider_id = who.organisation_id for update of q;
  update care.place_offer o set answer = 'no', reason = because, answered_at = at, bed_held_until = null
    where o.id = given_offer and o.provider_id = who.organisation_id and o.offered_from_list_at is not null and o.won_at is null and o.answer = 'yes';
  if not found then return 'not-found'; end if;
  insert into care.waiting_pass (id, waiting_id, organisation_id, offer_id, reason, passed_on, passed_at)
    select gen_random_uuid(), w.id, w.organisation_id, o.id, 'house-' || because, (at at time zone 'Europe/Amsterdam')::date, at
    from care.place_offer o join care.waiting w on w.request_id = o.request_id where o.id = given_offer
    on conflict do nothing;
  return 'declined';
end
$$;
revoke execute on function care.places_with_room(timestamptz), care.why_not_now(uuid, uuid, timestamptz), care.offer_next(uuid, timestamptz),
  care.decline_from_list(uuid, text) from public;
comment on function care.places_with_room(timestamptz) is 'Places with a bed that nobody holds and somebody may wait for.';
comment on function care.why_not_now(uuid, uuid, timestamptz) is 'Why somebody on the list is not offered a bed of a place now.';
comment on function care.offer_next(uuid, timestamptz) is 'Offers one free bed to the first on the list that it fits, and writes down why others were passed over.';
comment on function care.decline_from_list(uuid, text) is 'A house says no to a bed of the list, with a category.';

-- Who joined the list in a closed quarter, by area of the asker and profile; how long each house took to answer for the first time.
create function care.unmet_need_cells(given_quarter text) returns table (area text, profile text, persons integer)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(w.area_code, 'none'), w.profile, count(distinct w.dossier_id)::integer from care.waiting w
  where kernel.quarter_of(w.since) = given_quarter and kernel.quarter_closes(given_quarter) <= keeper.claim_time()
    and ((select c.plane from keeper.current_claim() c), (select c.function from keeper.current_claim() c)) = ('numbers', 'analyst')
  group by 1, 2 order by 1, 2
$$;
create function care.reply_cells(given_quarter text) returns table (provider_id uuid, persons integer, unanswered integer, minutes integer[])
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select o.provider_id, count(distinct q.dossier_id)::integer,
    (count(*) filter (where o.first_answered_at is null or o.first_answered_at >= kernel.quarter_closes(given_quarter)))::integer,
    coalesce(array_agg((extract(epoch from o.first_answered_at - o.asked_at) / 60)::integer order by o.first_answered_at - o.asked_at)
      filter (where o.first_answered_at < kernel.quarter_closes(given_quarter)), '{}')
  from care.place_offer o join care.place_request q on q.id = o.request_id
  where kernel.quarter_of(o.asked_at) = given_quarter and (o.offered_from_list_at is null or o.first_answered_at is not null)
    and kernel.quarter_closes(given_quarter) <= keeper.claim_time()
    and ((select c.plane from keeper.current_claim() c), (select c.function from keeper.current_claim() c)) in (('numbers', 'analyst'), ('care', 'shelter-worker'))
    and ((select c.function from keeper.current_claim() c) = 'analyst' or o.provider_id = (select c.organisation_id from keeper.current_claim() c))
  group by 1 order by 1
$$;
revoke execute on function care.unmet_need_cells(text), care.reply_cells(text) from public;
comment on function care.unmet_need_cells(text) is 'Persons that joined the waiting list in a closed quarter, by area of the asker and profile; for analysts alone.';
comment on function care.reply_cells(text) is 'How long houses took to answer, of a closed quarter: all for analysts, its own for a house.';

-- Where no rule fits, the gap has a name; counted for the national desk without whose it was.
create table responsibility.named_gap (
  id uuid primary key,
  organisation_id uuid not null,
  dossier_id uuid not null,
  gap text not null constraint named_gap_code check (gap ~ '^(G\d{2,3}|[a-z][a-z-]{2,40})$'),
  counted_at timestamptz not null
);
create index named_gap_of_time on responsibility.named_gap (counted_at);
comment on table responsibility.named_gap is 'A verdict fell into a gap of the rules: which gap, and when; what the case was stands nowhere here.';
create function responsibility.gap_cells(given_quarter text) returns table (gap text, persons integer)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select g.gap, count(distinct g.dossier_id)::integer from responsibility.named_gap g
  where kernel.quarter_of(g.counted_at) = given_quarter and kernel.quarter_closes(given_quarter) <= keeper.claim_time()
    and ((select c.plane from keeper.current_claim() c), (select c.function from keeper.current_claim() c)) in (('desk', 'contact-desk-officer'), ('numbers', 'analyst'))
  group by 1 order by 1
$$;
revoke execute on function responsibility.gap_cells(text) from public;
comment on function responsibility.gap_cells(text) is 'Persons for whom a verdict fell into each named gap, of a closed quarter; for the desk and analysts.';
reset role;
