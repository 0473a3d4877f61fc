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
