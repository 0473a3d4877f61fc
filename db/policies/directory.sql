-- The directory is the same for everybody, signed in or not: it holds organisations, no persons.
grant select on directory.municipality, directory.organisation, directory.loaded to samenhang_worker;
grant select on directory.organisation to samenhang_courier;
create policy everybody_reads on directory.municipality for select to samenhang_worker using (true);
create policy everybody_reads on directory.organisation for select to samenhang_worker using (true);
create policy courier_reads on directory.organisation for select to samenhang_courier using (true);
create policy everybody_reads on directory.loaded for select to samenhang_worker using (true);
-- Reference data is written at start by the owner, who is bound by row security too.
create policy owner_loads on directory.municipality to samenhang_owner using (true) with check (true);
create policy owner_loads on directory.organisation to samenhang_owner using (true) with check (true);
create policy owner_loads on directory.loaded to samenhang_owner using (true) with check (true);
-- Entries that can be asked, and real boundaries when the house that runs this loaded them: public like the rest.
grant select on directory.contact_point, directory.boundary_map to samenhang_worker;
create policy everybody_reads on directory.contact_point for select to samenhang_worker using (true);
create policy everybody_reads on directory.boundary_map for select to samenhang_worker using (true);
create policy owner_loads on directory.contact_point to samenhang_owner using (true) with check (true);
create policy owner_loads on directory.boundary_map to samenhang_owner using (true) with check (true);
-- Facts of the map are read and written through functions alone (db/migrations/0055_keep_the_map_true.sql), which answer as their owner.
create policy through_functions on directory.map_fact to samenhang_owner using (true) with check (true);
grant execute on function directory.record_map_fact(uuid, uuid, text, jsonb), directory.map_facts(), directory.practice_facts(uuid),
  directory.practice_counts(uuid, date, date) to samenhang_worker;
-- What facts show of a house is counted by the owner's function alone, under a claim for that: of the claim's own house, or of all for who counts.
-- Without a claim the owner reads none of it.
create policy owner_counts_practice on dossier.handover for select to samenhang_owner
  using ((select c.purpose = 'W03' from keeper.current_claim() c) and receiver_id = (select c.organisation_id from keeper.current_claim() c)
    or (select c.purpose = 'W04' and c.function = 'analyst' from keeper.current_claim() c));
create policy owner_counts_practice on case_table.seat for select to samenhang_owner
  using ((select c.purpose = 'W03' from keeper.current_claim() c) and party_id = (select c.organisation_id from keeper.current_claim() c)
    or (select c.purpose = 'W04' and c.function = 'analyst' from keeper.current_claim() c));
create policy owner_counts_practice on care.wait for select to samenhang_owner
  using ((select c.purpose = 'W03' from keeper.current_claim() c) and party_id = (select c.organisation_id from keeper.current_claim() c)
    or (select c.purpose = 'W04' and c.function = 'analyst' from keeper.current_claim() c));
