-- Out of sight is a risk and no end: a stage with a watch, from which no row goes to an end and no holder changes. Care that ends becomes
-- aftercare before it is closed (decision 0056).
set role samenhang_owner;

alter table dossier.dossier drop constraint dossier_stage;
alter table dossier.dossier
  add column watch_due date,
  add constraint dossier_stage check (stage in ('open', 'missing', 'aftercare', 'closed'));
alter table dossier.dossier no force row level security;
-- What was out of sight before there were watches is looked at first.
update dossier.dossier set watch_due = (opened_at at time zone 'Europe/Amsterdam')::date where stage = 'missing';
alter table dossier.dossier force row level security;
alter table dossier.dossier
  add constraint dossier_watch_stands check ((stage = 'missing') = (watch_due is not null));
comment on column dossier.dossier.watch_due is 'The day by which the watch over who is out of sight is looked at again; present exactly while it stands.';
create index dossier_watched on dossier.dossier (holder_id, watch_due, id) where stage = 'missing';

create function dossier.missing_is_no_end() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if new.stage not in ('missing', 'open') then
    raise exception 'who is out of sight is found again before anything ends' using errcode = 'check_violation', constraint = 'dossier_missing_is_no_end';
  end if;
  if new.holder_id <> old.holder_id then
    raise exception 'the file of who is out of sight stays with its holder' using errcode = 'check_violation', constraint = 'dossier_missing_keeps_holder';
  end if;
  return new;
end
$$;
revoke execute on function dossier.missing_is_no_end() from public;
create trigger missing_is_no_end before update on dossier.dossier for each row when (old.stage = 'missing') execute function dossier.missing_is_no_end();

reset role;
