-- A verdict is of who asked for it; a payer sees what it is asked to pay for, by codes.
grant select, insert on responsibility.fact to samenhang_worker;
create policy own_or_addressed on responsibility.fact for select to samenhang_worker
  using ((organisation_id = (select c.organisation_id from keeper.current_claim() c)
      or addressee_id = (select c.organisation_id from keeper.current_claim() c))
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'));
create policy own_writes on responsibility.fact for insert to samenhang_worker
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and actor_id = (select c.actor_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'));
grant select, insert on responsibility.verdict to samenhang_worker;
create policy own on responsibility.verdict for select to samenhang_worker
  using ((organisation_id = (select c.organisation_id from keeper.current_claim() c)
      or exists (select 1 from responsibility.payer_request p where p.verdict_id = verdict.id and p.payer_id = (select c.organisation_id from keeper.current_claim() c)))
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'));
create policy own_writes on responsibility.verdict for insert to samenhang_worker
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest')
    and exists (select 1 from dossier.dossier d where d.id = dossier_id));
grant select, insert on responsibility.payer_request to samenhang_worker;
grant update (answer, answer_ground, answered_at, answered_by, withdrawn_at) on responsibility.payer_request to samenhang_worker;
create policy two_parties on responsibility.payer_request for select to samenhang_worker
  using ((organisation_id = (select c.organisation_id from keeper.current_claim() c)
      or payer_id = (select c.organisation_id from keeper.current_claim() c))
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'));
create policy asks on responsibility.payer_request for insert to samenhang_worker
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest')
    and exists (select 1 from responsibility.fact f where f.stream = verdict_id and f.organisation_id = payer_request.organisation_id)
    -- A bed that is named is one that was promised for this file; row security shows those that the own house asked for alone.
    and (place_request_id is null or exists (select 1 from care.place_request q
      where q.id = place_request_id and q.dossier_id = payer_request.dossier_id and q.stage = 'placed')));
-- An answer in writing stands: it is given once, and not to what was withdrawn.
create policy payer_answers on responsibility.payer_request for update to samenhang_worker
  using (answer is null and withdrawn_at is null and payer_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'))
  with check (answer is not null and answered_by is distinct from 'link' and payer_id = (select c.organisation_id from keeper.current_claim() c));
-- Who asked may take the question back while nobody answered.
create policy asker_withdraws on responsibility.payer_request for update to samenhang_worker
  using (answer is null and withdrawn_at is null and organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'))
  with check (answer is null and withdrawn_at is not null and organisation_id = (select c.organisation_id from keeper.current_claim() c));

-- A guest behind a link of a payer: one question, one answer, and the facts that tell it. No verdict and no dossier.
create policy guest_sees_one on responsibility.payer_request for select to samenhang_worker
  using (id = (select c.link_subject from keeper.current_claim() c) and (select c.function from keeper.current_claim() c) = 'guest');
create policy guest_answers_one on responsibility.payer_request for update to samenhang_worker
  using (answer is null and withdrawn_at is null and id = (select c.link_subject from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) = 'guest')
  with check (answer is not null and answered_by = 'link' and id = (select c.link_subject from keeper.current_claim() c));
create policy guest_reads_back on responsibility.fact for select to samenhang_worker
  using ((select c.function from keeper.current_claim() c) = 'guest'
    and payload->>'payerRequestId' = (select c.link_subject::text from keeper.current_claim() c)
    and kind in ('payer-answered', 'provisional-carrier-named'));
create policy guest_tells on responsibility.fact for insert to samenhang_worker
  with check ((select c.function from keeper.current_claim() c) = 'guest'
    and organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and actor_id = (select c.actor_id from keeper.current_claim() c)
    and kind in ('payer-answered', 'provisional-carrier-named') and sealed is null and addressee_id is null
    and payload->>'payerRequestId' = (select c.link_subject::text from keeper.current_claim() c)
    and exists (select 1 from responsibility.payer_request p where p.id = (select c.link_subject from keeper.current_claim() c) and p.verdict_id = stream));
-- Nobody writes into a dispute that it has no part in: the stream of a dispute is the question that was answered.
create policy dispute_has_parties on responsibility.fact as restrictive for insert to samenhang_worker
  with check (kind not in ('payer-position-stated', 'dispute-step-taken', 'dispute-settled')
    or exists (select 1 from responsibility.payer_request p where p.id = stream and p.answer in ('refuses', 'provisional')));

-- A gap that a verdict fell into: written by who asked, read across houses only as counts.
grant select, insert on responsibility.named_gap to samenhang_worker;
create policy own on responsibility.named_gap for select to samenhang_worker
  using (organisation_id = (select keeper.house_at_work()));
create policy own_counts on responsibility.named_gap for insert to samenhang_worker
  with check (organisation_id = (select keeper.house_at_work()) and counted_at = (select c.moment from keeper.current_claim() c)
    and exists (select 1 from dossier.dossier d where d.id = dossier_id));
create policy owner_counts on responsibility.named_gap for select to samenhang_owner using (true);
grant execute on function responsibility.gap_cells(text) to samenhang_worker;
