-- An attachment shows exactly when its fact shows: who may read the fact is asked of the fact, under its own policies, and said nowhere twice.
grant select, insert on dossier.attachment to samenhang_worker;
grant update (sealed, emptied_at) on dossier.attachment to samenhang_worker;
create policy asks on dossier.attachment for select to samenhang_worker using (true);
create policy as_its_fact on dossier.attachment as restrictive for select to samenhang_worker
  using (exists (select 1 from dossier.fact f where f.id = attachment.id and f.stream = dossier_id));
-- Bytes come in with their fact, in one transaction, by who wrote it; afterwards nobody puts other bytes under an old fact.
create policy with_its_fact on dossier.attachment for insert to samenhang_worker
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and sealed is not null
    and exists (select 1 from dossier.fact f where f.id = attachment.id and f.stream = dossier_id and f.kind = 'attachment-added'
      and f.organisation_id = attachment.organisation_id and f.committed_in = pg_current_xact_id()));
-- Emptied by the house that added it, and never filled again.
create policy own_is_emptied on dossier.attachment for update to samenhang_worker
  using (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest') and sealed is not null)
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c) and sealed is null);
