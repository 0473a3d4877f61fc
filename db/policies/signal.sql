-- A signal is its organisation's own. Others learn that it exists through linkage only.
grant select, insert on signal.fact to samenhang_worker;
create policy own on signal.fact for select to samenhang_worker
  using (organisation_id = (select keeper.house_at_work()));
create policy own_writes on signal.fact for insert to samenhang_worker
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and actor_id = (select c.actor_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'));
grant select, insert on signal.signal to samenhang_worker;
grant update (stage, dossier_id) on signal.signal to samenhang_worker;
create policy own on signal.signal to samenhang_worker
  using (organisation_id = (select keeper.house_at_work()))
  with check (organisation_id = (select keeper.house_at_work()));
