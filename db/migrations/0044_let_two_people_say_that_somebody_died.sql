-- That somebody died ends help without a statement of interest: therefore one person of the house says it, and another ends the help for it; one
-- person with two accounts is one.
-- A slip or a way round her interest would otherwise take one press (record 0057).
set role samenhang_owner;

create function dossier.death_takes_two() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (select 1 from dossier.fact t where t.stream = new.stream and t.kind = 'death-told'
      and t.organisation_id = new.organisation_id and t.actor_id <> new.actor_id
      and not coalesce(access.is_same_person(t.actor_id), false)
      and t.version > coalesce((select max(r.version) from dossier.fact r where r.stream = new.stream and r.kind in ('dossier-reopened', 'death-withdrawn')), 0)) then
    raise exception 'another person of the house has not said that this person died' using errcode = 'check_violation', constraint = 'fact_death_takes_two';
  end if;
  return new;
end
$$;
revoke execute on function dossier.death_takes_two() from public;
-- What waits for a second person is asked on every look at Today.
create index fact_death_told on dossier.fact (organisation_id) where kind = 'death-told';
create trigger death_takes_two before insert on dossier.fact for each row
  when (new.kind = 'care-ended' and new.payload ->> 'because' = 'deceased') execute function dossier.death_takes_two();

reset role;
