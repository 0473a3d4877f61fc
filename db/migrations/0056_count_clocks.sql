-- How clocks of norms went, kept by the house that holds the file and counted for who counts: closed quarters, persons and nobody's file. A release
-- may be of a norm.
set role samenhang_owner;

create table agreement.counted_clock (
  id uuid constraint counted_clock_id primary key,
  organisation_id uuid not null,
  dossier_id uuid not null,
  norm_id text not null constraint counted_clock_norm_shape check (norm_id ~ '^N[0-9]{2}(-[0-9]+)?$'),
  norm_version integer not null constraint counted_clock_version_positive check (norm_version > 0),
  triggered date not null,
  state text not null constraint counted_clock_state check (state in ('running', 'kept', 'missed', 'excepted', 'withdrawn')),
  due date,
  lapses_to text constraint counted_clock_lapses_to check (lapses_to in ('kept', 'missed')),
  area_code text constraint counted_clock_area check (area_code ~ '^VR\d{2}$'),
  party_id uuid,
  cause text constraint counted_clock_cause_shape check (cause ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(cause) <= 40),
  turn smallint not null constraint counted_clock_turn check (turn > 0),
  counted_at timestamptz not null,
  constraint counted_clock_lapses_by_a_day check ((due is null) = (lapses_to is null)),
  constraint counted_clock_once unique (dossier_id, norm_id, triggered, turn)
);
create index counted_clock_of_time on agreement.counted_clock (triggered);
comment on table agreement.counted_clock is
  'How a clock of a file stands: written when it begins and when it changes; the last turn counts. Across houses it is read only as persons, through agreement.norm_cells.';
comment on column agreement.counted_clock.due is 'The last day; a clock that runs still is from the day after what lapses_to says.';
comment on column agreement.counted_clock.area_code is 'The safety region in which the clock began: where the person was, else where the house works.';
comment on column agreement.counted_clock.party_id is 'The house that wrote down what started it: what it signed binds this clock.';

-- For who counts: persons by norm and by what is asked (region, country, version, before and after a signature), of clocks that began in closed quarters, as
-- they stood when the last quarter closed; so a figure changes four times a year and not with one person. Somebody with more clocks of one norm counts once, as
-- missed when one of them was. What of it is shown is decided in norm-figures.ts.
create function agreement.norm_cells(from_quarter text, until_quarter text, given_norm text)
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
      and ((select k.plane from keeper.current_claim() k), (select k.function from keeper.current_claim() k)) = ('numbers', 'analyst')
    order by c.dossier_id, c.norm_id, c.triggered, c.turn desc
  ), standing as (
    select s.*, first_value(s.area) over (partition by s.dossier_id, s.norm_id order by s.triggered) as first_area,
      case s.state when 'missed' then 1 when 'running' then 2 when 'kept' then 3 else 4 end as rank
    from clock s where s.state <> 'withdrawn'
  ), person as (
    select s.norm_id, l.level, l.key, s.dossier_id, min(s.rank) as rank,
      coalesce((array_agg(s.cause order by s.triggered) filter (where s.state = 'missed' and s.cause is not null))[1], 'none') as cause
    from standing s
    left join lateral (
      select case when s.triggered < a.valid_from then 'before' else 'after' end as key
      from agreement.adoption a left join agreement.adoption e on e.ends_id = a.id
      where a.organisation_id = s.party_id and a.norm_id = s.norm_id and a.ends_id is null
        and s.triggered >= a.valid_from - 365 and s.triggered < least(a.valid_from + 365, coalesce(e.valid_from, 'infinity'::date))
        and not exists (select 1 from agreement.adoption f where f.organisation_id = a.organisation_id and f.norm_id = a.norm_id
          and f.ends_id is null and f.valid_from < a.valid_from)
    ) signed on true,
    lateral (values ('area', s.area), ('country', 'all'), ('first-area', s.first_area), ('version', s.norm_version::text), ('signed', signed.key)) l (level, key)
    where l.key is not null
    group by 1, 2, 3, 4
  ), told as (
    select p.norm_id, p.level, p.key, (array['missed', 'running', 'kept', 'excepted'])[p.rank] as state, case when p.rank = 1 then p.cause end as cause
    from person p
  )
  select t.norm_id, t.level, t.key, t.state, t.cause, count(*)::integer from told t group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
$$;
revoke execute on function agreement.norm_cells(text, text, text) from public;
comment on function agreement.norm_cells(text, text, text) is
  'Persons by norm, region, version and signature, of clocks that began in closed quarters, as they stood at the last close; for analysts alone.';

alter table picture.release add column norm_id text constraint release_norm_shape check (norm_id ~ '^N[0-9]{2}(-[0-9]+)?$');
comment on column picture.release.norm_id is 'The norm whose persons are told, kept, missed and excepted in the place of forms; empty of a release of persons by form.';

reset role;
