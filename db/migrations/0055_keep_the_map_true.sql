-- The map of who does what where is kept true by those who are on it: entries are confirmed behind a link, holes are followed until they close, and
-- what is declared stands beside what facts show (decision 0077). No row is about a person whom somebody helps.
set role samenhang_owner;

create table directory.contact_point (
  id uuid primary key,
  organisation_id uuid not null references directory.organisation (id),
  function text not null
);
comment on table directory.contact_point is 'Functions that can be reached: loaded from data/, so that a link to one can be given by its own house.';

-- What happened to an entry, a hole or a declaration. Requests read and write it through functions alone: who wrote is nobody''s business but the log''s.
create table directory.map_fact (
  id uuid primary key,
  stream uuid not null,
  version integer not null,
  kind text not null constraint map_fact_kind check (kind in ('confirmation-asked', 'entry-confirmed', 'entry-differs', 'entry-ended', 'practice-asked',
    'practice-declared', 'hole-taken-up', 'hole-choice-made', 'hole-agreed', 'hole-refused', 'hole-given-back')),
  happened date not null,
  learned timestamptz not null,
  actor_id uuid not null,
  organisation_id uuid not null,
  purpose text not null,
  payload jsonb not null constraint map_fact_payload_is_small check (octet_length(payload::text) <= 4000),
  constraint map_fact_version unique (stream, version)
);
create index map_fact_by_kind on directory.map_fact (kind, stream, version);
comment on table directory.map_fact is 'Facts about entries, holes and declarations of the directory: functions and organisations, never a person.';

create table directory.boundary_map (
  id uuid primary key,
  imported_at timestamptz not null,
  source text not null,
  fingerprint text not null,
  width integer not null,
  height integer not null,
  shapes jsonb not null
);
comment on table directory.boundary_map is 'Real boundaries as the house that runs this loaded them (samenhang map import); the newest counts.';

-- Adds one fact and gives its version; nothing when this asker may not. A guest writes about the one subject of its link. A house asks about its own
-- entries, the operator about all. Holes are taken up by those who work for people in places; what they may choose is judged by the service (holes.ts).
create function directory.record_map_fact(given_id uuid, given_stream uuid, given_kind text, given_payload jsonb) returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  who keeper.claim := keeper.current_claim();
  at timestamptz := keeper.claim_time();
  is_entry boolean := exists (select 1 from directory.contact_point p where p.id = given_stream);
  is_house boolean := exists (select 1 from directory.organisation o where o.id = given_stream);
  is_own boolean := given_stream = who.organisation_id
    or exists (select 1 from directory.contact_point p where p.id = given_stream and p.organisation_id = who.organisation_id);
  answer integer;
begin
  if at is null then return null; end if;
  if given_kind in ('entry-confirmed', 'entry-differs', 'entry-ended') then
    if not is_entry or who.function is distinct from 'guest' or who.purpose is distinct from 'W20' or who.link_subject is distinct from given_stream
      then return null; end if;
  elsif given_kind = 'practice-declared' then
    if not is_house or not coalesce((who.function = 'guest' and who.purpose = 'W20' and who.link_subject = given_stream)
      or (who.function = 'operator' and who.purpose = 'W03'), false) then return null; end if;
  elsif given_kind in ('confirmation-asked', 'practice-asked') then
    if who.purpose is distinct from 'W03' or coalesce(who.function, 'guest') in ('person', 'guest') or not (is_own or who.function = 'operator')
      or not ((given_kind = 'practice-asked' and is_house) or (given_kind = 'confirmation-asked' and is_entry)) then return null; end if;
  elsif who.purpose is distinct from 'W03' or coalesce(who.function, '') not in ('care-coordinator', 'focal-officer', 'wmo-desk')
    or is_entry or is_house then return null;
  end if;
  perform pg_advisory_xact_lock(hashtextextended(given_stream::text, 55));
  select coalesce(max(f.version), 0) + 1 into answer from directory.map_fact f where f.stream = given_stream;
  insert into directory.map_fact values (given_id, given_stream, answer, given_kind, (at at time zone 'Europe/Amsterdam')::date, at,
    who.actor_id, who.organisation_id, who.purpose, given_payload);
  return answer;
end
$$;
revoke execute on function directory.record_map_fact(uuid, uuid, text, jsonb) from public;
comment on function directory.record_map_fact(uuid, uuid, text, jsonb) is 'Adds one fact about an entry, a hole or a declaration, when this asker may.';

-- What everybody may know: which entries were asked and confirmed, and what is being done about which hole, by which house. Never who wrote it.
create function directory.map_facts()
returns table (stream uuid, version integer, kind text, happened date, house_id uuid, payload jsonb)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select f.stream, f.version, f.kind, f.happened, f.organisation_id, f.payload from directory.map_fact f
  where f.kind not in ('practice-asked', 'practice-declared') order by f.stream, f.version
$$;
revoke execute on function directory.map_facts() from public;
comment on function directory.map_facts() is 'Facts about entries and holes, for anybody.';

-- What houses declare: to those who keep the map and to who counts; behind a link the one house that it is about.
create function directory.practice_facts(given_house uuid)
returns table (house_id uuid, version integer, happened date, payload jsonb)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select f.stream, f.version, f.happened, f.payload from directory.map_fact f, keeper.current_claim() c
  where f.kind = 'practice-declared' and (given_house is null or f.stream = given_house)
    and ((c.purpose = 'W03' and c.function in ('care-coordinator', 'focal-officer', 'wmo-desk') and given_house is not null)
      or (c.purpose = 'W03' and c.function = 'operator') or (c.purpose = 'W04' and c.function = 'analyst')
      or (c.purpose = 'W20' and c.function = 'guest' and c.link_subject = f.stream))
  order by f.stream, f.version
$$;
revoke execute on function directory.practice_facts(uuid) from public;
comment on function directory.practice_facts(uuid) is 'Declarations: of one house for who keeps the map, of all for who counts.';

-- What the facts of this system show of one house in a period: how often something was asked of it, how often it came in time, and the days in the
-- middle. To the house itself; to who counts about all municipalities together and never about one. Counts: no dossier, no day, no other party.
create function directory.practice_counts(given_house uuid, given_from date, given_until date)
returns table (measure text, asked integer, kept integer, middle_days numeric)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  with houses as (
    select o.id from directory.organisation o, keeper.current_claim() c
    where (c.purpose = 'W03' and c.function in ('care-coordinator', 'focal-officer', 'wmo-desk') and o.id = given_house and c.organisation_id = given_house)
      or (c.purpose = 'W04' and c.function = 'analyst' and given_house is null and o.kind = 'municipality')
  ), seen as (
    select 'payer-answered' as measure, p.answered_at is not null and (p.answered_at at time zone 'Europe/Amsterdam')::date <= p.answer_by as kept,
      extract(epoch from p.answered_at - p.asked_at) / 86400 as days
    from responsibility.payer_request p join houses h on h.id = p.payer_id
    where p.withdrawn_at is null and p.answer_by between given_from and given_until
    union all
    select 'handover-accepted', h.stage in ('accepted', 'landed', 'closed'), null
    from dossier.handover h join houses on houses.id = h.receiver_id
    where h.stage in ('accepted', 'landed', 'closed', 'declined', 'expired') and (h.changed_at at time zone 'Europe/Amsterdam')::date between given_from and given_until
    union all
    select 'seat-answered', s.answered_at is not null and s.answer in ('attending', 'follows', 'absent'), null
    from case_table.seat s join houses h on h.id = s.party_id where s.held_on between given_from and given_until
    union all
    select 'wait-ended', w.ended_at is not null, extract(epoch from w.ended_at - w.started_at) / 86400
    from care.wait w join houses h on h.id = w.party_id where (w.started_at at time zone 'Europe/Amsterdam')::date between given_from and given_until
  )
  select s.measure, count(*)::integer, count(*) filter (where s.kept)::integer,
    percentile_cont(0.5) within group (order by s.days) filter (where s.kept)
  from seen s group by s.measure order by s.measure
$$;
revoke execute on function directory.practice_counts(uuid, date, date) from public;
comment on function directory.practice_counts(uuid, date, date) is 'What facts show of the own house, or of all municipalities together.';

alter table access.link drop constraint link_kind;
alter table access.link add constraint link_kind
  check (kind in ('seat-reply', 'person-page', 'outside-handover', 'bed-count', 'payer-answer', 'entry-confirm', 'practice-declare'));
reset role;
