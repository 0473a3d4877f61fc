-- Providers see coarse wishes; askers see answers in categories; nobody sees where a house stands.
grant select, insert on care.fact to samenhang_worker;
create policy own_or_addressed on care.fact for select to samenhang_worker
  using ((organisation_id = (select c.organisation_id from keeper.current_claim() c)
      or addressee_id = (select c.organisation_id from keeper.current_claim() c))
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'));
create policy own_writes on care.fact for insert to samenhang_worker
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and actor_id = (select c.actor_id from keeper.current_claim() c));
grant select, insert on care.place to samenhang_worker;
grant update (beds_free) on care.place to samenhang_worker;
create policy own on care.place to samenhang_worker
  using (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'))
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c));
grant select, insert on care.place_request to samenhang_worker;
grant update (stage, wave, placed_with_id, placed_at) on care.place_request to samenhang_worker;
create policy own on care.place_request to samenhang_worker
  using (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'))
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c));
grant select, insert on care.place_offer to samenhang_worker;
grant update (answer, reason, answered_at, place_id, won_at) on care.place_offer to samenhang_worker;
create policy two_parties on care.place_offer for select to samenhang_worker
  using ((organisation_id = (select c.organisation_id from keeper.current_claim() c)
      or provider_id = (select c.organisation_id from keeper.current_claim() c))
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'));
create policy asks on care.place_offer for insert to samenhang_worker
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and exists (select 1 from care.place_request q where q.id = request_id));
create policy two_parties_move on care.place_offer for update to samenhang_worker
  using ((organisation_id = (select c.organisation_id from keeper.current_claim() c)
      or provider_id = (select c.organisation_id from keeper.current_claim() c))
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'));
grant select, insert on care.wait to samenhang_worker;
grant update (ended_at) on care.wait to samenhang_worker;
create policy own on care.wait to samenhang_worker
  using (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'))
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c));
