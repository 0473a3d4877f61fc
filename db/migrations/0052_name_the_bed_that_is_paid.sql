-- A question to a payer may say for which bed it is: the request for a place that a house said yes to, and the day of that yes. Which house it
-- is stands in neither, and a payer reads no table of care (decisions 0063, 0074).
set role samenhang_owner;

alter table responsibility.payer_request
  add column place_request_id uuid,
  add column bed_promised_on date,
  add constraint payer_bed_is_whole check ((place_request_id is null) = (bed_promised_on is null));
comment on column responsibility.payer_request.place_request_id is 'The request for a place whose bed this pays for; absent when the question names none.';
comment on column responsibility.payer_request.bed_promised_on is 'The day on which that bed was promised: as much as the payer reads of it, beside a reference.';

-- As in 0042; a question that names its bed tells the house of that bed alone.
create or replace function care.payers_for_beds()
returns table (offer_id uuid, standing text, payer_id uuid, from_on date, until_on date)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select o.id, coalesce(p.answer, 'asked'), case when p.answer in ('accepts', 'provisional') then p.payer_id end, p.from_on, p.until_on
  from care.place_offer o
  join care.place_request q on q.id = o.request_id and q.stage = 'placed' and q.placed_with_id = o.provider_id
  join responsibility.payer_request p on p.dossier_id = q.dossier_id and p.organisation_id = q.organisation_id and p.withdrawn_at is null
    and (p.place_request_id is null or p.place_request_id = q.id)
  where o.won_at is not null and o.provider_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) = 'shelter-worker'
    and not exists (select 1 from care.place_request n join care.place_request m on m.dossier_id = n.dossier_id and m.asked_at >= n.asked_at
      where n.dossier_id = q.dossier_id and n.id <> q.id and n.asked_at >= q.placed_at and p.asked_at >= n.asked_at
        and m.id <> q.id and m.stage <> 'withdrawn')
    and not exists (select 1 from dossier.fact e where e.stream = q.dossier_id and e.kind = 'care-ended'
      and e.learned >= q.placed_at and p.asked_at >= e.learned)
  order by p.asked_at, p.id
$$;

reset role;
