-- A cube of counts of persons, kept by facts and never by reading files (decision 0070). Reports get coarse facets; steps of a file move its
-- reports; whatever changes a unit marks it, and one keeper turns marks into counts.
set role samenhang_owner;

alter table picture.report
  add column sex text not null default 'unknown' constraint report_sex check (sex in ('woman', 'man', 'other', 'unknown')),
  add column age_group text not null default 'unknown'
    constraint report_age_group check (age_group in ('0-11', '12-17', '18-24', '25-34', '35-49', '50-plus', 'unknown')),
  add column nationality_group text not null default 'unknown',
  add column reporter text not null default 'unknown',
  add column delay text not null default 'unknown' constraint report_delay check (delay in ('on-time', 'late', 'unknown')),
  add column reached smallint not null default 0 constraint report_reached check (reached between 0 and 3),
  add column outcome text not null default 'none',
  add column stay_region_code text;
comment on column picture.report.sex is 'Coarse, read once from the sealed person in the act that recorded the signal; with age group and group of nationality, never a date or a name.';
comment on column picture.report.reached is 'How far the file got: 0 reported, 1 file opened, 2 place asked, 3 place found. Kept from the steps of its file.';
-- The courier joins by subject, and steps find their reports by it: a new fact must not read history.
create index report_by_subject on picture.report (subject);

create table picture.case_link (
  dossier_id uuid primary key,
  organisation_id uuid not null,
  subject uuid not null
);
create index case_link_of_subject on picture.case_link (subject);
comment on table picture.case_link is 'Which signal a file was opened from. Nobody reads it: steps of the file find their report through it.';
create table picture.step (
  id uuid primary key,
  organisation_id uuid not null,
  dossier_id uuid not null,
  reached smallint constraint step_reached check (reached between 1 and 3),
  outcome text,
  stay_region_code text,
  erased boolean not null default false,
  happened date not null,
  learned timestamptz not null,
  entered integer not null
);
create index step_of_dossier on picture.step (dossier_id);
comment on table picture.step is 'What moved a file, as codes: a stage reached, an outcome, a region of stay. Nobody reads it.';
comment on column picture.step.entered is 'The version of its fact in the file: of one moment the later fact counts.';

create table picture.changed (
  id uuid primary key default gen_random_uuid(),
  person_unit uuid not null
);
comment on table picture.changed is 'Units of which something changed and that the cube has not counted again yet.';
create table picture.person (
  person_unit uuid not null,
  year smallint not null,
  month smallint not null,
  reports integer not null,
  facets text not null,
  primary key (person_unit, year)
);
comment on table picture.person is 'How each unit stands in the cube now, once a year, so that a change moves its cells and no others.';
create table picture.cell (
  year smallint not null,
  month smallint not null,
  dimensions text not null,
  key text not null,
  persons integer not null constraint cell_persons check (persons >= 0),
  reports integer not null constraint cell_reports check (reports >= 0),
  primary key (year, dimensions, month, key)
);
comment on table picture.cell is 'Persons and reports by no, one or two dimensions; month 0 is the whole year. Small numbers stand in it: never for who has no purpose.';

-- Marks what changed, whoever changed it: the writer cannot forget and cannot read.
create function picture.mark_added() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into picture.changed (person_unit) select distinct person_unit from rows_added;
  return null;
end
$$;
create function picture.mark_moved() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into picture.changed (person_unit) select person_unit from rows_before union select person_unit from rows_after;
  return null;
end
$$;
-- A step moves the report of the own signal from which the file was opened. What is erased cannot be led back to its report any more.
create function picture.follow_step() returns trigger language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare of_signal uuid; of_house uuid;
begin
  if new.erased then
    update picture.report r set subject = gen_random_uuid()
    where r.organisation_id = new.organisation_id
      and r.subject in (select new.dossier_id union all select c.subject from picture.case_link c
        where c.dossier_id = new.dossier_id and c.organisation_id = new.organisation_id);
    delete from picture.case_link c where c.organisation_id = new.organisation_id and new.dossier_id in (c.dossier_id, c.subject);
    delete from picture.step s where s.dossier_id = new.dossier_id and s.organisation_id = new.organisation_id;
    return null;
  end if;
  select c.subject, c.organisation_id into of_signal, of_house from picture.case_link c where c.dossier_id = new.dossier_id;
  if of_signal is null then
    return null;
  end if;
  update picture.report r set reached = now.reached, outcome = now.outcome, stay_region_code = now.stay
  from (
    select coalesce(max(s.reached), 0)::smallint as reached,
      coalesce((array_agg(s.outcome order by s.happened desc, s.learned desc, s.entered desc) filter (where s.outcome is not null))[1], 'none') as outcome,
      (array_agg(s.stay_region_code order by s.happened desc, s.learned desc, s.entered desc) filter (where s.stay_region_code is not null))[1] as stay
    from picture.case_link c join picture.step s on s.dossier_id = c.dossier_id
    where c.subject = of_signal and c.organisation_id = of_house
  ) now
  where r.subject = of_signal and r.organisation_id = of_house
    and (r.reached, r.outcome, r.stay_region_code) is distinct from (now.reached, now.outcome, now.stay);
  return null;
end
$$;
revoke execute on function picture.mark_added(), picture.mark_moved(), picture.follow_step() from public;
create trigger report_added after insert on picture.report referencing new table as rows_added
  for each statement execute function picture.mark_added();
create trigger report_moved after update on picture.report referencing old table as rows_before new table as rows_after
  for each statement execute function picture.mark_moved();
create trigger step_followed after insert on picture.step for each row execute function picture.follow_step();

-- What was counted before comes into the cube at the first round.
insert into picture.changed (person_unit) select distinct person_unit from picture.report;
reset role;
