-- The matcher works in its own schema and nowhere else. The courier may leave messages and fetch pairs.
grant select, insert, delete on matching.entry to samenhang_matcher;
grant update (class, epoch, tokens, sealed, learned) on matching.entry to samenhang_matcher;
grant select, insert on matching.pair to samenhang_matcher;
grant select, insert on matching.received to samenhang_matcher;
create policy matcher_works on matching.entry to samenhang_matcher using (true) with check (true);
create policy matcher_works on matching.pair to samenhang_matcher using (true) with check (true);
create policy matcher_works on matching.received to samenhang_matcher using (true) with check (true);
grant select, update (delivered_at) on matching.pair to samenhang_courier;
create policy courier_fetches on matching.pair to samenhang_courier using (true);
-- The key authority counts.
grant select, insert on authority.evaluation to samenhang_authority;
create policy authority_counts on authority.evaluation to samenhang_authority using (true) with check (true);
