set role samenhang_owner;
select kernel.create_fact_table('dossier');
create table dossier.dossier (
  id uuid primary key,
  holder_id uuid not null,
  opened_by_id uuid not null,
  opened_at timestamptz not null,
  municipality_code text references directory.municipality (code),
  stage text not null constraint dossier_stage check (stage in ('open', 'closed', 'missing')),
  page_on boolean not null default false,
  version integer not null default 1
);
comment on table dossier.dossier is 'Exactly one holder at all times: the column cannot be empty and cannot hold two.';
create table dossier.handover (
  id uuid primary key,
  dossier_id uuid not null references dossier.dossier (id),
  organisation_id uuid not null,
  receiver_id uuid not null,
  stage text not null constraint handover_stage check (stage in ('offered', 'seen', 'accepted', 'landed', 'closed', 'declined', 'withdrawn', 'expired', 'stopped')),
  offered_at timestamptz not null,
  overlap_until date,
  changed_at timestamptz not null,
  constraint handover_between_two check (organisation_id <> receiver_id)
);
create unique index handover_one_at_a_time on dossier.handover (dossier_id) where stage in ('offered', 'seen');
create index handover_for_receiver on dossier.handover (receiver_id, stage);
comment on table dossier.handover is 'A warm handover between two organisations: a fold of handover facts.';

-- P2 of src/dossier/handover.md, held a second time: whoever changes the holder shows, at commit, the handover that the new
-- holder accepted from the old one. It reads as the one who acts, so it sees no more than they do.
create function dossier.check_holder_accepted() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (
    select 1 from dossier.handover h
    where h.dossier_id = new.id and h.organisation_id = old.holder_id and h.receiver_id = new.holder_id and h.stage = 'accepted'
  ) then
    raise exception 'nobody becomes holder without having accepted' using errcode = 'check_violation';
  end if;
  return null;
end
$$;
revoke execute on function dossier.check_holder_accepted() from public;
create constraint trigger dossier_holder_accepted
  after update of holder_id on dossier.dossier deferrable initially deferred
  for each row when (old.holder_id is distinct from new.holder_id)
  execute function dossier.check_holder_accepted();

select kernel.create_fact_table('responsibility');
create table responsibility.verdict (
  id uuid primary key,
  organisation_id uuid not null,
  dossier_id uuid not null,
  decided_on date not null,
  rules_version text not null,
  verdict jsonb not null,
  payer_municipality_code text,
  created_at timestamptz not null
);
create index verdict_of_dossier on responsibility.verdict (dossier_id, created_at desc);
comment on table responsibility.verdict is 'What the rules said on a day, with their sources; facts by code, no name of a person.';
create table responsibility.payer_request (
  id uuid primary key,
  organisation_id uuid not null,
  payer_id uuid not null,
  dossier_id uuid not null,
  verdict_id uuid not null references responsibility.verdict (id),
  asked_at timestamptz not null,
  answer text constraint payer_answer check (answer in ('accepts', 'refuses', 'provisional')),
  answer_ground text,
  answered_at timestamptz,
  constraint payer_refuses_with_ground check (answer is distinct from 'refuses' or answer_ground is not null)
);
create unique index payer_request_one_open on responsibility.payer_request (dossier_id, payer_id) where answer is null;
create index payer_request_of_verdict on responsibility.payer_request (verdict_id);
create index payer_request_for_payer on responsibility.payer_request (payer_id, asked_at desc);
comment on table responsibility.payer_request is 'The payer answers in writing: accepts, refuses with a ground, carries provisionally, or has not answered.';

select kernel.create_fact_table('care');
create table care.place (
  id uuid primary key,
  organisation_id uuid not null,
  kind text not null,
  suits text[] not null,
  region_code text not null constraint place_region_shape check (region_code ~ '^VR[0-9]{2}$'),
  beds_free smallint not null constraint place_beds_not_negative check (beds_free >= 0),
  counted_at timestamptz not null
);
create index place_of_organisation on care.place (organisation_id);
comment on table care.place is 'Places by kind and region; never an address, never a name of a house.';
create table care.place_request (
  id uuid primary key,
  organisation_id uuid not null,
  dossier_id uuid not null,
  wanted text[] not null,
  regions_avoided text[] not null,
  stage text not null constraint place_request_stage check (stage in ('asking', 'placed', 'withdrawn')),
  wave smallint not null default 1,
  asked_at timestamptz not null,
  placed_with_id uuid,
  placed_at timestamptz
);
create unique index place_request_one_open on care.place_request (dossier_id) where stage = 'asking';
create index place_request_of_dossier on care.place_request (dossier_id, asked_at desc);
comment on table care.place_request is 'A request in stages to few providers: coarse wishes, no person, no combination that is recognisable.';
create table care.place_offer (
  id uuid primary key,
  request_id uuid not null references care.place_request (id),
  organisation_id uuid not null,
  provider_id uuid not null,
  place_id uuid references care.place (id),
  wanted text[] not null,
  fits text[] not null,
  wave smallint not null,
  asked_at timestamptz not null,
  answer text constraint offer_answer check (answer in ('yes', 'no')),
  reason text,
  answered_at timestamptz,
  won_at timestamptz,
  constraint offer_once_per_provider unique (request_id, provider_id)
);
create unique index offer_one_winner on care.place_offer (request_id) where won_at is not null;
create index offer_for_provider on care.place_offer (provider_id, asked_at desc);
comment on table care.place_offer is 'What one provider was asked and answered; the unique index lets one bed win once.';
create table care.wait (
  id uuid primary key,
  organisation_id uuid not null,
  dossier_id uuid not null,
  cause text not null constraint wait_cause check (cause in ('no-place', 'papers', 'decision', 'money')),
  party_id uuid,
  started_at timestamptz not null,
  ended_at timestamptz,
  constraint wait_ends_after_it_began check (ended_at is null or ended_at >= started_at)
);
create index wait_of_dossier on care.wait (dossier_id);
create unique index wait_once_per_cause on care.wait (dossier_id, cause, coalesce(party_id, dossier_id)) where ended_at is null;
comment on table care.wait is 'Every wait has a cause, a party and hours.';

-- Finding places crosses organisations and row security hides them, so this one function looks for all. It answers only
-- to somebody in the care plane who places people, and only with which of the given coarse words a house with room fits:
-- no count, no region, no place, no name. Who is asked is chosen in match-place.ts; the asker is not told who it was.
create function care.find_providers(wanted text[], regions_avoided text[])
returns table (provider_id uuid, fits text[])
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare who keeper.claim := keeper.current_claim();
begin
  if who.plane is distinct from 'care' or coalesce(who.function, '') not in ('care-coordinator', 'wmo-desk') then return; end if;
  return query
    select distinct p.organisation_id, array(select w from unnest(find_providers.wanted) w where w = any (p.suits) order by w)
    from care.place p
    where p.beds_free > 0 and p.organisation_id <> who.organisation_id and not p.region_code = any (find_providers.regions_avoided)
    limit 1000;
end
$$;
revoke execute on function care.find_providers(text[], text[]) from public;
comment on function care.find_providers(text[], text[]) is 'Which houses fit which of these words; nothing that counts or locates.';

-- One act that nobody may do by halves: the bed goes down, the offer wins, the request is placed. The asker may not touch
-- the provider's bed in any other way. The lock on the request and the check on the bed let the last bed go to one.
create function care.award_offer(given_offer uuid, at timestamptz) returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  who keeper.claim := keeper.current_claim();
  asked care.place_offer;
begin
  if who.plane is distinct from 'care' or coalesce(who.function, '') not in ('care-coordinator', 'wmo-desk') then return 'not-found'; end if;
  perform 1 from care.place_request q join care.place_offer o on o.request_id = q.id
    where o.id = given_offer and q.organisation_id = who.organisation_id for update of q;
  if not found then return 'not-found'; end if;
  select o.* into asked from care.place_offer o where o.id = given_offer;
  if not exists (select 1 from care.place_request q where q.id = asked.request_id and q.stage = 'asking') then return 'place-request-closed'; end if;
  if asked.answer is distinct from 'yes' then return 'offer-not-yes'; end if;
  update care.place p set beds_free = p.beds_free - 1 where p.id = asked.place_id and p.beds_free > 0;
  if not found then return 'place-already-taken'; end if;
  update care.place_offer o set won_at = award_offer.at where o.id = given_offer;
  update care.place_request q set stage = 'placed', placed_with_id = asked.provider_id, placed_at = award_offer.at where q.id = asked.request_id;
  return 'won';
end
$$;
revoke execute on function care.award_offer(uuid, timestamptz) from public;
comment on function care.award_offer(uuid, timestamptz) is 'Gives the bed of an offer to its asker; the last bed goes to exactly one.';
reset role;
