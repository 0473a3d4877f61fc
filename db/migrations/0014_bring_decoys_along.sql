-- A turn of keys takes decoys along: the same invented person under one handle for each epoch, known by its mark.
set role samenhang_owner;
alter table linkage.decoy add column epoch text references linkage.epoch (name);
update linkage.decoy d set epoch =
  (select e.name from linkage.epoch e where e.opened_at <= d.planted_at order by e.place desc limit 1);
alter table linkage.decoy
  alter column epoch set not null,
  drop constraint decoy_planted_once,
  add constraint decoy_planted_once unique (organisation_id, mark, epoch);
comment on column linkage.decoy.epoch is 'In which epoch this handle stands; when that one closes, the handle is of no use any more.';

-- As before; during a turn a decoy stands in two epochs, and one look-up that meets both rings once.
create or replace function linkage.ring_decoy(asking uuid, held uuid, asked timestamptz, desk uuid, at timestamptz) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare met linkage.decoy;
begin
  if exists (select 1 from linkage.decoy d where d.handle = asking) then return true; end if;
  select * into met from linkage.decoy d where d.handle = held;
  if not found then return false; end if;
  if met.retired_at is null then
    insert into linkage.decoy_alarm
      (id, organisation_id, lookup_id, asking_organisation_id, actor_id, purpose, case_reference, asked_at, rung_at, decoy)
    select gen_random_uuid(), told.organisation_id, l.id, l.organisation_id, l.actor_id, l.purpose, l.case_reference, l.asked_at, at, told.decoy
    from linkage.lookup l cross join lateral (values (l.organisation_id, null::uuid), (desk, held)) as told(organisation_id, decoy)
    where l.handle = asking and l.asked_at = asked
      and not exists (select 1 from linkage.decoy_alarm a join linkage.decoy d on d.handle = a.decoy
        where a.organisation_id = told.organisation_id and a.lookup_id = l.id and d.mark = met.mark)
    on conflict do nothing;
  end if;
  return true;
end
$$;
reset role;
