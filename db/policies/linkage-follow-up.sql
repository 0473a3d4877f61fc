-- Follow-up of hits. Replaces nothing of linkage.sql; what stands here is about outcomes, the contact desk, closing, joining and calibration.

-- An outcome is written by whoever works on a hit of the own house, in its own name, and never changed. The hit shows only what stands here.
grant select (id, organisation_id, hit_id, pair_id, version, actor_id, purpose, outcome, contacted_on, refused_because, corrected_because, recorded_at),
  insert (id, organisation_id, hit_id, pair_id, version, actor_id, purpose, outcome, contacted_on, refused_because, corrected_because, recorded_at)
  on linkage.hit_outcome to samenhang_worker;
create policy own on linkage.hit_outcome for select to samenhang_worker
  using (organisation_id = (select (keeper.current_claim()).organisation_id)
    and (select (keeper.current_claim()).function) not in ('person', 'guest'));
create policy after_a_call on linkage.hit_outcome for insert to samenhang_worker
  with check (organisation_id = (select (keeper.current_claim()).organisation_id)
    and actor_id = (select (keeper.current_claim()).actor_id)
    and purpose = (select (keeper.current_claim()).purpose)
    and (select (keeper.current_claim()).function) not in ('person', 'guest')
    and exists (select 1 from linkage.hit h where h.id = hit_id and h.pair_id = hit_outcome.pair_id and h.route <> 'desk' and h.closed_at is null
      and h.outcome_version = hit_outcome.version - 1));
create policy shows_newest_outcome on linkage.hit as restrictive for update to samenhang_worker
  using (closed_at is null and route <> 'desk')
  with check (exists (select 1 from linkage.hit_outcome o where o.hit_id = hit.id and o.version = hit.outcome_version and o.outcome = hit.outcome));
grant update (outcome_version, contacted_on) on linkage.hit to samenhang_worker;

-- What the sharing table permits is no secret.
grant select on linkage.connect_purpose to samenhang_worker;
create policy everybody_reads on linkage.connect_purpose for select to samenhang_worker using (true);
create policy owner_asks on linkage.connect_purpose for select to samenhang_owner using (true);
create policy owner_names_purpose on linkage.lookup for select to samenhang_owner using (true);

-- The contact desk decides on its own hits, in its own name; a decision is never changed.
grant select, insert on linkage.desk_decision to samenhang_worker;
create policy own on linkage.desk_decision for select to samenhang_worker
  using (organisation_id = (select (keeper.current_claim()).organisation_id)
    and (select (keeper.current_claim()).plane) = 'desk');
create policy desk_decides on linkage.desk_decision for insert to samenhang_worker
  with check (organisation_id = (select (keeper.current_claim()).organisation_id)
    and actor_id = (select (keeper.current_claim()).actor_id)
    and purpose = (select (keeper.current_claim()).purpose)
    and (select (keeper.current_claim()).plane) = 'desk'
    and (select (keeper.current_claim()).function) = 'contact-desk-officer'
    and exists (select 1 from linkage.hit h where h.id = hit_id and h.route = 'desk' and h.closed_at is null));
grant select (id, organisation_id, decision_id, hit_id, pair_id, told_organisation_id, purpose, confirmed, call_through, delivered_at),
  insert (id, organisation_id, decision_id, hit_id, pair_id, told_organisation_id, purpose, confirmed, call_through)
  on linkage.desk_connection to samenhang_worker;
create policy own on linkage.desk_connection for select to samenhang_worker
  using (organisation_id = (select (keeper.current_claim()).organisation_id)
    and (select (keeper.current_claim()).plane) = 'desk');
-- Nothing that one house knows reaches the other without a purpose that names both kinds in that direction.
create policy only_for_a_purpose on linkage.desk_connection for insert to samenhang_worker
  with check (organisation_id = (select (keeper.current_claim()).organisation_id)
    and exists (select 1 from linkage.desk_decision d where d.id = decision_id and d.hit_id = desk_connection.hit_id and d.decision = 'connect')
    and linkage.may_tell(hit_id, pair_id, told_organisation_id, purpose, confirmed, call_through));
grant execute on function linkage.desk_parties(uuid[]), linkage.may_tell(uuid, uuid, uuid, text, text[], text), linkage.follow_up_counts(date)
  to samenhang_worker;
create policy owner_counts on linkage.desk_decision for select to samenhang_owner using (true);

-- How strong a pair is, is for the desk that decides about it.
grant select on linkage.hit_strength to samenhang_worker;
create policy desk_weighs on linkage.hit_strength for select to samenhang_worker
  using ((select (keeper.current_claim()).plane) = 'desk'
    and exists (select 1 from linkage.hit h where h.pair_id = hit_strength.pair_id and h.route = 'desk' and h.closed_at is null));

-- A house takes its own entries back: a message that names no handle but its own removed ones. Taking back is always safe; taking out what is
-- another's is not, at no moment and beside no look-up, and counts of outcomes come from the courier alone.
create policy takes_back_own on linkage.outbox for insert to samenhang_worker
  with check (organisation_id = (select (keeper.current_claim()).organisation_id)
    and case when message is json object then message::jsonb ->> 'kind' = 'removed' else false end);
create policy removes_own_only on linkage.outbox as restrictive for insert to samenhang_worker
  with check (case when message is json object then case message::jsonb ->> 'kind'
      when 'calibration' then false
      when 'removed' then jsonb_array_length(message::jsonb -> 'handles') > 0
        and not exists (select 1 from jsonb_array_elements_text(message::jsonb -> 'handles') as each (handle)
          where not exists (select 1 from linkage.epoch_handle h join linkage.entry e on e.handle = h.entry
              where h.handle = each.handle::uuid and e.removed_at is not null
                and e.organisation_id = (select (keeper.current_claim()).organisation_id))
            and not exists (select 1 from linkage.decoy d where d.handle = each.handle::uuid and d.retired_at is not null
                and d.organisation_id = (select (keeper.current_claim()).organisation_id)))
      else true end
    else true end);

-- The courier closes, tells for the desk, joins and splits, and counts outcomes for the matcher.
grant update (closed_at, call_organisation_id) on linkage.hit to samenhang_courier;
grant select (closed_at), update (removed_at, closed_at) on linkage.entry to samenhang_courier;
grant insert (id, organisation_id, message, created_at), update (message) on linkage.outbox to samenhang_courier;
create policy tells_care_or_for_the_desk on linkage.hit as restrictive for insert to samenhang_courier
  with check (case route
    when 'direct' then exists (select 1 from linkage.entry e where e.handle = hit.handle and e.organisation_id = hit.organisation_id and e.plane = 'care')
      and exists (select 1 from directory.organisation o where o.id = call_organisation_id and o.plane = 'care')
    when 'connected' then exists (select 1 from linkage.desk_connection c
      where c.pair_id = hit.pair_id and c.told_organisation_id = hit.organisation_id and c.delivered_at is null)
    else exists (select 1 from directory.organisation o where o.id = hit.organisation_id and o.plane = 'desk') end);
grant select (id, organisation_id, hit_id, pair_id, version, outcome, corrected_because, recorded_at, carried_at), update (carried_at)
  on linkage.hit_outcome to samenhang_courier;
create policy courier_hears on linkage.hit_outcome to samenhang_courier using (true);
grant select (id, organisation_id, decision_id, hit_id, pair_id, told_organisation_id, call_through, delivered_at), update (delivered_at)
  on linkage.desk_connection to samenhang_courier;
create policy courier_tells on linkage.desk_connection to samenhang_courier using (true);
grant select, insert, update (until, ended_because) on linkage.joined_pair to samenhang_courier;
create policy courier_joins on linkage.joined_pair to samenhang_courier using (true) with check (true);
grant select, insert on linkage.cluster_change to samenhang_courier;
create policy courier_joins on linkage.cluster_change to samenhang_courier using (true) with check (true);
grant select, insert on linkage.hit_strength to samenhang_courier;
create policy courier_weighs on linkage.hit_strength to samenhang_courier using (true) with check (true);
grant select, insert on linkage.calibration to samenhang_courier;
create policy courier_counts on linkage.calibration to samenhang_courier using (true) with check (true);
grant select, update (grounds_swept_on) on linkage.courier_round to samenhang_courier;
create policy courier_rounds on linkage.courier_round to samenhang_courier using (true);
grant select, insert on matching.calibration to samenhang_matcher;
create policy matcher_learns on matching.calibration to samenhang_matcher using (true) with check (true);
