-- Insert only, and through audit.write_act alone: a row says of whoever acts what the claim says, nothing else. Read by the auditor, the
-- privacy officer and the person. In which transaction a row was written, the database says: who could say it himself could slip past the sealer.
grant execute on function audit.write_act(text, text, text, integer, jsonb, jsonb) to samenhang_worker;
create policy owner_writes on audit.request for insert to samenhang_owner with check (true);
create policy owner_writes on audit.processing for insert to samenhang_owner with check (true);
create policy owner_writes on audit.decision for insert to samenhang_owner with check (true);
grant select on audit.processing to samenhang_worker;
grant select on audit.request to samenhang_worker;
create policy privacy_officer_reads on audit.request for select to samenhang_worker
  using (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) = 'privacy-officer');
create policy person_reads_own on audit.processing for select to samenhang_worker
  using (subject = (select c.dossier_id from keeper.current_claim() c)
    or (organisation_id = (select c.organisation_id from keeper.current_claim() c)
      and (select c.function from keeper.current_claim() c) = 'privacy-officer'));
grant select on audit.request, audit.processing to samenhang_auditor;
create policy auditor_reads on audit.request for select to samenhang_auditor using (true);
create policy auditor_reads on audit.processing for select to samenhang_auditor using (true);

-- The sealer reads the log, numbers it and says how far it is. It changes no row, and takes back neither number nor checkpoint.
grant select on audit.request, audit.processing to samenhang_sealer;
create policy sealer_reads on audit.request for select to samenhang_sealer using (true);
create policy sealer_reads on audit.processing for select to samenhang_sealer using (true);
grant select, insert on audit.leaf, audit.node, audit.checkpoint to samenhang_sealer;
create policy sealer_reads on audit.leaf for select to samenhang_sealer using (true);
create policy sealer_numbers on audit.leaf for insert to samenhang_sealer with check (true);
create policy sealer_reads on audit.node for select to samenhang_sealer using (true);
create policy sealer_numbers on audit.node for insert to samenhang_sealer with check (true);
create policy sealer_reads on audit.checkpoint for select to samenhang_sealer using (true);
create policy sealer_signs on audit.checkpoint for insert to samenhang_sealer with check (true);
-- Whoever proves the log reads all of this; it holds ids and hashes.
grant select on audit.leaf, audit.node, audit.checkpoint to samenhang_auditor;
create policy auditor_reads on audit.leaf for select to samenhang_auditor using (true);
create policy auditor_reads on audit.node for select to samenhang_auditor using (true);
create policy auditor_reads on audit.checkpoint for select to samenhang_auditor using (true);
-- A privacy officer of any member may keep checkpoints and see that each continues the last: sizes, hashes and signatures, no row.
grant select (number, hash) on audit.leaf to samenhang_worker;
grant select on audit.node, audit.checkpoint to samenhang_worker;
create policy privacy_officer_proves on audit.leaf for select to samenhang_worker
  using ((select c.function from keeper.current_claim() c) = 'privacy-officer');
create policy privacy_officer_proves on audit.node for select to samenhang_worker
  using ((select c.function from keeper.current_claim() c) = 'privacy-officer');
create policy privacy_officer_proves on audit.checkpoint for select to samenhang_worker
  using ((select c.function from keeper.current_claim() c) = 'privacy-officer');

-- What was found of an unusual look: of the own house, by a privacy officer who is not that person.
grant select, insert on audit.look_review to samenhang_worker;
create policy privacy_officer_reads on audit.look_review for select to samenhang_worker
  using ((organisation_id, true) = (select c.organisation_id, c.function = 'privacy-officer' from keeper.current_claim() c));
create policy privacy_officer_judges_others on audit.look_review for insert to samenhang_worker
  with check ((organisation_id, reviewed_by, true)
      = (select c.organisation_id, c.actor_id, c.function = 'privacy-officer' from keeper.current_claim() c)
    and actor_id <> reviewed_by
    and reviewed_at = (select keeper.claim_time())
    and exists (select 1 from access.account a where a.actor_id = look_review.actor_id and a.organisation_id = look_review.organisation_id));
