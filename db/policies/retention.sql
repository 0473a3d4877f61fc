-- The own list only. Nothing is marked erased before two people approved it, one of them the privacy officer, since it was last held.
grant select, insert on retention.destruction to samenhang_worker;
grant update (stage, held_at, held_by, held_until, hold_reason, erased_at, keys_ended) on retention.destruction to samenhang_worker;
create policy own on retention.destruction for select to samenhang_worker
  using ((organisation_id, true) = (select c.organisation_id, c.function not in ('person', 'guest') from keeper.current_claim() c));
create policy lists_own on retention.destruction for insert to samenhang_worker
  with check ((organisation_id, listed_by, true)
      = (select c.organisation_id, c.actor_id, c.function not in ('person', 'guest') from keeper.current_claim() c)
    and stage = 'listed' and listed_at = (select keeper.claim_time()));
create policy two_people on retention.destruction for update to samenhang_worker
  using (stage <> 'erased'
    and (organisation_id, true) = (select c.organisation_id, c.function not in ('person', 'guest') from keeper.current_claim() c))
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (stage <> 'held' or held_by = (select c.actor_id from keeper.current_claim() c))
    and (stage <> 'erased' or (
      (select count(distinct a.actor_id) from retention.approval a
        where a.destruction_id = destruction.id and (destruction.held_at is null or a.approved_at > destruction.held_at)) >= 2
      and exists (select 1 from retention.approval a where a.destruction_id = destruction.id and a.function = 'privacy-officer'
        and (destruction.held_at is null or a.approved_at > destruction.held_at)))));

grant select, insert on retention.approval to samenhang_worker;
create policy own on retention.approval for select to samenhang_worker
  using ((organisation_id, true) = (select c.organisation_id, c.function not in ('person', 'guest') from keeper.current_claim() c));
create policy approves_oneself on retention.approval for insert to samenhang_worker
  with check ((organisation_id, actor_id, function, true)
      = (select c.organisation_id, c.actor_id, c.function, c.function not in ('person', 'guest', 'operator') from keeper.current_claim() c)
    and approved_at = (select keeper.claim_time()));
