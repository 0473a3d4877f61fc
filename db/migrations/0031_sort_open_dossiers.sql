-- Open dossiers by what is due first, however many there are: the earliest term of each is kept beside it, and read again after every fact
-- that a clock reads (decision 0054).
set role samenhang_owner;

alter table dossier.dossier
  add column next_due date,
  add column due_read_by text,
  -- Somebody who is out of sight comes first: that is a risk, not an end.
  add column urgency smallint not null generated always as (case when stage = 'missing' then 0 else 1 end) stored;
comment on column dossier.dossier.next_due is 'The earliest day on which a norm wants something done; absent: no clock runs.';
comment on column dossier.dossier.due_read_by is 'The mark of the norms by which next_due was read; absent: to be read again.';
create index dossier_open_by_due on dossier.dossier (holder_id, urgency, (coalesce(next_due, date '9999-12-31')), id) where stage <> 'closed';
create index dossier_by_norms_read on dossier.dossier (holder_id, (coalesce(due_read_by, ''))) where stage <> 'closed';

-- Whoever tells a clock something (a payer, a house that gives a bed) may not change the dossier; that its term must be read again it may say.
create function dossier.term_must_be_read() returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update dossier.dossier d set due_read_by = null where d.id = new.dossier_id and d.due_read_by is not null;
  return null;
end
$$;
revoke execute on function dossier.term_must_be_read() from public;
create trigger clock_fact_came after insert on agreement.clock_fact for each row execute function dossier.term_must_be_read();

reset role;
