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
grant update (answer, answer_ground, answered_at) on responsibility.payer_request to samenhang_worker;
create policy two_parties on responsibility.payer_request for select to samenhang_worker
  using ((organisation_id = (select c.organisation_id from keeper.current_claim() c)
      or payer_id = (select c.organisation_id from keeper.current_claim() c))
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'));
create policy asks on responsibility.payer_request for insert to samenhang_worker
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest')
    and exists (select 1 from responsibility.fact f where f.stream = verdict_id and f.organisation_id = payer_request.organisation_id));
-- An answer in writing stands: it is given once.
create policy payer_answers on responsibility.payer_request for update to samenhang_worker
  using (answer is null and payer_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'))
  with check (answer is not null and payer_id = (select c.organisation_id from keeper.current_claim() c));
