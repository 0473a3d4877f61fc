set role samenhang_owner;
create table agreement.clock_fact (
  id uuid primary key,
  organisation_id uuid not null,
  addressee_id uuid,
  dossier_id uuid not null,
  kind text not null,
  happened date not null,
  learned timestamptz not null,
  source_fact_id uuid not null unique
);
create index clock_fact_of_dossier on agreement.clock_fact (dossier_id, happened);
comment on table agreement.clock_fact is 'What the norm clocks read: kinds and days, copied from facts as they are recorded.';

select kernel.create_fact_table('case_table');
create table case_table.meeting (
  id uuid primary key,
  organisation_id uuid not null,
  dossier_id uuid not null,
  held_on date not null,
  stage text not null constraint meeting_stage check (stage in ('planned', 'held')),
  created_at timestamptz not null
);
comment on table case_table.meeting is 'A case table about one dossier; the wish of the person is a sealed fact and is read first.';
create table case_table.seat (
  id uuid primary key,
  meeting_id uuid not null references case_table.meeting (id),
  organisation_id uuid not null,
  kind text not null,
  held_on date not null,
  party_id uuid,
  mail text,
  answer text constraint seat_answer check (answer in ('attending', 'follows', 'cannot-say', 'absent')),
  follows_on date,
  answered_at timestamptz,
  constraint seat_once unique (meeting_id, kind),
  constraint seat_party_or_mail check (party_id is null or mail is null),
  constraint seat_follows_with_day check ((answer = 'follows') = (follows_on is not null))
);
create index seat_of_party on case_table.seat (party_id, held_on) where party_id is not null;
comment on table case_table.seat is 'The seats that this case needs; an empty seat stays visible, with who follows.';
comment on column case_table.seat.held_on is 'The day of the meeting once more: who is invited reads the seat and never the meeting, which names the dossier.';

create table picture.report (
  id uuid primary key,
  organisation_id uuid not null,
  subject uuid not null,
  person_unit uuid not null,
  year smallint not null,
  month smallint not null,
  exploitation text not null,
  safety_region_code text,
  learned_year smallint not null
);
comment on column picture.report.subject is 'The signal that was counted; for the courier that joins units, never for who reads counts.';
create index report_by_unit on picture.report (person_unit);
create index report_by_year on picture.report (year, exploitation);
comment on table picture.report is 'One row per report with the unit that it counts for; persons are units, not reports.';
create view picture.person_count with (security_invoker = true) as
  select year, exploitation, safety_region_code, count(distinct person_unit)::integer as persons, count(*)::integer as reports
  from picture.report group by year, exploitation, safety_region_code;
comment on view picture.person_count is 'Counts of persons and reports; the only thing that the picture reads.';
-- In a table that is added up a person counts once a year, in the cell of the first report: else totals would not be persons.
create view picture.person_once with (security_invoker = true) as
  select distinct on (year, person_unit) year, exploitation, safety_region_code
  from picture.report order by year, person_unit, month, safety_region_code nulls last, exploitation;
comment on view picture.person_once is 'Each person once per year, in one cell; what releases are made of.';
create table picture.release (
  id uuid primary key,
  released_at timestamptz not null,
  released_by uuid not null,
  settings jsonb not null,
  numbers jsonb not null
);
comment on table picture.release is 'A published set of safe numbers with the settings that made them.';
reset role;
