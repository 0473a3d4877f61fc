-- A word shows exactly when the fact that it stands in shows, in a file that shows, to the house whose key it was made with: who may read the
-- fact is asked of the fact, under its own policies, and said nowhere twice. An emergency
-- sees no file (the-decision.sql), and so no words.
grant select, insert on dossier.search_token to samenhang_worker;
grant execute on function dossier.forget_words(uuid, text[]), dossier.forget_out_of_reach() to samenhang_worker;
create policy asks on dossier.search_token for select to samenhang_worker using (true);
create policy as_its_fact on dossier.search_token as restrictive for select to samenhang_worker
  using (organisation_id = (select keeper.house_at_work())
    and exists (select 1 from dossier.fact f where f.id = fact_id and f.stream = dossier_id and f.chapter = search_token.chapter)
    and exists (select 1 from dossier.dossier d where d.id = dossier_id));
-- In the own house's name, about a fact that shows: with the fact itself, or when it is read in.
create policy about_what_shows on dossier.search_token for insert to samenhang_worker
  with check (organisation_id = (select (keeper.current_claim()).organisation_id)
    and exists (select 1 from dossier.fact f where f.id = fact_id and f.stream = dossier_id and f.chapter = search_token.chapter
      and f.organisation_id = author_id));
create policy owner_forgets on dossier.search_token to samenhang_owner using (true);

grant select on dossier.search_due to samenhang_worker;
grant update (after_version, waits) on dossier.search_due to samenhang_worker;
create policy own on dossier.search_due for select to samenhang_worker using (organisation_id = (select keeper.house_at_work()));
create policy own_is_read_in on dossier.search_due for update to samenhang_worker
  using (organisation_id = (select keeper.house_at_work()))
  with check (organisation_id = (select keeper.house_at_work()));
create policy owner_marks on dossier.search_due to samenhang_owner using (true) with check (true);

-- How often one searched oneself; nobody counts a colleague by it.
grant select, insert on dossier.search_made to samenhang_worker;
create policy ones_own on dossier.search_made for select to samenhang_worker
  using (organisation_id = (select keeper.house_at_work()) and actor_id = (select (keeper.current_claim()).actor_id));
create policy counts_oneself on dossier.search_made for insert to samenhang_worker
  with check ((organisation_id, actor_id, made_at) = (select c.organisation_id, c.actor_id, keeper.claim_time() from keeper.current_claim() c)
    and (select keeper.house_at_work()) is not null);
