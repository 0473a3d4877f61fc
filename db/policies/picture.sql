-- The picture counts units. Its reader sees no organisation, no subject, only the view.
grant insert on picture.report to samenhang_worker;
create policy own_writes on picture.report for insert to samenhang_worker
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c));
grant select (id, person_unit), update (person_unit) on picture.report to samenhang_courier;
create policy courier_joins on picture.report to samenhang_courier using (true) with check (true);
grant select (person_unit, year, month, exploitation, safety_region_code, learned_year) on picture.report to samenhang_picture;
grant select on picture.person_count to samenhang_picture;
grant select, insert on picture.release to samenhang_picture;
create policy reader_counts on picture.report for select to samenhang_picture using (true);
create policy reader_releases on picture.release to samenhang_picture using (true) with check (true);
grant select on picture.release to samenhang_worker;
create policy everybody_reads_releases on picture.release for select to samenhang_worker using (true);
