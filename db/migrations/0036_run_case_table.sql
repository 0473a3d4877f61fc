-- A case table is run from: who was there and who follows where nobody was, what was agreed with owner and day, and minutes as facts
-- (decision 0058).
set role samenhang_owner;

alter table case_table.seat add column asked_on date, add column closed_at timestamptz;
comment on column case_table.seat.asked_on is 'The day on which a party was asked to this seat: staying away counts only when it was asked in time.';
comment on column case_table.seat.closed_at is 'When the chair closed the table, once more: who was asked reads the seat and never the meeting.';

-- Apart from the seat, which whoever was asked may read and change: who was there is the organiser's to write down.
create table case_table.attendance (
  seat_id uuid primary key references case_table.seat (id),
  meeting_id uuid not null references case_table.meeting (id),
  organisation_id uuid not null,
  attendance text not null constraint attendance_said check (attendance in ('attended', 'sent-word', 'absent', 'nobody-asked')),
  follower text,
  follows_on date,
  recorded_at timestamptz not null,
  constraint attendance_has_follower check ((attendance = 'attended') = (follower is null and follows_on is null)
    and (follower is null) = (follows_on is null))
);
create index attendance_of_meeting on case_table.attendance (meeting_id);
comment on table case_table.attendance is 'Who was there, by seat; a seat that was not taken has who follows and a day. For the organiser alone.';

create table case_table.action (
  id uuid primary key,
  meeting_id uuid not null references case_table.meeting (id),
  organisation_id uuid not null,
  seat_id uuid references case_table.seat (id),
  owner_id uuid not null,
  ask text not null,
  due_on date not null,
  agreed_at timestamptz not null,
  outcome text constraint action_outcome check (outcome in ('done', 'not-done')),
  why_not text,
  ended_at timestamptz,
  constraint action_ends_whole check ((outcome is null) = (ended_at is null)),
  constraint action_not_done_with_why check ((outcome is not distinct from 'not-done') = (why_not is not null))
);
create index action_of_meeting on case_table.action (meeting_id);
create index action_of_owner on case_table.action (owner_id, due_on) where outcome is null;
comment on table case_table.action is 'What was agreed at a table: a fixed word, an owner and a day. Nothing that somebody typed: the owner may be another house, of another plane.';

reset role;
