-- Insert only. A row may be written about oneself, by whoever acts; read by the auditor, the privacy officer and the person.
grant insert on audit.request to samenhang_worker;
grant insert on audit.processing to samenhang_worker;
grant select on audit.processing to samenhang_worker;
grant select on audit.request to samenhang_worker;
create policy writes_own on audit.request for insert to samenhang_worker
  with check (organisation_id is not distinct from (select c.organisation_id from keeper.current_claim() c)
    and actor_id is not distinct from (select c.actor_id from keeper.current_claim() c));
create policy privacy_officer_reads on audit.request for select to samenhang_worker
  using (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) = 'privacy-officer');
create policy writes_own on audit.processing for insert to samenhang_worker
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c));
create policy person_reads_own on audit.processing for select to samenhang_worker
  using (subject = (select c.dossier_id from keeper.current_claim() c)
    or (organisation_id = (select c.organisation_id from keeper.current_claim() c)
      and (select c.function from keeper.current_claim() c) = 'privacy-officer'));
grant select on audit.request, audit.processing to samenhang_auditor;
create policy auditor_reads on audit.request for select to samenhang_auditor using (true);
create policy auditor_reads on audit.processing for select to samenhang_auditor using (true);
