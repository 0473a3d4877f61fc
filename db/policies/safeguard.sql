-- Her interest (record 0057). What is said here is of the chapter goal: own, addressed, or in reach by her yes for that chapter.
grant select, insert on safeguard.fact to samenhang_worker;
create policy own_addressed_or_in_reach on safeguard.fact for select to samenhang_worker
  using ((select c.function from keeper.current_claim() c) not in ('person', 'guest')
    and (organisation_id = (select c.organisation_id from keeper.current_claim() c)
      or addressee_id = (select c.organisation_id from keeper.current_claim() c)
      or exists (select 1 from access.reach r where r.dossier_id = stream and r.chapter = 'goal'
        and r.organisation_id = (select c.organisation_id from keeper.current_claim() c)
        and r.until >= ((select keeper.claim_time()) at time zone 'Europe/Amsterdam')::date)));
create policy writes_where_it_works on safeguard.fact for insert to samenhang_worker
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and actor_id = (select c.actor_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest')
    and chapter = 'goal'
    and (access.is_holder(stream)
      or exists (select 1 from access.reach r where r.dossier_id = stream and r.chapter = 'goal' and r.organisation_id = fact.organisation_id
        and r.until >= ((select keeper.claim_time()) at time zone 'Europe/Amsterdam')::date)));

grant select, insert on safeguard.decision to samenhang_worker;
grant update (because, stated_at, stated_by_id, decided_by, accords, wish_id, wish_absent, conflicts, set_aside_at) on safeguard.decision to samenhang_worker;
create policy own_addressed_or_in_reach on safeguard.decision for select to samenhang_worker
  using ((select c.function from keeper.current_claim() c) not in ('person', 'guest')
    and (organisation_id = (select c.organisation_id from keeper.current_claim() c)
      or addressee_id = (select c.organisation_id from keeper.current_claim() c)
      or exists (select 1 from access.reach r where r.dossier_id = decision.dossier_id and r.chapter = 'goal'
        and r.organisation_id = (select c.organisation_id from keeper.current_claim() c)
        and r.until >= ((select keeper.claim_time()) at time zone 'Europe/Amsterdam')::date)));
create policy decides_where_it_works on safeguard.decision for insert to samenhang_worker
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and actor_id = (select c.actor_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest')
    and set_aside_at is null
    and (access.is_holder(dossier_id)
      or exists (select 1 from access.reach r where r.dossier_id = decision.dossier_id and r.chapter = 'goal'
        and r.organisation_id = decision.organisation_id and r.until >= ((select keeper.claim_time()) at time zone 'Europe/Amsterdam')::date)));
-- What was owed is stated once, by the house that decided.
create policy own_states_once on safeguard.decision for update to samenhang_worker
  using (stated_at is null and organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'))
  with check (stated_at is not null and set_aside_at is null
    and stated_by_id = (select c.actor_id from keeper.current_claim() c)
    and organisation_id = (select c.organisation_id from keeper.current_claim() c));
-- Whoever looked again and found for her sets it aside; nobody sets aside in another way.
create policy second_reader_sets_aside on safeguard.decision for update to samenhang_worker
  using (set_aside_at is null and exists (select 1 from safeguard.second_look l where l.decision_id = decision.id and l.outcome = 'upheld'
    and l.reader_id = (select c.organisation_id from keeper.current_claim() c)
    and l.looked_by_id = (select c.actor_id from keeper.current_claim() c)))
  with check (set_aside_at is not null and exists (select 1 from safeguard.second_look l where l.decision_id = decision.id and l.outcome = 'upheld'
    and l.reader_id = (select c.organisation_id from keeper.current_claim() c)
    and l.looked_by_id = (select c.actor_id from keeper.current_claim() c)));

grant select, insert on safeguard.second_look to samenhang_worker;
grant update (outcome, reader_id, looked_by_id, looked_at) on safeguard.second_look to samenhang_worker;
grant execute on function safeguard.reader_now(uuid) to samenhang_worker;
create policy owner_answers_reader_now on safeguard.second_look for select to samenhang_owner using (true);
create policy three_parties on safeguard.second_look for select to samenhang_worker
  using ((select c.function from keeper.current_claim() c) not in ('person', 'guest')
    and ((select c.organisation_id from keeper.current_claim() c) in (organisation_id, decider_id, reader_id)));
-- About a decision that one may see, or about an answer of one's own on her page; looked at by who may know what it is about.
create policy party_raises on safeguard.second_look for insert to samenhang_worker
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and actor_id = (select c.actor_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest')
    and outcome is null
    and (exists (select 1 from safeguard.decision d where d.id = decision_id and d.dossier_id = second_look.dossier_id
        and d.organisation_id = decider_id and d.actor_id = decider_actor_id)
      or (decision_id is null and decider_id = organisation_id and access.is_holder(dossier_id)))
    and (reader_id = decider_id
      or exists (select 1 from dossier.dossier d where d.id = second_look.dossier_id and d.holder_id = reader_id)
      or exists (select 1 from access.reach r where r.dossier_id = second_look.dossier_id and r.chapter = 'goal' and r.organisation_id = reader_id)));
create policy another_looks on safeguard.second_look for update to samenhang_worker
  using (outcome is null and safeguard.reader_now(id) = (select c.organisation_id from keeper.current_claim() c)
    and decider_actor_id <> (select c.actor_id from keeper.current_claim() c)
    and not exists (select 1 from safeguard.decision d where d.id = decision_id
      and d.stated_by_id = (select c.actor_id from keeper.current_claim() c))
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'))
  with check (outcome is not null and reader_id = (select c.organisation_id from keeper.current_claim() c)
    and looked_by_id = (select c.actor_id from keeper.current_claim() c));

-- Decision 3: nothing of it on another plane than care.
create policy care_alone on safeguard.fact as restrictive to samenhang_worker
  using ((select (keeper.current_claim()).plane) = 'care') with check ((select (keeper.current_claim()).plane) = 'care');
create policy care_alone on safeguard.decision as restrictive to samenhang_worker
  using ((select (keeper.current_claim()).plane) = 'care') with check ((select (keeper.current_claim()).plane) = 'care');
create policy care_alone on safeguard.second_look as restrictive to samenhang_worker
  using ((select (keeper.current_claim()).plane) = 'care') with check ((select (keeper.current_claim()).plane) = 'care');
create policy purpose_reads on safeguard.fact as restrictive for select to samenhang_worker
  using ((select access.purpose_fits('read')));
create policy purpose_notes on safeguard.fact as restrictive for insert to samenhang_worker
  with check ((select access.purpose_fits('note')));
