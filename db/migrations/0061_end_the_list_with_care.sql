-- The waiting list ends when care ends and goes no further than the file: a request is withdrawn when help is over and when its house handed the file on. A house
-- that is not safe is not offered again; a hold that nobody answered costs a day and no week. What a need cost is counted once, whoever holds the file, and a house
-- is not blamed for a question that was taken back (0075, "Mended").
set role samenhang_owner;

alter table care.place_request add column withdrawn_at timestamptz;
comment on column care.place_request.withdrawn_at is 'When it was taken back, by who asked or because there was nothing to ask any more.';

-- An offer that the list made was asked by nobody: its house was not silent. One that a person asked stays that, also when the list offers it later.
alter table care.place_offer add column asked_by_list boolean not null default false;
alter table care.place_offer no force row level security;
update care.place_offer set asked_by_list = true where offered_from_list_at = asked_at;
alter table care.place_offer force row level security;
comment on column care.place_offer.asked_by_list is 'The list made this offer; no person asked this house.';
create index pass_of_offer on care.waiting_pass (offer_id);

-- For who holds the file: what it or another house still asks for this person ends. Of one house alone, or of all.
create function care.withdraw_requests(given_dossier uuid, given_house uuid) returns table (request_id uuid, organisation_id uuid)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare at timestamptz := keeper.claim_time();
begin
  if at is null or not access.is_holder(given_dossier) then return; end if;
  return query update care.place_request q set stage = 'withdrawn', withdrawn_at = at
    where q.dossier_id = given_dossier and q.stage = 'asking' and (given_house is null or q.organisation_id = given_house)
    returning q.id, q.organisation_id;
end
$$;
revoke execute on function care.withdraw_requests(uuid, uuid) from public;
comment on function care.withdraw_requests(uuid, uuid) is 'Ends what is still asked for a person, for who holds the file: of one house, or of all.';

-- Counting again goes on from the last count, also when another house made it.
create function care.last_counts(given_dossier uuid) returns table (need_id uuid, turn smallint, provider_id uuid, municipality_code text, law text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select distinct on (l.need_id) l.need_id, l.turn, l.provider_id, l.municipality_code, l.law
  from care.lost_time l
  where l.dossier_id = given_dossier and (select c.function from keeper.current_claim() c) not in ('person', 'guest')
    and (access.is_holder(given_dossier) or exists (select 1 from care.wait w
      where w.id = l.need_id and w.organisation_id = (select c.organisation_id from keeper.current_claim() c)))
  order by l.need_id, l.turn desc
$$;
revoke execute on function care.last_counts(uuid) from public;
comment on function care.last_counts(uuid) is 'The last count of each need of a file, for who holds the file or told the need: its turn and by what it was counted.';

-- Why somebody on the list is not offered a bed of this place now; nothing when it is hers to have. What she passed on as not safe is not offered again, to any
-- request for her; a hold that ended without an answer keeps its house away for a day.
create or replace function care.why_not_now(given_waiting uuid, given_place uuid, at timestamptz) returns text
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select case
    when exists (select 1 from care.place_offer o where o.request_id = q.id and o.bed_held_until > at and o.won_at is null) then 'holds-a-bed'
    when q.organisation_id = p.organisation_id then 'own-house'
    when p.word_bits & care.word_bits(w.must) <> care.word_bits(w.must) then 'lacks-what-must'
    when p.area_code = any (select care.area_of(r) from unnest(q.regions_avoided) r) then 'in-avoided-area'
    when exists (select 1 from care.place_request r join care.place_offer o on o.request_id = r.id join care.waiting_pass s on s.offer_id = o.id
      where r.dossier_id = q.dossier_id and o.provider_id = p.organisation_id and s.reason = 'not-safe-there') then 'not-safe-there'
    when exists (select 1 from care.place_offer o where o.request_id = q.id and o.provider_id = p.organisation_id
      and greatest(o.answered_at, o.offered_from_list_at) > at - case
        when o.answer = 'no' and (o.reason <> 'no-bed-now' or o.offered_from_list_at is not null) then interval '7 days'
        when exists (select 1 from care.waiting_pass s where s.offer_id = o.id and s.passed_at >= o.offered_from_list_at
          and s.reason in ('she-says-no', 'found-elsewhere')) then interval '7 days'
        when o.offered_from_list_at is not null then interval '1 day' end) then 'asked-lately'
  end
  from care.waiting w join care.place_request q on q.id = w.request_id, care.place p
  where w.id = given_waiting and p.id = given_place
$$;

-- As it was, and it marks what it made.
create or replace function care.offer_next(given_place uuid, at timestamptz) returns uuid
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
      bed_held_until, held_first_at, offered_from_list_at, asked_by_list)
    select gen_random_uuid(), request.id, request.organisation_id, house, given_place, request.wanted,
      array(select f from unnest(request.wanted) f where p.word_bits & care.word_bits(array[f]) <> 0), request.wave, at, 'yes', at,
      at + interval '4 hours', at, at, true
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

-- One working day after it was asked: on Friday until Monday, and in a weekend until Monday is over. Holidays count as days.
create function care.fair_until(asked timestamptz) returns timestamptz
language sql immutable strict
set search_path = pg_catalog, pg_temp
as $$
  select case extract(isodow from asked at time zone 'Europe/Amsterdam')
    when 5 then ((asked at time zone 'Europe/Amsterdam') + interval '3 days') at time zone 'Europe/Amsterdam'
    when 6 then (date_trunc('day', asked at time zone 'Europe/Amsterdam') + interval '3 days') at time zone 'Europe/Amsterdam'
    when 7 then (date_trunc('day', asked at time zone 'Europe/Amsterdam') + interval '2 days') at time zone 'Europe/Amsterdam'
    else ((asked at time zone 'Europe/Amsterdam') + interval '1 day') at time zone 'Europe/Amsterdam' end
$$;
revoke execute on function care.fair_until(timestamptz) from public;
comment on function care.fair_until(timestamptz) is 'Until when a house may take to answer before its silence counts.';

-- As it was, of what a person asked alone, and without what was over before its house could fairly answer.
create or replace function care.reply_cells(given_quarter text) returns table (provider_id uuid, persons integer, unanswered integer, minutes integer[])
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select o.provider_id, count(distinct q.dossier_id)::integer,
    (count(*) filter (where o.first_answered_at is null or o.first_answered_at >= kernel.quarter_closes(given_quarter)))::integer,
    coalesce(array_agg((extract(epoch from o.first_answered_at - o.asked_at) / 60)::integer order by o.first_answered_at - o.asked_at)
      filter (where o.first_answered_at < kernel.quarter_closes(given_quarter)), '{}')
  from care.place_offer o join care.place_request q on q.id = o.request_id
  where kernel.quarter_of(o.asked_at) = given_quarter and not o.asked_by_list
    and (o.first_answered_at < kernel.quarter_closes(given_quarter)
      or coalesce(q.withdrawn_at, q.placed_at, 'infinity') > care.fair_until(o.asked_at))
    and kernel.quarter_closes(given_quarter) <= keeper.claim_time()
    and ((select c.plane from keeper.current_claim() c), (select c.function from keeper.current_claim() c)) in (('numbers', 'analyst'), ('care', 'shelter-worker'))
    and ((select c.function from keeper.current_claim() c) = 'analyst' or o.provider_id = (select c.organisation_id from keeper.current_claim() c))
  group by 1 order by 1
$$;
reset role;
