-- Break-glass. Opened through access.open_break_glass alone; read by who opened it, by the house that holds the dossier, and by the privacy
-- officer of either; ended by the first two; never changed otherwise. Nothing of it leaves the plane of care.
grant execute on function access.is_same_person(uuid), access.open_break_glass(uuid, uuid, text[], text, timestamptz),
  access.reads_in_emergency(uuid, text, uuid), access.break_glass_key_until(uuid, text) to samenhang_worker;
create policy owner_opens on access.break_glass to samenhang_owner using (true) with check (true);

grant select, update (ended_at, ended_by, ended_for) on access.break_glass to samenhang_worker;
create policy care_alone on access.break_glass as restrictive to samenhang_worker
  using ((select c.plane from keeper.current_claim() c) = 'care')
  with check ((select c.plane from keeper.current_claim() c) = 'care');
create policy reader_holder_or_officer on access.break_glass for select to samenhang_worker
  using ((select c.function from keeper.current_claim() c) not in ('person', 'guest')
    and ((organisation_id = (select c.organisation_id from keeper.current_claim() c)
        and (actor_id = (select c.actor_id from keeper.current_claim() c)
          or (select c.function from keeper.current_claim() c) = 'privacy-officer'))
      or holder_id = (select c.organisation_id from keeper.current_claim() c)
      or access.is_holder(dossier_id)));
-- Ending is always safe; it is of this moment, in one's own name, and never taken back.
create policy reader_or_holder_ends on access.break_glass for update to samenhang_worker
  using (ended_at is null and (select c.function from keeper.current_claim() c) not in ('person', 'guest')
    and ((organisation_id = (select c.organisation_id from keeper.current_claim() c)
        and actor_id = (select c.actor_id from keeper.current_claim() c))
      or holder_id = (select c.organisation_id from keeper.current_claim() c)
      or access.is_holder(dossier_id)))
  with check (ended_at = (select keeper.claim_time()) and ended_by = (select c.actor_id from keeper.current_claim() c)
    and ended_for = case when organisation_id = (select c.organisation_id from keeper.current_claim() c) then 'reader' else 'holder' end);

-- Each of the two houses judges for itself, by its privacy officer, who is never the person that opened; both read what the other found.
grant select, insert on access.break_glass_review to samenhang_worker;
create policy care_alone on access.break_glass_review as restrictive to samenhang_worker
  using ((select c.plane from keeper.current_claim() c) = 'care')
  with check ((select c.plane from keeper.current_claim() c) = 'care');
create policy officers_read on access.break_glass_review for select to samenhang_worker
  using ((select c.function from keeper.current_claim() c) = 'privacy-officer'
    and exists (select 1 from access.break_glass b where b.id = break_glass_id));
create policy officer_judges_others on access.break_glass_review for insert to samenhang_worker
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) = 'privacy-officer'
    and reviewed_by = (select c.actor_id from keeper.current_claim() c)
    and reviewed_at = (select keeper.claim_time())
    and exists (select 1 from access.break_glass b
      where b.id = break_glass_id and break_glass_review.organisation_id in (b.organisation_id, b.holder_id)
        and not access.is_same_person(b.actor_id)));

-- The reason and the words of a judgement are for the officers, and for who wrote them.
create policy words_for_officers on access.fact as restrictive for select to samenhang_worker
  using (kind not like 'break-glass-%'
    or actor_id = (select c.actor_id from keeper.current_claim() c)
    or (select c.function from keeper.current_claim() c) = 'privacy-officer');

-- Under purpose E01 a dossier shows the chapters of the opening that is the ground of the claim, while it stands (own_addressed_or_in_reach on
-- dossier.fact lets them in), and nothing else; and under that purpose nothing of a dossier is written.
create policy emergency_reads_no_more on dossier.fact as restrictive for select to samenhang_worker
  using ((select c.purpose from keeper.current_claim() c) <> 'E01' or access.reads_in_emergency(stream, chapter, organisation_id));
create policy emergency_writes_nothing on dossier.fact as restrictive for insert to samenhang_worker
  with check ((select c.purpose from keeper.current_claim() c) <> 'E01');
create policy emergency_opens_nothing on dossier.dossier as restrictive for insert to samenhang_worker
  with check ((select c.purpose from keeper.current_claim() c) <> 'E01');
create policy emergency_changes_nothing on dossier.dossier as restrictive for update to samenhang_worker
  using ((select c.purpose from keeper.current_claim() c) <> 'E01');
create policy emergency_offers_nothing on dossier.handover as restrictive for insert to samenhang_worker
  with check ((select c.purpose from keeper.current_claim() c) <> 'E01');
create policy emergency_moves_nothing on dossier.handover as restrictive for update to samenhang_worker
  using ((select c.purpose from keeper.current_claim() c) <> 'E01');
