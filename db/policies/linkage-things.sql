-- Owner side: own signals, own things, own look-ups, in one's own plane. Nobody who looks up sees a row of another house here.
grant select, insert on linkage.network_node to samenhang_worker;
create policy own on linkage.network_node to samenhang_worker
  using (organisation_id = (select (keeper.current_claim()).organisation_id)
    and plane = (select (keeper.current_claim()).plane)
    and (select (keeper.current_claim()).function) not in ('person', 'guest'))
  with check (organisation_id = (select (keeper.current_claim()).organisation_id)
    and plane = (select (keeper.current_claim()).plane)
    and cluster_id is null
    and (select (keeper.current_claim()).function) not in ('person', 'guest'));

grant select, insert on linkage.thing to samenhang_worker;
grant update (ground_id) on linkage.thing to samenhang_worker;
create policy own on linkage.thing to samenhang_worker
  using (organisation_id = (select (keeper.current_claim()).organisation_id)
    and plane = (select (keeper.current_claim()).plane)
    and (select (keeper.current_claim()).function) not in ('person', 'guest'))
  with check (organisation_id = (select (keeper.current_claim()).organisation_id)
    and plane = (select (keeper.current_claim()).plane)
    and ground_id = (select (keeper.current_claim()).ground)
    and (select (keeper.current_claim()).function) not in ('person', 'guest'));

-- A look-up needs a ground of one's own, for this signal, that stands on the day: the same rule as for a person.
grant select, insert on linkage.thing_lookup to samenhang_worker;
create policy own on linkage.thing_lookup for select to samenhang_worker
  using (organisation_id = (select keeper.house_at_work()));
create policy with_ground on linkage.thing_lookup for insert to samenhang_worker
  with check (organisation_id = (select (keeper.current_claim()).organisation_id)
    and actor_id = (select (keeper.current_claim()).actor_id)
    and purpose = (select (keeper.current_claim()).purpose)
    and ground_id = (select (keeper.current_claim()).ground)
    and exists (select 1 from access.ground g
      where g.id = ground_id and g.organisation_id = thing_lookup.organisation_id and g.subject = thing_lookup.subject
        and g.purpose = thing_lookup.purpose and g.withdrawn_at is null
        and (thing_lookup.asked_at at time zone 'Europe/Amsterdam')::date between g.given_on and g.valid_until));

-- Nothing goes to the matcher but beside a look-up of the same act, and so with its ground.
grant insert on linkage.thing_outbox to samenhang_worker;
create policy beside_look_up on linkage.thing_outbox for insert to samenhang_worker
  with check (organisation_id = (select (keeper.current_claim()).organisation_id)
    and exists (select 1 from linkage.thing_lookup l where l.organisation_id = thing_outbox.organisation_id
      and l.actor_id = (select (keeper.current_claim()).actor_id) and l.asked_at = thing_outbox.created_at));

-- One's own side of an edge; of the edge itself how good it is and what people said, never its two ends.
grant select on linkage.network_side to samenhang_worker;
create policy own on linkage.network_side for select to samenhang_worker
  using (organisation_id = (select keeper.house_at_work()));
grant select (id, plane, kind, grade, since, until, until_cause, review) on linkage.network_edge to samenhang_worker;
create policy own_side on linkage.network_edge for select to samenhang_worker
  using (exists (select 1 from linkage.network_side s where s.edge_id = network_edge.id
    and s.organisation_id = (select (keeper.current_claim()).organisation_id)));

-- Who has a side may judge; a judgement is only added to, and its words stay with the house that gave it.
grant select, insert on linkage.network_review to samenhang_worker;
create policy own on linkage.network_review for select to samenhang_worker
  using (organisation_id = (select keeper.house_at_work()));
create policy own_side on linkage.network_review for insert to samenhang_worker
  with check (organisation_id = (select (keeper.current_claim()).organisation_id)
    and actor_id = (select (keeper.current_claim()).actor_id)
    and applied_at is null
    and (select (keeper.current_claim()).function) in ('care-coordinator', 'investigator')
    and exists (select 1 from linkage.network_side s where s.edge_id = network_review.edge_id
      and s.organisation_id = network_review.organisation_id and s.route in ('own', 'direct')));

grant select on linkage.network_history to samenhang_worker;
create policy own on linkage.network_history for select to samenhang_worker
  using (organisation_id = (select keeper.house_at_work()));

-- Who counts sees the coarse view and no row behind it.
grant select on linkage.network_view to samenhang_worker;
create policy analyst_reads on linkage.network_view for select to samenhang_worker
  using ((select (keeper.current_claim()).function) = 'analyst' and (select (keeper.current_claim()).plane) = 'numbers');

-- The courier carries and derives. It knows handles, houses, planes, months and regions; no signal, no thing, no word of a judgement.
grant select, update (sent_at) on linkage.thing_outbox to samenhang_courier;
create policy courier_carries on linkage.thing_outbox to samenhang_courier using (true);
grant select (handle, organisation_id, plane, month, safety_region_code, cluster_id), update (cluster_id) on linkage.network_node to samenhang_courier;
create policy courier_groups on linkage.network_node to samenhang_courier using (true);
grant select (handle, organisation_id, plane, node, kind, ground_id, epoch, spread, removed_at), update (spread, removed_at) on linkage.thing to samenhang_courier;
create policy courier_knows_handles on linkage.thing to samenhang_courier using (true);
grant select, insert, update (until, until_cause, review) on linkage.network_edge to samenhang_courier;
create policy courier_keeps on linkage.network_edge to samenhang_courier using (true) with check (true);
grant select, insert on linkage.network_side to samenhang_courier;
create policy courier_tells on linkage.network_side to samenhang_courier using (true) with check (true);
grant select (id, edge_id, organisation_id, verdict, reviewed_at, applied_at), update (applied_at) on linkage.network_review to samenhang_courier;
create policy courier_applies on linkage.network_review to samenhang_courier using (true);
grant insert on linkage.network_history to samenhang_courier;
create policy courier_writes on linkage.network_history for insert to samenhang_courier with check (true);
grant select, insert, update (content, made_at) on linkage.network_view to samenhang_courier;
create policy courier_draws on linkage.network_view to samenhang_courier using (true) with check (true);

grant execute on function linkage.edge_party_names(uuid) to samenhang_worker;
create policy owner_names_parties on linkage.network_side for select to samenhang_owner using (true);
create policy owner_names_parties on linkage.network_edge for select to samenhang_owner using (true);
create policy owner_names_parties on linkage.network_node for select to samenhang_owner using (true);

-- The matcher works in its own schema and nowhere else.
grant select, insert, delete on matching.thing to samenhang_matcher;
grant update (epoch, exact, near, learned) on matching.thing to samenhang_matcher;
create policy matcher_works on matching.thing to samenhang_matcher using (true) with check (true);
