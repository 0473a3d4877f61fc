-- Links are the matcher's own: found from its own entries, told to nobody by this table.
grant select, insert on matching.link to samenhang_matcher;
grant update (until) on matching.link to samenhang_matcher;
create policy matcher_keeps_links on matching.link to samenhang_matcher using (true) with check (true);
grant select, insert, delete on matching.link_run to samenhang_matcher;
grant update (parts_done, finished_at) on matching.link_run to samenhang_matcher;
create policy matcher_runs on matching.link_run to samenhang_matcher using (true) with check (true);
grant select, insert, delete on matching.link_found to samenhang_matcher;
create policy matcher_finds on matching.link_found to samenhang_matcher using (true) with check (true);
