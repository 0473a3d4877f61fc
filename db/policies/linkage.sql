-- What a policy asks of the claim it asks at once: each question to the claim checks its code again.
-- Owner side: own entries, own look-ups, own hits. The courier carries messages and knows handles; it reads no signal.
grant select, insert on linkage.entry to samenhang_worker;
grant update (removed_at, ground_id) on linkage.entry to samenhang_worker;
create policy own on linkage.entry to samenhang_worker
  using (organisation_id = (select keeper.house_at_work()))
  with check ((organisation_id, plane, true)
    = (select c.organisation_id, c.plane, c.function not in ('person', 'guest') from keeper.current_claim() c));

-- A look-up needs a ground of one's own, for this subject, that stands on the day.
grant select, insert on linkage.lookup to samenhang_worker;
create policy own on linkage.lookup for select to samenhang_worker
  using (organisation_id = (select keeper.house_at_work()));
create policy with_ground on linkage.lookup for insert to samenhang_worker
  with check ((organisation_id, actor_id, purpose, ground_id)
      = (select c.organisation_id, c.actor_id, c.purpose, c.ground from keeper.current_claim() c)
    and exists (select 1 from access.ground g
      where g.id = ground_id and g.organisation_id = lookup.organisation_id and g.subject = lookup.subject and g.purpose = lookup.purpose
        and g.withdrawn_at is null and (lookup.asked_at at time zone 'Europe/Amsterdam')::date between g.given_on and g.valid_until));

grant insert on linkage.refused_lookup to samenhang_worker;
grant select on linkage.refused_lookup to samenhang_worker;
grant update (seen_at) on linkage.refused_lookup to samenhang_worker;
create policy own_writes on linkage.refused_lookup for insert to samenhang_worker
  with check ((organisation_id, actor_id, true)
    = (select c.organisation_id, c.actor_id, c.function not in ('person', 'guest') from keeper.current_claim() c));
create policy privacy_officer_reads on linkage.refused_lookup for select to samenhang_worker
  using (organisation_id = (select (keeper.current_claim()).organisation_id)
    and (select (keeper.current_claim()).function) = 'privacy-officer');
create policy privacy_officer_ticks on linkage.refused_lookup for update to samenhang_worker
  using (organisation_id = (select (keeper.current_claim()).organisation_id)
    and (select (keeper.current_claim()).function) = 'privacy-officer');

-- Nothing goes to the matcher but beside a look-up of the same act, and so with its ground.
grant insert on linkage.outbox to samenhang_worker;
-- Its name comes last: of several policies that allow, PostgreSQL asks the last by name first, and this one is nearly always it.
create policy with_look_up on linkage.outbox for insert to samenhang_worker
  with check (organisation_id = (select (keeper.current_claim()).organisation_id)
    and exists (select 1 from linkage.lookup l where l.organisation_id = outbox.organisation_id
      and l.actor_id = (select (keeper.current_claim()).actor_id) and l.asked_at = outbox.created_at));

grant select on linkage.hit to samenhang_worker;
grant update (outcome, contacted_at) on linkage.hit to samenhang_worker;
create policy own on linkage.hit to samenhang_worker
  using (organisation_id = (select keeper.house_at_work()));

grant select, update (sent_at) on linkage.outbox to samenhang_courier;
create policy courier_carries on linkage.outbox to samenhang_courier using (true);
grant select (handle, organisation_id, plane, cluster_id, removed_at, subject, ground_id), update (cluster_id) on linkage.entry to samenhang_courier;
create policy courier_knows_handles on linkage.entry to samenhang_courier using (true);
-- Whether a ground still stands, and nothing else of it: not whose it is, not for what.
grant usage on schema access to samenhang_courier;
grant select (id, withdrawn_at, valid_until) on access.ground to samenhang_courier;
create policy courier_checks_ground on access.ground for select to samenhang_courier using (true);
grant insert, select on linkage.hit to samenhang_courier;
create policy courier_delivers on linkage.hit to samenhang_courier using (true) with check (true);
grant execute on function linkage.party_names(uuid) to samenhang_worker;
create policy owner_names_parties on linkage.entry for select to samenhang_owner using (true);
create policy owner_names_parties on linkage.hit for select to samenhang_owner using (true);
