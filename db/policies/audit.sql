-- Insert only. A row says of whoever acts what the claim says, nothing else; read by the auditor, the privacy officer and the person.
grant insert on audit.request to samenhang_worker;
grant insert on audit.processing to samenhang_worker;
grant select on audit.processing to samenhang_worker;
grant select on audit.request to samenhang_worker;
create policy writes_own on audit.request for insert to samenhang_worker
  with check ((trace_id, organisation_id, actor_id, function, plane, purpose)
    = (select c.trace_id, c.organisation_id, c.actor_id, c.function, c.plane, c.purpose from keeper.current_claim() c));
create policy privacy_officer_reads on audit.request for select to samenhang_worker
  using (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) = 'privacy-officer');
create policy writes_own on audit.processing for insert to samenhang_worker
  with check ((trace_id, organisation_id, function, plane, purpose)
    = (select c.trace_id, c.organisation_id, c.function, c.plane, c.purpose from keeper.current_claim() c));
create policy person_reads_own on audit.processing for select to samenhang_worker
  using (subject = (select c.dossier_id from keeper.current_claim() c)
    or (organisation_id = (select c.organisation_id from keeper.current_claim() c)
      and (select c.function from keeper.current_claim() c) = 'privacy-officer'));
grant select on audit.request, audit.processing to samenhang_auditor;
create policy auditor_reads on audit.request for select to samenhang_auditor using (true);
create policy auditor_reads on audit.processing for select to samenhang_auditor using (true);
