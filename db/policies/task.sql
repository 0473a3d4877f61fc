-- How a desk divides its work. Nothing here opens a file: who stands in reads what a colleague of this desk reads anyway (decision 0061).
grant select, insert, update (actor_id, taken_at) on task.taking to samenhang_worker;
create policy own_desk on task.taking for select to samenhang_worker
  using (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and function = (select c.function from keeper.current_claim() c));
-- One takes for oneself and gives back; nobody lays work on somebody else.
create policy takes on task.taking for insert to samenhang_worker
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and function = (select c.function from keeper.current_claim() c)
    and actor_id = (select c.actor_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'));
create policy takes_over_or_gives_back on task.taking for update to samenhang_worker
  using (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and function = (select c.function from keeper.current_claim() c))
  with check (actor_id is null or actor_id = (select c.actor_id from keeper.current_claim() c));

-- Everybody of a house sees who is away and who stands in. One names one's own days.
grant select, insert, update (stage, stand_in_id, changed_at) on task.absence to samenhang_worker;
create policy own_house on task.absence for select to samenhang_worker
  using (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'));
create policy names_own_days on task.absence for insert to samenhang_worker
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and function = (select c.function from keeper.current_claim() c)
    and actor_id = (select c.actor_id from keeper.current_claim() c)
    and stage in ('open', 'asked')
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'));
-- Who was asked answers, a co-ordinator of the house assigns, who is away ends it.
create policy three_move on task.absence for update to samenhang_worker
  using (organisation_id = (select c.organisation_id from keeper.current_claim() c) and stage <> 'ended'
    and (actor_id = (select c.actor_id from keeper.current_claim() c)
      or stand_in_id = (select c.actor_id from keeper.current_claim() c)
      or (select c.function from keeper.current_claim() c) = 'care-coordinator'))
  with check (case stage
    when 'ended' then actor_id = (select c.actor_id from keeper.current_claim() c)
    when 'open' then actor_id <> (select c.actor_id from keeper.current_claim() c)
    -- One says yes for oneself, or a co-ordinator says it for somebody else's absence.
    when 'covered' then stand_in_id = (select c.actor_id from keeper.current_claim() c)
      or ((select c.function from keeper.current_claim() c) = 'care-coordinator' and actor_id <> (select c.actor_id from keeper.current_claim() c))
    else false end);
-- Who stands in is a colleague of the same desk: that is why nothing opens by it.
create policy stand_in_is_of_the_desk on task.absence as restrictive for insert to samenhang_worker
  with check (stand_in_id is null or exists (select 1 from access.account a where a.actor_id = stand_in_id and a.closed_at is null
    and a.organisation_id = absence.organisation_id and a.function = absence.function));
create policy stand_in_stays_of_the_desk on task.absence as restrictive for update to samenhang_worker
  with check (stand_in_id is null or stage = 'ended' or exists (select 1 from access.account a where a.actor_id = stand_in_id and a.closed_at is null
    and a.organisation_id = absence.organisation_id and a.function = absence.function));

grant select, insert, update (remind_on, made_at) on task.reminder to samenhang_worker;
create policy own_reminders on task.reminder to samenhang_worker
  using (actor_id = (select c.actor_id from keeper.current_claim() c)
    and organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'))
  with check (actor_id = (select c.actor_id from keeper.current_claim() c)
    and organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'));

-- The hash is written and never read back: who comes with the token finds the one row that it is of.
grant select (id, organisation_id, actor_id, made_at, ended_at, expires_at), insert, update (ended_at) on task.calendar_link to samenhang_worker;
create policy own_calendar on task.calendar_link to samenhang_worker
  using (actor_id = (select c.actor_id from keeper.current_claim() c)
    and organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'))
  with check (actor_id = (select c.actor_id from keeper.current_claim() c)
    and organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'));
create policy owner_finds on task.calendar_link for select to samenhang_owner using (true);
-- With the sessions of its person, and never open again.
create policy owner_ends on task.calendar_link for update to samenhang_owner using (true) with check (ended_at is not null);
grant execute on function task.find_calendar(bytea, timestamptz) to samenhang_worker;
