-- The same judgement once more, by the database: what the purpose of a claim does not carry, the claim does not reach (record 0042).
-- Restrictive: whatever another policy gives, this takes away.
grant execute on function access.purpose_fits(text) to samenhang_worker;
create policy owner_judges on access.purpose to samenhang_owner using (true) with check (true);
create policy owner_judges on access.function_plane to samenhang_owner using (true) with check (true);
grant select on access.purpose, access.function_plane to samenhang_worker;
create policy everybody_reads on access.purpose for select to samenhang_worker using (true);
create policy everybody_reads on access.function_plane for select to samenhang_worker using (true);

-- Who, for what, on which plane and in which house: on everything that a person can stand in. The log is not among it, nor what tells the
-- privacy officer of a look-up that was refused: both are written for whoever was refused, whatever the purpose was.
-- Names of epochs and what may be connected are no rows of a person.
do $$
declare each record;
begin
  for each in
    select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and has_any_column_privilege('samenhang_worker', c.oid, 'select, insert, update')
      and (n.nspname in ('signal', 'dossier', 'care', 'case_table', 'responsibility', 'agreement', 'retention', 'privacy', 'linkage', 'safeguard', 'task')
        or n.nspname || '.' || c.relname in ('access.ground', 'access.consent', 'access.reach', 'access.acceptance', 'access.fact',
          'access.break_glass', 'access.break_glass_review', 'access.page_code', 'access.outside_code'))
      and n.nspname || '.' || c.relname not in ('linkage.refused_lookup', 'linkage.epoch', 'linkage.connect_purpose')
  loop
    execute format('create policy purpose_fits on %I.%I as restrictive to samenhang_worker using ((select access.purpose_fits(null))) with check ((select access.purpose_fits(null)))', each.nspname, each.relname);
  end loop;
end
$$;

-- And the act. An erasure says in its own fact that it happened; what has no chapter is a step of process.
create policy purpose_reads on dossier.fact as restrictive for select to samenhang_worker
  using (case when chapter is null then (select access.purpose_fits('hear')) else (select access.purpose_fits('read')) end);
create policy purpose_notes on dossier.fact as restrictive for insert to samenhang_worker
  with check (kind = 'content-erased' or (select access.purpose_fits('note')));
create policy purpose_reads on dossier.attachment as restrictive for select to samenhang_worker
  using ((select access.purpose_fits('read')));
create policy purpose_notes on dossier.attachment as restrictive for insert to samenhang_worker
  with check ((select access.purpose_fits('note')));
create policy purpose_empties on dossier.attachment as restrictive for update to samenhang_worker
  using ((select access.purpose_fits('note')) or (select access.purpose_fits('destroy')));
create policy purpose_reads on dossier.search_token as restrictive for select to samenhang_worker
  using ((select access.purpose_fits('read')));
create policy purpose_notes on dossier.search_token as restrictive for insert to samenhang_worker
  with check ((select access.purpose_fits('note')) or (select access.purpose_fits('read')));
create policy purpose_searches on dossier.search_made as restrictive for insert to samenhang_worker
  with check ((select access.purpose_fits('read')));
create policy purpose_opens on dossier.dossier as restrictive for insert to samenhang_worker
  with check ((select access.purpose_fits('note')));
create policy purpose_changes on dossier.dossier as restrictive for update to samenhang_worker
  using ((select access.purpose_fits('change')) or id = (select (keeper.current_claim()).dossier_id));
create policy purpose_moves on dossier.handover as restrictive for update to samenhang_worker
  with check (case when stage in ('seen', 'accepted', 'overlap', 'landed', 'declined') then (select access.purpose_fits('answer'))
    else (select access.purpose_fits('stop')) end);
create policy purpose_stops on access.consent as restrictive for update to samenhang_worker
  using ((select access.purpose_fits('stop')));
create policy purpose_offers on dossier.handover as restrictive for insert to samenhang_worker
  with check ((select access.purpose_fits('offer')));
create policy purpose_agrees on access.consent as restrictive for insert to samenhang_worker
  with check ((select access.purpose_fits('agree'))
    and exists (select 1 from access.purpose p where p.id = consent.purpose and p.scope = 'across' and p.consent not in ('never', 'no')));
create policy purpose_is_shared_for on access.reach as restrictive for insert to samenhang_worker
  with check (exists (select 1 from access.purpose p where p.id = reach.purpose and p.scope = 'across' and p.consent not in ('never', 'no')));
create policy purpose_searches on linkage.lookup as restrictive for insert to samenhang_worker
  with check ((select access.purpose_fits('search')));
create policy purpose_destroys on retention.destruction as restrictive for insert to samenhang_worker
  with check ((select access.purpose_fits('destroy')));
create policy purpose_destroys on retention.approval as restrictive for insert to samenhang_worker
  with check ((select access.purpose_fits('destroy')));

-- The emergency sees the chapters that stand open, and not the file.
create policy emergency_sees_no_file on dossier.dossier as restrictive for select to samenhang_worker
  using ((select (keeper.current_claim()).purpose) <> 'E01');

-- Police have no part in a file that another house holds, and read in it what they wrote themselves or was written to them (decision 3).
create policy police_see_own_files on dossier.dossier as restrictive for select to samenhang_worker
  using ((select (keeper.current_claim()).plane) <> 'enforcement'
    or holder_id = (select (keeper.current_claim()).organisation_id));
create policy police_read_own_rows on dossier.fact as restrictive for select to samenhang_worker
  using ((select (keeper.current_claim()).plane) <> 'enforcement'
    or organisation_id = (select (keeper.current_claim()).organisation_id)
    or addressee_id = (select (keeper.current_claim()).organisation_id));

create policy police_write_in_own_files on dossier.fact as restrictive for insert to samenhang_worker
  with check ((select (keeper.current_claim()).plane) <> 'enforcement' or kind = 'content-erased' or access.is_holder(stream));
create policy police_take_no_file on dossier.handover as restrictive for update to samenhang_worker
  using ((select (keeper.current_claim()).plane) <> 'enforcement'
    or organisation_id = (select (keeper.current_claim()).organisation_id));

-- A note goes into a chapter that one's house holds or has in reach; the holder's own, hers, and steps of process have no such bound.
create policy notes_within_reach on dossier.fact as restrictive for insert to samenhang_worker
  with check (chapter is null or kind = 'content-erased' or kind like 'handover-%' or stream = (select (keeper.current_claim()).dossier_id)
    or access.is_holder(stream)
    or exists (select 1 from access.reach r where r.organisation_id = fact.organisation_id and r.dossier_id = stream
      and r.chapter = fact.chapter and r.until >= ((select keeper.claim_time()) at time zone 'Europe/Amsterdam')::date)
    -- Beside the holder until it landed, in what she shares with the holder (record 0053).
    or exists (select 1 from dossier.handover h join access.consent k on k.dossier_id = h.dossier_id and k.partner_id = h.receiver_id
      where h.dossier_id = stream and h.organisation_id = fact.organisation_id and h.stage in ('accepted', 'overlap')
        and h.overlap_until >= ((select keeper.claim_time()) at time zone 'Europe/Amsterdam')::date
        and k.chapter = fact.chapter and k.answer = 'given' and k.withdrawn_at is null and k.replaced_by is null
        and ((select keeper.claim_time()) at time zone 'Europe/Amsterdam')::date between k.given_on and k.valid_until));

-- The records of an act. What was decided is read by the auditor and by the privacy officer of the own house, and never changed.
create policy owner_keeps on audit.policy to samenhang_owner using (true) with check (true);
grant select on audit.policy, audit.decision, audit.crossing to samenhang_auditor;
create policy auditor_reads on audit.policy for select to samenhang_auditor using (true);
create policy auditor_reads on audit.decision for select to samenhang_auditor using (true);
create policy auditor_reads on audit.crossing for select to samenhang_auditor using (true);
grant select on audit.decision to samenhang_worker;
grant select, insert on audit.crossing to samenhang_worker;
create policy privacy_officer_reads on audit.decision for select to samenhang_worker
  using ((organisation_id, true) = (select c.organisation_id, c.function = 'privacy-officer' from keeper.current_claim() c));
-- Whoever sends writes both sides: the other house finds in its own log that it was told.
create policy writes_both_sides on audit.crossing for insert to samenhang_worker
  with check ((trace_id, purpose, case side when 'sent' then organisation_id else other_id end)
    = (select c.trace_id, c.purpose, c.organisation_id from keeper.current_claim() c));
create policy privacy_officer_reads on audit.crossing for select to samenhang_worker
  using ((organisation_id, true) = (select c.organisation_id, c.function = 'privacy-officer' from keeper.current_claim() c));
