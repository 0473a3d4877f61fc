-- Counts that told one house or one case. Before and after a signature are told of clocks of three houses at least, on either side; who counts says for
-- what; what is asked of a house is missed when its day is over; and of the country there are closed quarters and fives.
set role samenhang_owner;

-- As in 0056; clocks of a signature only where three houses or more stand behind each side, counted by their clocks and not by who signed.
create or replace function agreement.norm_cells(from_quarter text, until_quarter text, given_norm text)
returns table (norm_id text, level text, key text, state text, cause text, persons integer)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  with closed as (
    select max(kernel.quarter_closes(q.quarter)) as at
    from (select kernel.quarter_of(keeper.claim_time() - make_interval(months => 3 * n)) as quarter from generate_series(0, 2) n) q
    where kernel.quarter_closes(q.quarter) <= keeper.claim_time()
  ), clock as (
    select distinct on (c.dossier_id, c.norm_id, c.triggered)
      c.dossier_id, c.norm_id, c.norm_version, c.triggered, c.party_id, c.cause, coalesce(c.area_code, 'unknown') as area,
      case when c.state = 'running' and c.due < (closed.at at time zone 'Europe/Amsterdam')::date then c.lapses_to else c.state end as state
    from agreement.counted_clock c, closed
    where c.counted_at < closed.at
      and c.triggered >= make_date(substr(from_quarter, 1, 4)::int, substr(from_quarter, 6, 1)::int * 3 - 2, 1)
      and c.triggered < make_date(substr(until_quarter, 1, 4)::int, substr(until_quarter, 6, 1)::int * 3 - 2, 1) + interval '3 months'
      and kernel.quarter_closes(until_quarter) <= closed.at
      and (given_norm is null or c.norm_id = given_norm)
      and exists (select 1 from keeper.current_claim() k where k.plane = 'numbers' and k.function = 'analyst' and k.purpose = 'W04')
    order by c.dossier_id, c.norm_id, c.triggered, c.turn desc
  ), standing as (
    select s.*, first_value(s.area) over (partition by s.dossier_id, s.norm_id order by s.triggered) as first_area, signed.key as signed_key,
      case s.state when 'missed' then 1 when 'running' then 2 when 'kept' then 3 else 4 end as rank
    from clock s
    left join lateral (
      select case when s.triggered < a.valid_from then 'before' else 'after' end as key
      from agreement.adoption a left join agreement.adoption e on e.ends_id = a.id
      where a.organisation_id = s.party_id and a.norm_id = s.norm_id and a.ends_id is null
        and s.triggered >= a.valid_from - 365 and s.triggered < least(a.valid_from + 365, coalesce(e.valid_from, 'infinity'::date))
        and not exists (select 1 from agreement.adoption f where f.organisation_id = a.organisation_id and f.norm_id = a.norm_id
          and f.ends_id is null and f.valid_from < a.valid_from)
    ) signed on true
    where s.state <> 'withdrawn'
  ), enough as (
    select s.norm_id from standing s group by s.norm_id
    having count(distinct s.party_id) filter (where s.signed_key = 'before') >= 3 and count(distinct s.party_id) filter (where s.signed_key = 'after') >= 3
  ), person as (
    select s.norm_id, l.level, l.key, s.dossier_id, min(s.rank) as rank,
      coalesce((array_agg(s.cause order by s.triggered) filter (where s.state = 'missed' and s.cause is not null))[1], 'none') as cause
    from standing s,
    lateral (values ('area', s.area), ('country', 'all'), ('first-area', s.first_area), ('version', s.norm_version::text),
      ('signed', case when s.norm_id in (select e.norm_id from enough e) then s.signed_key end)) l (level, key)
    where l.key is not null
    group by 1, 2, 3, 4
  ), told as (
    select p.norm_id, p.level, p.key, (array['missed', 'running', 'kept', 'excepted'])[p.rank] as state, case when p.rank = 1 then p.cause end as cause
    from person p
  )
  select t.norm_id, t.level, t.key, t.state, t.cause, count(*)::integer from told t group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
$$;
comment on function agreement.norm_cells(text, text, text) is
  'Persons by norm, region, version and signature (of three houses or more on either side), of clocks that began in closed quarters, as they stood at the last close; for analysts who count (W04) alone.';

-- As in 0053, for the purpose that it is counted for.
create or replace function responsibility.gap_cells(given_quarter text) returns table (gap text, persons integer)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select g.gap, count(distinct g.dossier_id)::integer from responsibility.named_gap g
  where kernel.quarter_of(g.counted_at) = given_quarter and kernel.quarter_closes(given_quarter) <= keeper.claim_time()
    and exists (select 1 from keeper.current_claim() c
      where c.purpose = 'D28' and (c.plane, c.function) in (('desk', 'contact-desk-officer'), ('numbers', 'analyst')))
  group by 1 order by 1
$$;

-- As in 0055. What nobody answered is counted when its day is over, at the house itself and in the country. To who counts: whole quarters that are closed,
-- as things stood at the last close, and counts rounded down to fives, without the days in the middle: those are of one case.
create or replace function directory.practice_counts(given_house uuid, given_from date, given_until date)
returns table (measure text, asked integer, kept integer, middle_days numeric)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  with own as (
    select o.id as house_id, given_from as from_day, given_until as until_day, keeper.claim_time() as seen_at
    from directory.organisation o, keeper.current_claim() c
    where c.purpose = 'W03' and c.function in ('care-coordinator', 'focal-officer', 'wmo-desk') and o.id = given_house and c.organisation_id = given_house
  ), closed as (
    select max(kernel.quarter_closes(q.quarter)) as at
    from (select kernel.quarter_of(keeper.claim_time() - make_interval(months => 3 * n)) as quarter from generate_series(0, 2) n) q
    where kernel.quarter_closes(q.quarter) <= keeper.claim_time()
  ), houses as (
    select * from own
    union all
    select o.id, date_trunc('quarter', given_from)::date,
      least((date_trunc('quarter', given_until) + interval '3 months')::date, (closed.at at time zone 'Europe/Amsterdam')::date - 14) - 1, closed.at
    from directory.organisation o, keeper.current_claim() c, closed
    where c.purpose = 'W04' and c.function = 'analyst' and given_house is null and o.kind = 'municipality'
  ), seen as (
    select 'payer-answered' as measure, coalesce((p.answered_at at time zone 'Europe/Amsterdam')::date <= p.answer_by, false) as kept,
      extract(epoch from p.answered_at - p.asked_at) / 86400 as days
    from responsibility.payer_request p join houses h on h.house_id = p.payer_id
    where (p.withdrawn_at is null or p.withdrawn_at > h.seen_at) and p.answer_by between h.from_day and h.until_day
      and (p.answered_at <= h.seen_at or p.answer_by < (h.seen_at at time zone 'Europe/Amsterdam')::date)
    union all
    select 'handover-accepted', o.stage in ('accepted', 'landed', 'closed'), null
    from dossier.handover o join houses h on h.house_id = o.receiver_id
    where o.stage in ('accepted', 'landed', 'closed', 'declined', 'expired')
      and (o.changed_at at time zone 'Europe/Amsterdam')::date between h.from_day and h.until_day
    union all
    select 'seat-answered', coalesce(s.answered_at <= h.seen_at and s.answer in ('attending', 'follows', 'absent'), false), null
    from case_table.seat s join houses h on h.house_id = s.party_id
    where s.held_on between h.from_day and h.until_day
      and (s.answered_at <= h.seen_at or s.held_on < (h.seen_at at time zone 'Europe/Amsterdam')::date)
    union all
    select 'wait-ended', coalesce(w.ended_at <= h.seen_at, false), extract(epoch from w.ended_at - w.started_at) / 86400
    from care.wait w join houses h on h.house_id = w.party_id
    where (w.started_at at time zone 'Europe/Amsterdam')::date between h.from_day and h.until_day
  ), counted as (
    select s.measure, count(*)::integer as asked, count(*) filter (where s.kept)::integer as kept,
      percentile_cont(0.5) within group (order by s.days) filter (where s.kept) as middle_days
    from seen s group by s.measure
  )
  select c.measure, case when given_house is null then c.asked - c.asked % 5 else c.asked end,
    case when given_house is null then c.kept - c.kept % 5 else c.kept end, case when given_house is not null then c.middle_days end
  from counted c order by c.measure
$$;
comment on function directory.practice_counts(uuid, date, date) is
  'What facts show of the own house; of all municipalities together in closed quarters and fives.';

reset role;
