-- A million persons are counted month by month (decision 0081): what is counted together then stands in the same few cells. A mark says of which month
-- its report is, and which turn it has, so that what was just told is counted before what waits of long ago. Turn 0: nobody told anything, it is counted again.
set role samenhang_owner;

alter table picture.changed
  add column year smallint,
  add column month smallint,
  add column turn bigint not null default (pg_current_xact_id()::text)::bigint;
comment on column picture.changed.year is 'Of the report that changed; with its month it says which marks are counted together.';
comment on column picture.changed.turn is 'The number of the transaction that left the mark, as every row has it, 0 when no fact did: no sequence counts up for all houses. It is gone as soon as the mark is counted, and no row keeps it.';
create index changed_by_turn on picture.changed (turn) where turn > 0;
create index changed_by_month on picture.changed (year, month);
-- Counts of a cell change often and its key never: with room on the page a change leaves the index alone.
alter table picture.cell set (fillfactor = 80);

create or replace function picture.mark_added() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into picture.changed (person_unit, year, month) select distinct person_unit, year, month from rows_added;
  return null;
end
$$;
create or replace function picture.mark_moved() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into picture.changed (person_unit, year, month)
  select person_unit, year, month from rows_before union select person_unit, year, month from rows_after;
  return null;
end
$$;

-- Migration 0048 could not mark what was counted before it: the owner saw no report under row security. Who stands in no year of a report of theirs is
-- marked here, by the owner as owner.
alter table picture.report no force row level security;
alter table picture.person no force row level security;
alter table picture.changed no force row level security;
insert into picture.changed (person_unit, year, month, turn)
select distinct r.person_unit, r.year, r.month, 0 from picture.report r
where not exists (select from picture.person p where (p.person_unit, p.year) = (r.person_unit, r.year));
alter table picture.report force row level security;
alter table picture.person force row level security;
alter table picture.changed force row level security;
reset role;
