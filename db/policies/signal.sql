-- A signal is its organisation's own. Others learn that it exists through linkage only.
grant select, insert on signal.fact to samenhang_worker;
create policy own on signal.fact for select to samenhang_worker
  using (organisation_id = (select keeper.house_at_work()));
create policy own_writes on signal.fact for insert to samenhang_worker
  with check (organisation_id = (select (keeper.current_claim()).organisation_id)
    and actor_id = (select (keeper.current_claim()).actor_id)
    and (select (keeper.current_claim()).function) not in ('person', 'guest'));
grant select, insert on signal.signal to samenhang_worker;
grant update (stage, dossier_id) on signal.signal to samenhang_worker;
create policy own on signal.signal to samenhang_worker
  using (organisation_id = (select keeper.house_at_work()))
  with check (organisation_id = (select keeper.house_at_work()));
