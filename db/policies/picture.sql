-- The picture counts units. Its reader sees no organisation, no signal, only units, places and years.
grant insert on picture.report to samenhang_worker;
create policy own_writes on picture.report for insert to samenhang_worker
  with check ((organisation_id, true) = (select c.organisation_id, c.function not in ('person', 'guest') from keeper.current_claim() c));
grant select (id, subject, person_unit), update (person_unit) on picture.report to samenhang_courier;
create policy courier_joins on picture.report to samenhang_courier using (true) with check (true);
grant select (person_unit, year, month, exploitation, safety_region_code, learned_year) on picture.report to samenhang_picture;
grant select on picture.person_count, picture.person_once to samenhang_picture;
create policy reader_counts on picture.report for select to samenhang_picture using (true);
-- A release is made by an analyst in one transaction with its row in the log, and is public from then on. It never changes.
grant select, insert on picture.release to samenhang_worker;
create policy analyst_releases on picture.release for insert to samenhang_worker
  with check ((select c.function from keeper.current_claim() c) = 'analyst'
    and (select c.plane from keeper.current_claim() c) = 'numbers'
    and released_by = (select c.actor_id from keeper.current_claim() c));
create policy everybody_reads on picture.release for select to samenhang_worker using (true);
grant select on picture.release to samenhang_picture;
create policy picture_reads on picture.release for select to samenhang_picture using (true);
