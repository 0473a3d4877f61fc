-- What a person has to do today across dossiers, who stands in while somebody is away, a calendar that names nobody (decision 0061); and the
-- worklist of open dossiers out of an index alone.
set role samenhang_owner;

-- Under row security an index is asked only what cannot leak. PostgreSQL does not count coalesce() among that, so the order and the mark are columns of their own.
alter table dossier.dossier
  add column due_order date not null generated always as (coalesce(next_due, date '9999-12-31')) stored,
  add column due_mark text not null generated always as (coalesce(due_read_by, '')) stored;
comment on column dossier.dossier.due_order is 'next_due as the worklist sorts by it: what has no term comes last.';
comment on column dossier.dossier.due_mark is 'due_read_by as the worklist looks for it: empty when the term must be read again.';
drop index dossier.dossier_open_by_due, dossier.dossier_by_norms_read;
create index dossier_open_by_due on dossier.dossier (holder_id, urgency, due_order, id) where stage <> 'closed';
create index dossier_by_norms_read on dossier.dossier (holder_id, due_mark) where stage <> 'closed';

create schema task authorization samenhang_owner;

-- Who of a desk does what. The subject is the number of a file, or of the thing itself where there is no file; nothing opens by it.
create table task.taking (
  organisation_id uuid not null,
  function text not null,
  subject uuid not null,
  actor_id uuid,
  taken_at timestamptz not null,
  primary key (organisation_id, function, subject)
);
comment on table task.taking is 'Who of a desk does what, as that desk divides its work; nobody when actor_id is empty. It gives no right to anything.';

-- Days, and never why: why somebody is away may be a matter of health.
create table task.absence (
  id uuid primary key,
  organisation_id uuid not null,
  function text not null,
  actor_id uuid not null,
  from_on date not null,
  until_on date not null,
  stage text not null constraint absence_stage check (stage in ('open', 'asked', 'covered', 'ended')),
  stand_in_id uuid,
  named_at timestamptz not null,
  changed_at timestamptz not null,
  constraint absence_in_order check (until_on >= from_on and until_on <= from_on + 400),
  constraint absence_by_another check (stand_in_id is distinct from actor_id),
  constraint absence_has_stand_in check (case stage when 'open' then stand_in_id is null when 'ended' then true else stand_in_id is not null end)
);
create index absence_of_house on task.absence (organisation_id, until_on) where stage <> 'ended';
comment on table task.absence is 'Days on which somebody is away and who stands in; what was hers goes back by itself, because nothing is moved.';

create table task.reminder (
  organisation_id uuid not null,
  actor_id uuid not null,
  subject uuid not null,
  remind_on date,
  made_at timestamptz not null,
  primary key (actor_id, subject)
);
comment on table task.reminder is 'On which day somebody wants to see something again; for this person alone.';

create table task.calendar_link (
  id uuid primary key,
  organisation_id uuid not null,
  actor_id uuid not null,
  token_hash bytea not null,
  made_at timestamptz not null,
  ended_at timestamptz
);
create unique index calendar_link_by_hash on task.calendar_link (token_hash);
create unique index calendar_link_one_stands on task.calendar_link (actor_id) where ended_at is null;
comment on table task.calendar_link is 'A secret address at which a calendar reads on which day how many things wait, and nothing else. The token is kept as a hash.';

create function task.find_calendar(given_hash bytea)
returns table (link_id uuid, organisation_id uuid, actor_id uuid, function text, plane text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select l.id, a.organisation_id, a.actor_id, a.function, a.plane
  from task.calendar_link l join access.account a on a.actor_id = l.actor_id and a.organisation_id = l.organisation_id
  where l.token_hash = given_hash and l.ended_at is null and a.closed_at is null
$$;
comment on function task.find_calendar(bytea) is 'Whose calendar a secret address is; nobody''s when it was ended or the account was closed.';
revoke execute on function task.find_calendar(bytea) from public;

-- A table can be called off and moved to another day. Who was asked reads the seat and never the meeting, so it stands there once more.
alter table case_table.meeting drop constraint meeting_stage,
  add constraint meeting_stage check (stage in ('planned', 'held', 'called-off'));
alter table case_table.seat add column called_off_at timestamptz;
comment on column case_table.seat.called_off_at is 'When the chair called the table off.';
-- A party, or its guest in the name of who organises, answers for its seat; on which day the table is, and whether, is the organiser's.
create function case_table.day_is_organisers() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if (new.held_on is distinct from old.held_on or new.called_off_at is distinct from old.called_off_at)
    and (select keeper.house_at_work()) is distinct from old.organisation_id then
    raise exception 'the day of a table is of who holds it' using errcode = '42501';
  end if;
  return new;
end
$$;
revoke execute on function case_table.day_is_organisers() from public;
create trigger day_is_organisers before update of held_on, called_off_at on case_table.seat
  for each row when (current_user = 'samenhang_worker') execute function case_table.day_is_organisers();

reset role;
