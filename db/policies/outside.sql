-- A handover to a party without an account (decision 0060): the sender's rows, hers to read and to stop; the party comes with link and code, in a
-- visit, and reaches its own row, what she lets go along now, and nothing else.
grant execute on function access.outside_open(uuid), access.outside_entered(uuid), access.outside_goes_on(uuid, bytea),
  access.outside_chapters(uuid), access.outside_salt(uuid), access.enter_outside(uuid, bytea, bytea) to samenhang_worker;
create policy owner_answers on dossier.outside_handover to samenhang_owner using (true) with check (true);
create policy owner_compares on access.outside_code to samenhang_owner using (true) with check (true);
create policy owner_finds on access.outside_visit to samenhang_owner using (true) with check (true);

grant select, insert on dossier.outside_handover to samenhang_worker;
grant update (stage, changed_at, open_until, opened_on, received_on, read_until, reason, becomes) on dossier.outside_handover to samenhang_worker;
create policy sender_hers_or_in_visit on dossier.outside_handover for select to samenhang_worker
  using (organisation_id = (select keeper.house_at_work())
    -- A link can outlive a handover inside: who holds the file now sees it, and can end it.
    or access.is_holder(dossier_id)
    or dossier_id = (select (keeper.current_claim()).dossier_id)
    or (id = (select (keeper.current_claim()).link_subject) and access.outside_entered(id)));
create policy holder_names on dossier.outside_handover for insert to samenhang_worker
  with check (organisation_id = (select keeper.house_at_work()) and stage = 'named' and access.is_holder(dossier_id));
-- Each hand its own moves; the table of src/dossier/outside.ts knows from which stage. A receipt is the receiver's alone.
create policy sender_moves on dossier.outside_handover for update to samenhang_worker
  using ((organisation_id = (select keeper.house_at_work()) or access.is_holder(dossier_id)) and stage in ('named', 'made', 'opened', 'received', 'settled'))
  with check (case when stage in ('withdrawn', 'expired', 'stopped') then organisation_id = (select keeper.house_at_work()) or access.is_holder(dossier_id)
    when stage in ('made', 'settled') then organisation_id = (select keeper.house_at_work()) and access.is_holder(dossier_id) else false end);
create policy she_stops on dossier.outside_handover for update to samenhang_worker
  using (dossier_id = (select (keeper.current_claim()).dossier_id) and stage in ('named', 'made', 'opened', 'received', 'settled'))
  with check (dossier_id = (select (keeper.current_claim()).dossier_id) and stage = 'stopped');
create policy receiver_answers on dossier.outside_handover for update to samenhang_worker
  using (id = (select (keeper.current_claim()).link_subject) and stage in ('made', 'opened') and access.outside_entered(id))
  with check (id = (select (keeper.current_claim()).link_subject) and stage in ('opened', 'received', 'declined'));
create policy purpose_names on dossier.outside_handover as restrictive for insert to samenhang_worker
  with check ((select access.purpose_fits('offer')));
create policy purpose_moves on dossier.outside_handover as restrictive for update to samenhang_worker
  with check (case when stage in ('opened', 'received', 'declined') then (select access.purpose_fits('answer'))
    when stage in ('made', 'settled') then (select access.purpose_fits('offer')) else (select access.purpose_fits('stop')) end);

grant insert, select (handover_id, tries_left, set_at), update (salt, code_hash, tries_left, set_at) on access.outside_code to samenhang_worker;
create policy sender_sees on access.outside_code for select to samenhang_worker
  using (exists (select 1 from dossier.outside_handover h where h.id = handover_id and h.organisation_id = (select keeper.house_at_work())));
create policy sender_gives on access.outside_code for insert to samenhang_worker
  with check (exists (select 1 from dossier.outside_handover h where h.id = handover_id and h.organisation_id = (select keeper.house_at_work())
    and access.is_holder(h.dossier_id)));
create policy sender_changes on access.outside_code for update to samenhang_worker
  using (exists (select 1 from dossier.outside_handover h where h.id = handover_id and h.organisation_id = (select keeper.house_at_work())))
  with check (exists (select 1 from dossier.outside_handover h where h.id = handover_id and h.organisation_id = (select keeper.house_at_work())
    and access.is_holder(h.dossier_id)));
