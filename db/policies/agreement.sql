grant select, insert on agreement.clock_fact to samenhang_worker;
create policy own_addressed_or_holder on agreement.clock_fact for select to samenhang_worker
  using ((organisation_id = (select c.organisation_id from keeper.current_claim() c)
      or addressee_id = (select c.organisation_id from keeper.current_claim() c)
      or exists (select 1 from dossier.dossier d where d.id = dossier_id and d.holder_id = (select c.organisation_id from keeper.current_claim() c)))
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'));
create policy own_writes on agreement.clock_fact for insert to samenhang_worker
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c));

-- Who signed what is no secret: everybody who works reads it; a house signs for itself, and ends what it signed itself.
grant select, insert on agreement.adoption to samenhang_worker;
create policy everybody_reads on agreement.adoption for select to samenhang_worker using (true);
create policy own_signs on agreement.adoption for insert to samenhang_worker
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and actor_id = (select c.actor_id from keeper.current_claim() c)
    and (select c.purpose from keeper.current_claim() c) = 'W19');

-- What was done for an area is no secret either; who may say it of which area is judged before it is written.
grant select, insert on agreement.public_fact to samenhang_worker;
create policy everybody_reads on agreement.public_fact for select to samenhang_worker using (true);
create policy own_writes on agreement.public_fact for insert to samenhang_worker
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and actor_id = (select c.actor_id from keeper.current_claim() c)
    and (select c.purpose from keeper.current_claim() c) = 'W19');

-- The page of norms that everybody reads says who signed; the role behind it reads no person, and not who put the signature.
grant usage on schema agreement to samenhang_picture;
grant select (id, organisation_id, norm_id, norm_version, valid_from, terms, ends_id) on agreement.adoption to samenhang_picture;
create policy public_page_reads on agreement.adoption for select to samenhang_picture using (true);

-- How clocks went: written by the house that holds the file, at the moment of the act, so that what was counted of a closed quarter stays. Read by who wrote it
-- and who holds the file now; across houses only as persons, through agreement.norm_cells.
grant select, insert on agreement.counted_clock to samenhang_worker;
create policy own_or_holder on agreement.counted_clock for select to samenhang_worker
  using (organisation_id = (select keeper.house_at_work())
    or exists (select 1 from dossier.dossier d where d.id = dossier_id and d.holder_id = (select keeper.house_at_work())));
create policy holder_counts on agreement.counted_clock for insert to samenhang_worker
  with check (organisation_id = (select keeper.house_at_work())
    and (select c.plane from keeper.current_claim() c) = 'care'
    and counted_at = (select c.moment from keeper.current_claim() c)
    and exists (select 1 from dossier.dossier d where d.id = dossier_id and d.holder_id = (select keeper.house_at_work())));
create policy owner_counts on agreement.counted_clock for select to samenhang_owner using (true);
-- A demonstration begins with the clocks of an invented country; where people are real nobody counts but who holds the file.
create policy invented_counts on agreement.counted_clock for insert to samenhang_owner
  with check ((select i.demonstration from kernel.installation i));
create policy owner_counts on agreement.adoption for select to samenhang_owner using (true);
grant execute on function agreement.norm_cells(text, text, text) to samenhang_worker;
