-- The organiser sees the whole table; an invited party and a guest with a link see one seat: a day and who asks, no dossier.
grant select, insert on case_table.fact to samenhang_worker;
-- A guest reads back the answers to its own seat: writing a fact gives its version, and giving is reading.
create policy own_or_addressed on case_table.fact for select to samenhang_worker
  using (((organisation_id = (select c.organisation_id from keeper.current_claim() c)
      or addressee_id = (select c.organisation_id from keeper.current_claim() c))
      and (select c.function from keeper.current_claim() c) not in ('person', 'guest'))
    or (kind = 'seat-answered' and payload->>'seatId' = (select c.link_subject::text from keeper.current_claim() c)));
-- A fact belongs to a table that one organises or sits at: nobody writes into another's meeting. A guest answers for its seat, no more.
create policy own_writes on case_table.fact for insert to samenhang_worker
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and actor_id = (select c.actor_id from keeper.current_claim() c)
    and (((select c.function from keeper.current_claim() c) not in ('person', 'guest') and exists (select 1 from case_table.meeting m where m.id = stream))
      or exists (select 1 from case_table.seat s where s.meeting_id = stream
        and (((select c.function from keeper.current_claim() c) not in ('person', 'guest') and s.party_id = (select c.organisation_id from keeper.current_claim() c))
          or (fact.kind = 'seat-answered' and s.id = (select c.link_subject from keeper.current_claim() c))))));
grant select, insert on case_table.meeting to samenhang_worker;
grant update (stage) on case_table.meeting to samenhang_worker;
create policy own on case_table.meeting to samenhang_worker
  using (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'))
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest')
    and exists (select 1 from dossier.dossier d where d.id = dossier_id));
grant select, insert on case_table.seat to samenhang_worker;
grant update (answer, follows_on, answered_at) on case_table.seat to samenhang_worker;
create policy own_invited_or_linked on case_table.seat for select to samenhang_worker
  using (((organisation_id = (select c.organisation_id from keeper.current_claim() c)
      or party_id = (select c.organisation_id from keeper.current_claim() c))
      and (select c.function from keeper.current_claim() c) not in ('person', 'guest'))
    or id = (select c.link_subject from keeper.current_claim() c));
create policy organiser_sets on case_table.seat for insert to samenhang_worker
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest')
    and exists (select 1 from case_table.meeting m where m.id = meeting_id));
create policy answers on case_table.seat for update to samenhang_worker
  using (((organisation_id = (select c.organisation_id from keeper.current_claim() c)
      or party_id = (select c.organisation_id from keeper.current_claim() c))
      and (select c.function from keeper.current_claim() c) not in ('person', 'guest'))
    or id = (select c.link_subject from keeper.current_claim() c));
