-- The picture counts units. Its reader sees no organisation, no signal, only units, places and years.
grant insert on picture.report to samenhang_worker;
create policy own_writes on picture.report for insert to samenhang_worker
  with check ((organisation_id, true) = (select c.organisation_id, c.function not in ('person', 'guest') from keeper.current_claim() c));
grant select (id, subject, person_unit), update (person_unit) on picture.report to samenhang_courier;
create policy courier_joins on picture.report to samenhang_courier using (true) with check (true);
grant select (person_unit, year, month, exploitation, safety_region_code, learned_year, sex, age_group, nationality_group, reporter, delay, reached,
  outcome, stay_region_code, capture_list) on picture.report to samenhang_picture;
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
-- The ledger is read by who counts, inside the act that releases, and by the reader of the picture that makes a release again.
grant select, insert on picture.released_cell to samenhang_worker;
create policy analyst_writes on picture.released_cell for insert to samenhang_worker
  with check ((select c.function from keeper.current_claim() c) = 'analyst'
    and (select c.plane from keeper.current_claim() c) = 'numbers'
    and exists (select from picture.release r where r.id = release_id and r.released_by = (select c.actor_id from keeper.current_claim() c)));
create policy analyst_reads on picture.released_cell for select to samenhang_worker
  using ((select c.function from keeper.current_claim() c) = 'analyst' and (select c.plane from keeper.current_claim() c) = 'numbers');
grant select on picture.released_cell to samenhang_picture;
create policy picture_reads on picture.released_cell for select to samenhang_picture using (true);
-- That a release was withdrawn is as public as the release was.
grant select, insert on picture.withdrawal to samenhang_worker;
create policy analyst_withdraws on picture.withdrawal for insert to samenhang_worker
  with check ((select c.function from keeper.current_claim() c) = 'analyst'
    and (select c.plane from keeper.current_claim() c) = 'numbers'
    and withdrawn_by = (select c.actor_id from keeper.current_claim() c));
create policy everybody_reads on picture.withdrawal for select to samenhang_worker using (true);
grant select on picture.withdrawal to samenhang_picture;
create policy picture_reads on picture.withdrawal for select to samenhang_picture using (true);
-- Moves and ways out: care alone writes them, in the act that they are of; nobody reads them but the reader of the picture.
grant insert on picture.move, picture.course_step to samenhang_worker;
create policy care_adds on picture.move for insert to samenhang_worker
  with check ((select c.plane = 'care' and c.function not in ('person', 'guest') from keeper.current_claim() c));
create policy care_adds on picture.course_step for insert to samenhang_worker
  with check ((select c.plane = 'care' and c.function not in ('person', 'guest') from keeper.current_claim() c));
grant select on picture.move, picture.course_step to samenhang_picture;
create policy reader_counts on picture.move for select to samenhang_picture using (true);
create policy reader_counts on picture.course_step for select to samenhang_picture using (true);
-- Things that two regions share: the courier alone writes and takes away, and reads back no more than its own numbers. The reader counts, without those.
grant select (id), insert, delete on picture.shared_thing to samenhang_courier;
create policy courier_keeps on picture.shared_thing to samenhang_courier using (true) with check (true);
grant select (happened, side, kind, region_one, region_other) on picture.shared_thing to samenhang_picture;
create policy reader_counts on picture.shared_thing for select to samenhang_picture using (true);

-- The cube: houses add links and steps of their own and read none; the functions of the owner follow them; the picture alone turns marks into counts.
grant insert on picture.case_link, picture.step to samenhang_worker;
create policy own_links on picture.case_link for insert to samenhang_worker
  with check ((organisation_id, true) = (select c.organisation_id, c.function not in ('person', 'guest') from keeper.current_claim() c));
create policy own_steps on picture.step for insert to samenhang_worker
  with check ((organisation_id, true) = (select c.organisation_id, c.function not in ('person', 'guest') from keeper.current_claim() c));
create policy owner_follows on picture.case_link to samenhang_owner using (true) with check (true);
create policy owner_follows on picture.step to samenhang_owner using (true) with check (true);
create policy owner_follows on picture.report to samenhang_owner using (true) with check (true);
create policy owner_marks on picture.changed to samenhang_owner using (true) with check (true);
grant select, delete, insert (person_unit, year, month, turn) on picture.changed to samenhang_picture;
create policy picture_takes on picture.changed to samenhang_picture using (true) with check (true);
grant select, insert, update, delete on picture.person, picture.cell to samenhang_picture;
create policy picture_keeps on picture.person to samenhang_picture using (true) with check (true);
create policy picture_keeps on picture.cell to samenhang_picture using (true) with check (true);
