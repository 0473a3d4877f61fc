-- Moves, ways out and returns, for the picture. No person, no house, no file: no two rows can be told to be about one person.
set role samenhang_owner;
create table picture.move (
  id uuid primary key,
  happened date not null,
  from_place text not null constraint move_from check (from_place ~ '^(VR\d{2}|[A-Z]{2}|unknown)$'),
  to_place text not null constraint move_to check (to_place ~ '^(VR\d{2}|[A-Z]{2}|unknown)$'),
  replaces uuid
);
create index move_of_day on picture.move (happened);
create index move_that_replaces on picture.move (replaces) where replaces is not null;
comment on table picture.move is 'Somebody went from one safety region or country to another; nothing tells who, and no two rows tell that they are of one person.';
comment on column picture.move.id is 'Made from the fact with a key that only the installation has: a correction finds the row that it replaces, nobody finds the fact.';

create table picture.course_step (
  id uuid primary key,
  kind text not null constraint course_step_kind check (kind in ('entered', 'missing', 'left', 'undone', 'back', 'gap')),
  happened date not null,
  cause text constraint course_step_cause check (cause ~ '^[a-z-]{1,40}$'),
  way text constraint course_step_way check (way in ('met-elsewhere', 'asked-for-help')),
  days integer constraint course_step_days check (days >= 0),
  days_from_first integer constraint course_step_days_from_first check (days_from_first >= 0),
  nth integer constraint course_step_nth check (nth >= 1),
  is_first_out boolean not null
);
create index course_step_of_kind on picture.course_step (kind, happened);
comment on table picture.course_step is 'Help began, ended, and began again: each row knows how many days it took and not whose days they were.';
comment on column picture.course_step.is_first_out is 'The first way out of this file: out of sight, or help that ended.';
reset role;
