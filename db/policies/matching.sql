-- The matcher works in its own schema and nowhere else; what it finds goes back as a message.
grant select, insert, delete on matching.entry to samenhang_matcher;
grant update (plane, epoch, tokens, sealed, learned) on matching.entry to samenhang_matcher;
create policy matcher_works on matching.entry to samenhang_matcher using (true) with check (true);
-- The key authority counts.
grant select, insert on authority.evaluation to samenhang_authority;
create policy authority_counts on authority.evaluation to samenhang_authority using (true) with check (true);
