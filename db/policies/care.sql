-- Providers see coarse wishes; askers see answers in categories; nobody sees where a house stands.
grant select, insert on care.fact to samenhang_worker;
create policy own_or_addressed on care.fact for select to samenhang_worker
  using ((organisation_id = (select c.organisation_id from keeper.current_claim() c)
      or addressee_id = (select c.organisation_id from keeper.current_claim() c))
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'));
create policy own_writes on care.fact for insert to samenhang_worker
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and actor_id = (select c.actor_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'));

grant select, insert on care.place to samenhang_worker;
grant update (beds_free, counted_at) on care.place to samenhang_worker;
create policy own on care.place to samenhang_worker
  using (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'))
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'));

-- Who asks must know the dossier. Being placed is written by care.award_offer alone.
grant select, insert on care.place_request to samenhang_worker;
grant update (stage, wave, withdrawn_at) on care.place_request to samenhang_worker;
create policy own on care.place_request for select to samenhang_worker
  using (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'));
create policy asks on care.place_request for insert to samenhang_worker
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest')
    and stage = 'asking' and placed_with_id is null
    and exists (select 1 from dossier.dossier d where d.id = dossier_id));
create policy moves_while_asking on care.place_request for update to samenhang_worker
  using (stage = 'asking' and organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'))
  with check (stage <> 'placed' and organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (stage <> 'withdrawn' or withdrawn_at = (select c.moment from keeper.current_claim() c)));

-- The provider answers, and only with a place of its own; it reads wishes, never the request or the dossier.
grant select, insert on care.place_offer to samenhang_worker;
grant update (answer, reason, answered_at, first_answered_at, place_id) on care.place_offer to samenhang_worker;
create policy two_parties on care.place_offer for select to samenhang_worker
  using ((organisation_id = (select c.organisation_id from keeper.current_claim() c)
      or provider_id = (select c.organisation_id from keeper.current_claim() c))
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'));
create policy asks on care.place_offer for insert to samenhang_worker
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and answer is null and won_at is null and place_id is null and bed_held_until is null and held_first_at is null and offered_from_list_at is null and not asked_by_list
    and exists (select 1 from care.place_request q where q.id = request_id));
create policy provider_answers on care.place_offer for update to samenhang_worker
  using (won_at is null and provider_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'))
  with check (provider_id = (select c.organisation_id from keeper.current_claim() c)
    and (place_id is null or exists (select 1 from care.place p where p.id = place_id)));

-- How often somebody looked: a row of one's own, read back for the budget.
grant select, insert on care.place_search to samenhang_worker;
create policy own on care.place_search for select to samenhang_worker
  using (actor_id = (select c.actor_id from keeper.current_claim() c) and organisation_id = (select keeper.house_at_work()));
create policy own_looks on care.place_search for insert to samenhang_worker
  with check (actor_id = (select c.actor_id from keeper.current_claim() c) and organisation_id = (select keeper.house_at_work()));

-- A generated column of a place computes as who writes the row. Both know fixed words and regions, and no row.
grant execute on function care.word_bits(text[]), care.area_of(text) to samenhang_worker;
-- The definer functions of this slice work as the owner, who is bound by row security too.
grant execute on function care.find_providers(text[], text[], text[]), care.hold_bed(uuid, timestamptz),
  care.release_bed(uuid), care.read_beds_by_link(), care.count_beds_by_link(integer), care.award_offer(uuid), care.gives_bed(uuid), care.payers_for_beds() to samenhang_worker;
create policy owner_tells_provider on responsibility.payer_request for select to samenhang_owner using (true);
grant usage on schema keeper to samenhang_owner;
grant execute on function keeper.current_claim() to samenhang_owner;
create policy owner_matches on care.place for select to samenhang_owner using (true);
create policy owner_takes_bed on care.place for update to samenhang_owner using (beds_free > 0) with check (true);
create policy owner_counts on care.place for update to samenhang_owner
  using (id = (select c.link_subject from keeper.current_claim() c) and organisation_id = (select c.organisation_id from keeper.current_claim() c))
  with check (true);
create policy owner_awards on care.place_request for select to samenhang_owner using (true);
create policy owner_places on care.place_request for update to samenhang_owner using (true) with check (stage = 'placed');
create policy owner_withdraws on care.place_request for update to samenhang_owner using (stage = 'asking') with check (stage = 'withdrawn');
create policy owner_awards on care.place_offer for select to samenhang_owner using (true);
create policy owner_wins on care.place_offer for update to samenhang_owner using (answer = 'yes' and won_at is null) with check (won_at is not null);
create policy owner_holds on care.place_offer for update to samenhang_owner using (answer = 'yes' and won_at is null) with check (answer = 'yes' and won_at is null);

-- A wait goes with the dossier to its next holder. A payer sees and ends the wait for its own answer, nothing else.
grant select, insert on care.wait to samenhang_worker;
grant update (ended_at) on care.wait to samenhang_worker;
create policy own_holder_or_payer on care.wait for select to samenhang_worker
  using ((organisation_id = (select c.organisation_id from keeper.current_claim() c)
      or exists (select 1 from dossier.dossier d where d.id = dossier_id and d.holder_id = (select c.organisation_id from keeper.current_claim() c))
      or (cause = 'money' and party_id = (select c.organisation_id from keeper.current_claim() c)
        and exists (select 1 from responsibility.payer_request p where p.dossier_id = wait.dossier_id and p.payer_id = wait.party_id)))
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'));
create policy own_starts on care.wait for insert to samenhang_worker
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest')
    and exists (select 1 from dossier.dossier d where d.id = dossier_id));
create policy own_holder_or_payer_ends on care.wait for update to samenhang_worker
  using (ended_at is null and (organisation_id = (select c.organisation_id from keeper.current_claim() c)
      or exists (select 1 from dossier.dossier d where d.id = dossier_id and d.holder_id = (select c.organisation_id from keeper.current_claim() c))
      or (cause = 'money' and party_id = (select c.organisation_id from keeper.current_claim() c)
        and exists (select 1 from responsibility.payer_request p where p.dossier_id = wait.dossier_id and p.payer_id = wait.party_id)))
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'))
  with check (ended_at is not null);

-- Behind the link of a payer: the wait for that answer, and that it ended.
create policy guest_sees_wait_for_answer on care.wait for select to samenhang_worker
  using ((select c.function from keeper.current_claim() c) = 'guest' and cause = 'money'
    and exists (select 1 from responsibility.payer_request p where p.id = (select c.link_subject from keeper.current_claim() c)
      and p.dossier_id = wait.dossier_id and p.payer_id = wait.party_id));
create policy guest_ends_wait_for_answer on care.wait for update to samenhang_worker
  using ((select c.function from keeper.current_claim() c) = 'guest' and ended_at is null and cause = 'money'
    and exists (select 1 from responsibility.payer_request p where p.id = (select c.link_subject from keeper.current_claim() c)
      and p.dossier_id = wait.dossier_id and p.payer_id = wait.party_id))
  with check (ended_at is not null);
create policy guest_reads_back on care.fact for select to samenhang_worker
  using ((select c.function from keeper.current_claim() c) = 'guest' and kind = 'wait-ended'
    and exists (select 1 from care.wait w where w.id = stream));
create policy guest_tells on care.fact for insert to samenhang_worker
  with check ((select c.function from keeper.current_claim() c) = 'guest' and kind = 'wait-ended' and sealed is null and addressee_id is null
    and organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and actor_id = (select c.actor_id from keeper.current_claim() c)
    and exists (select 1 from care.wait w where w.id = stream));

-- A correction is seen and made by who wrote the wait down and by who holds the file; a payer does not say what the waiting for it was.
grant select, insert on care.wait_correction to samenhang_worker;
create policy own_or_holder on care.wait_correction for select to samenhang_worker
  using ((select c.function from keeper.current_claim() c) not in ('person', 'guest')
    and exists (select 1 from care.wait w where w.id = wait_id
      and (w.organisation_id = (select c.organisation_id from keeper.current_claim() c)
        or exists (select 1 from dossier.dossier d where d.id = w.dossier_id and d.holder_id = (select c.organisation_id from keeper.current_claim() c)))));
create policy own_corrects on care.wait_correction for insert to samenhang_worker
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and actor_id = (select c.actor_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest')
    and exists (select 1 from care.wait w where w.id = wait_id
      and (w.organisation_id = wait_correction.organisation_id
        or exists (select 1 from dossier.dossier d where d.id = w.dossier_id and d.holder_id = wait_correction.organisation_id))));

-- What a need cost, by cause: written by who holds it when it is over, at the moment of the act, so that a closed quarter stays as it is. Read by who wrote it;
-- across houses only through care.lost_time_cells.
grant select, insert on care.lost_time to samenhang_worker;
create policy own on care.lost_time for select to samenhang_worker
  using (organisation_id = (select keeper.house_at_work()));
create policy own_counts on care.lost_time for insert to samenhang_worker
  with check (organisation_id = (select keeper.house_at_work())
    and counted_at = (select c.moment from keeper.current_claim() c)
    and exists (select 1 from care.wait w where w.id = need_id and w.dossier_id = lost_time.dossier_id));
create policy owner_counts on care.lost_time for select to samenhang_owner using (true);
create policy owner_counts on care.wait for select to samenhang_owner
  using (organisation_id = (select c.organisation_id from keeper.current_claim() c));

-- Who waits: seen, and its urgency said, by who asked. The order of all is known to the owner alone.
grant select, insert on care.waiting to samenhang_worker;
grant update (urgency, rank) on care.waiting to samenhang_worker;
create policy own on care.waiting for select to samenhang_worker
  using (organisation_id = (select keeper.house_at_work()));
create policy own_joins on care.waiting for insert to samenhang_worker
  with check (organisation_id = (select keeper.house_at_work()) and since = (select c.moment from keeper.current_claim() c)
    and exists (select 1 from care.place_request q where q.id = request_id and q.dossier_id = waiting.dossier_id and q.stage = 'asking'));
create policy own_says_urgency on care.waiting for update to samenhang_worker
  using (organisation_id = (select keeper.house_at_work()))
  with check (organisation_id = (select keeper.house_at_work()));
create policy owner_orders on care.waiting for select to samenhang_owner using (true);
grant select, insert on care.waiting_pass to samenhang_worker;
create policy own on care.waiting_pass for select to samenhang_worker
  using (organisation_id = (select keeper.house_at_work()));
create policy own_passes on care.waiting_pass for insert to samenhang_worker
  with check (organisation_id = (select keeper.house_at_work()) and reason in ('she-says-no', 'not-safe-there', 'found-elsewhere')
    and exists (select 1 from care.waiting w where w.id = waiting_id)
    and exists (select 1 from care.place_offer o where o.id = offer_id and o.organisation_id = waiting_pass.organisation_id));
create policy owner_passes on care.waiting_pass to samenhang_owner using (true)
  with check (reason not in ('she-says-no', 'found-elsewhere') and (reason <> 'not-safe-there' or offer_id is null));
create policy owner_offers_from_list on care.place_offer for insert to samenhang_owner
  with check (answer = 'yes' and won_at is null and offered_from_list_at is not null and bed_held_until is not null);
create policy owner_offers_again on care.place_offer for update to samenhang_owner
  using (won_at is null) with check (won_at is null and offered_from_list_at is not null);
grant execute on function care.lost_time_cells(text), care.waiting_ahead(uuid), care.decline_from_list(uuid, text), care.unmet_need_cells(text),
  care.reply_cells(text), care.withdraw_requests(uuid, uuid), care.last_counts(uuid) to samenhang_worker;
-- The clock that offers what came free knows no claim: it reads which places have room, and offers one bed.
grant usage on schema care to samenhang_courier;
grant execute on function care.places_with_room(timestamptz), care.offer_next(uuid, timestamptz) to samenhang_courier;
