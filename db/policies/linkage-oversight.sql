-- Who watches those who look. What stands here narrows db/policies/linkage.sql: a look-up is of this moment, what is sensitive takes
-- two people, nobody judges himself, and who is a decoy is known to its keeper alone.
grant execute on function keeper.claim_time() to samenhang_worker, samenhang_owner;

-- Rows by whose moment something is counted or carried are of the moment of the act, and of no other.
create policy at_this_moment on linkage.lookup as restrictive for insert to samenhang_worker
  with check (asked_at = (select keeper.claim_time()));
create policy at_this_moment on linkage.outbox as restrictive for insert to samenhang_worker
  with check (created_at = (select keeper.claim_time()));
create policy at_this_moment on linkage.refused_lookup as restrictive for insert to samenhang_worker
  with check (asked_at = (select keeper.claim_time()));
-- An entry rests on a ground for the person whom it stands for.
create policy ground_of_subject on linkage.entry as restrictive to samenhang_worker
  using (true)
  with check (exists (select 1 from access.ground g
    where g.id = ground_id and g.organisation_id = entry.organisation_id and g.subject = entry.subject));

grant select, insert on linkage.sensitive_mark to samenhang_worker;
create policy own on linkage.sensitive_mark for select to samenhang_worker
  using (organisation_id = (select keeper.house_at_work()));
create policy own_signal on linkage.sensitive_mark for insert to samenhang_worker
  with check (organisation_id = (select (keeper.current_claim()).organisation_id)
    and marked_by = (select (keeper.current_claim()).actor_id)
    and marked_at = (select keeper.claim_time())
    and exists (select 1 from signal.signal s where s.id = subject and s.organisation_id = sensitive_mark.organisation_id));

-- Two people. The first asks, with everything that a look-up needs; another one of the same house, who may look up too, agrees or not.
grant select, insert on linkage.waiting_lookup to samenhang_worker;
create policy own on linkage.waiting_lookup for select to samenhang_worker
  using (organisation_id = (select keeper.house_at_work()));
create policy with_ground on linkage.waiting_lookup for insert to samenhang_worker
  with check (organisation_id = (select (keeper.current_claim()).organisation_id)
    and actor_id = (select (keeper.current_claim()).actor_id)
    and (select (keeper.current_claim()).function) in ('care-coordinator', 'investigator')
    and purpose = (select (keeper.current_claim()).purpose)
    and ground_id = (select (keeper.current_claim()).ground)
    and asked_at = (select keeper.claim_time())
    and exists (select 1 from access.ground g
      where g.id = ground_id and g.organisation_id = waiting_lookup.organisation_id and g.subject = waiting_lookup.subject
        and g.purpose = waiting_lookup.purpose and g.withdrawn_at is null
        and (waiting_lookup.asked_at at time zone 'Europe/Amsterdam')::date between g.given_on and g.valid_until));
grant select, insert on linkage.second_person to samenhang_worker;
create policy own on linkage.second_person for select to samenhang_worker
  using (organisation_id = (select keeper.house_at_work()));
create policy another_decides on linkage.second_person for insert to samenhang_worker
  with check (organisation_id = (select (keeper.current_claim()).organisation_id)
    and actor_id = (select (keeper.current_claim()).actor_id)
    and (select (keeper.current_claim()).function) in ('care-coordinator', 'investigator')
    and decided_at = (select keeper.claim_time())
    and exists (select 1 from linkage.waiting_lookup w
      where w.id = lookup_id and w.organisation_id = second_person.organisation_id
        and w.actor_id <> second_person.actor_id and second_person.decided_at < w.expires_at));
-- The look-up stays that of who asked it; the second person writes it in the act in which (s)he agrees, on the ground that was asked with.
create policy confirmed_by_second on linkage.lookup for insert to samenhang_worker
  with check (organisation_id = (select (keeper.current_claim()).organisation_id)
    and purpose = (select (keeper.current_claim()).purpose)
    and ground_id = (select (keeper.current_claim()).ground)
    and exists (select 1 from linkage.waiting_lookup w join linkage.second_person s on s.lookup_id = w.id
      where w.id = lookup.id and w.organisation_id = lookup.organisation_id
        and (w.actor_id, w.subject, w.ground_id, w.purpose, w.case_reference)
          = (lookup.actor_id, lookup.subject, lookup.ground_id, lookup.purpose, lookup.case_reference)
        and s.decision = 'confirmed' and s.actor_id = (select (keeper.current_claim()).actor_id) and s.decided_at = lookup.asked_at)
    and exists (select 1 from access.ground g
      where g.id = ground_id and g.organisation_id = lookup.organisation_id and g.subject = lookup.subject and g.purpose = lookup.purpose
        and g.withdrawn_at is null and (lookup.asked_at at time zone 'Europe/Amsterdam')::date between g.given_on and g.valid_until));
-- That somebody is a minor stands sealed in the signal: the database cannot see it. The other two reasons it can.
create policy sensitive_takes_two on linkage.lookup as restrictive for insert to samenhang_worker
  with check (exists (select 1 from linkage.second_person s where s.lookup_id = lookup.id and s.decision = 'confirmed')
    or (not exists (select 1 from linkage.sensitive_mark m where m.organisation_id = lookup.organisation_id and m.subject = lookup.subject)
      and not ((select (keeper.current_claim()).plane) = 'enforcement'
        and exists (select 1 from access.ground g where g.id = lookup.ground_id and g.kind = 'legal-basis'))));
create policy beside_confirmed on linkage.outbox for insert to samenhang_worker
  with check (organisation_id = (select (keeper.current_claim()).organisation_id)
    and exists (select 1 from linkage.lookup l join linkage.second_person s on s.lookup_id = l.id
      where l.organisation_id = outbox.organisation_id and l.asked_at = outbox.created_at
        and s.actor_id = (select (keeper.current_claim()).actor_id)));

-- Nobody judges himself: not who looked, not who agreed to it.
grant select, insert on linkage.lookup_review to samenhang_worker;
create policy privacy_officer_reads on linkage.lookup_review for select to samenhang_worker
  using (organisation_id = (select (keeper.current_claim()).organisation_id)
    and (select (keeper.current_claim()).function) = 'privacy-officer');
create policy privacy_officer_judges_others on linkage.lookup_review for insert to samenhang_worker
  with check (organisation_id = (select (keeper.current_claim()).organisation_id)
    and (select (keeper.current_claim()).function) = 'privacy-officer'
    and reviewed_by = (select (keeper.current_claim()).actor_id)
    and reviewed_at = (select keeper.claim_time())
    and exists (select 1 from linkage.lookup l
      where l.id = lookup_id and l.organisation_id = lookup_review.organisation_id and l.actor_id <> lookup_review.reviewed_by)
    and not exists (select 1 from linkage.second_person s
      where s.lookup_id = lookup_review.lookup_id and s.actor_id = lookup_review.reviewed_by));
create policy not_ones_own on linkage.refused_lookup as restrictive for update to samenhang_worker
  using (actor_id <> (select (keeper.current_claim()).actor_id));

-- Decoys are kept by the contact desk, in acts of the command line of the installation and in no other; no session acts for this purpose.
grant select, insert, update (retired_at) on linkage.decoy to samenhang_worker;
create policy keeper_works on linkage.decoy to samenhang_worker
  using (organisation_id = (select (keeper.current_claim()).organisation_id)
    and (select (keeper.current_claim()).purpose) = 'decoys' and (select (keeper.current_claim()).plane) = 'desk')
  with check (organisation_id = (select (keeper.current_claim()).organisation_id)
    and (select (keeper.current_claim()).purpose) = 'decoys' and (select (keeper.current_claim()).plane) = 'desk');
create policy beside_decoy on linkage.outbox for insert to samenhang_worker
  with check (organisation_id = (select (keeper.current_claim()).organisation_id)
    and (select (keeper.current_claim()).purpose) = 'decoys' and (select (keeper.current_claim()).plane) = 'desk'
    and exists (select 1 from linkage.decoy d where d.organisation_id = outbox.organisation_id and d.planted_at = outbox.created_at));
create policy takes_back_decoys on linkage.outbox for insert to samenhang_worker
  with check (organisation_id = (select (keeper.current_claim()).organisation_id)
    and (select (keeper.current_claim()).purpose) = 'decoys' and (select (keeper.current_claim()).plane) = 'desk'
    and case when message is json object then message::jsonb ->> 'kind' = 'removed'
      and jsonb_array_length(message::jsonb -> 'handles') > 0
      and not exists (select 1 from jsonb_array_elements_text(message::jsonb -> 'handles') as each (handle)
        where not exists (select 1 from linkage.decoy d where d.handle = each.handle::uuid and d.retired_at is not null))
      else false end);
grant select, update (seen_at) on linkage.decoy_alarm to samenhang_worker;
create policy privacy_officer_reads on linkage.decoy_alarm for select to samenhang_worker
  using (organisation_id = (select (keeper.current_claim()).organisation_id)
    and (select (keeper.current_claim()).function) = 'privacy-officer');
create policy privacy_officer_ticks on linkage.decoy_alarm for update to samenhang_worker
  using (organisation_id = (select (keeper.current_claim()).organisation_id)
    and (select (keeper.current_claim()).function) = 'privacy-officer'
    and actor_id <> (select (keeper.current_claim()).actor_id));
-- What linkage.ring_decoy reads and writes for the courier.
grant execute on function linkage.ring_decoy(uuid, uuid, timestamptz, uuid, timestamptz) to samenhang_courier;
create policy owner_rings on linkage.decoy for select to samenhang_owner using (true);
create policy owner_rings on linkage.lookup for select to samenhang_owner using (true);
create policy owner_rings on linkage.decoy_alarm to samenhang_owner using (true) with check (true);
