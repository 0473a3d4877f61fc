grant select, insert on agreement.clock_fact to samenhang_worker;
create policy own_addressed_or_holder on agreement.clock_fact for select to samenhang_worker
  using ((organisation_id = (select c.organisation_id from keeper.current_claim() c)
      or addressee_id = (select c.organisation_id from keeper.current_claim() c)
      or exists (select 1 from dossier.dossier d where d.id = dossier_id and d.holder_id = (select c.organisation_id from keeper.current_claim() c)))
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'));
create policy own_writes on agreement.clock_fact for insert to samenhang_worker
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c));
