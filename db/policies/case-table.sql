-- The organiser sees the whole table; an invited party and a guest with a link see one seat: a day and who asks, no dossier.
grant select, insert on case_table.fact to samenhang_worker;
-- A guest reads back the answers to its own seat: writing a fact gives its version, and giving is reading.
create policy own_or_addressed on case_table.fact for select to samenhang_worker
  using (((organisation_id = (select c.organisation_id from keeper.current_claim() c)
      or addressee_id = (select c.organisation_id from keeper.current_claim() c))
      and (select c.function from keeper.current_claim() c) not in ('person', 'guest'))
    or (kind = 'seat-answered' and payload->>'seatId' = (select c.link_subject::text from keeper.current_claim() c)));
-- A fact belongs to a table that one organises or sits at: nobody writes into another's meeting. Who sits at it answers, says what it does and
-- ends what it agreed to; a guest answers for its seat, no more.
create policy own_writes on case_table.fact for insert to samenhang_worker
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and actor_id = (select c.actor_id from keeper.current_claim() c)
    and (((select c.function from keeper.current_claim() c) not in ('person', 'guest') and exists (select 1 from case_table.meeting m where m.id = stream))
      or exists (select 1 from case_table.seat s where s.meeting_id = stream
        and (((select c.function from keeper.current_claim() c) not in ('person', 'guest') and s.party_id = (select c.organisation_id from keeper.current_claim() c)
            and fact.kind in ('seat-answered', 'statement-made', 'action-ended'))
          or (fact.kind = 'seat-answered' and s.id = (select c.link_subject from keeper.current_claim() c))))));
-- What goes to another house has no words in it (record 0058).
create policy no_words_across on case_table.fact as restrictive for insert to samenhang_worker
  with check (addressee_id is null or addressee_id = organisation_id or sealed is null);
-- What the chair closed is closed: minutes are made once, and after them only ends, corrections and what is given anew.
create policy closed_stays_closed on case_table.fact as restrictive for insert to samenhang_worker
  with check (kind in ('action-ended', 'minutes-given', 'minutes-corrected')
    or not exists (select 1 from case_table.seat s where s.meeting_id = stream and s.closed_at is not null));
-- Police say of their part only that they come, can be called, named somebody, offer a talk, do nothing or do not say: never what they do.
create policy police_state_no_work on case_table.fact as restrictive for insert to samenhang_worker
  with check (kind <> 'statement-made' or (select (keeper.current_claim()).plane) <> 'enforcement'
    or payload -> 'statements' <@ '["comes-to-the-table", "has-named-a-contact", "can-be-called", "offers-information-talk", "does-nothing-now", "does-not-say"]'::jsonb);
grant select, insert on case_table.meeting to samenhang_worker;
grant update (stage, held_on) on case_table.meeting to samenhang_worker;
create policy own on case_table.meeting to samenhang_worker
  using (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'))
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest')
    and exists (select 1 from dossier.dossier d where d.id = dossier_id));
grant select, insert on case_table.seat to samenhang_worker;
grant update (answer, follows_on, answered_at, party_id, mail, asked_on, closed_at, held_on, called_off_at) on case_table.seat to samenhang_worker;
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
-- Only who organises says who sits where, and closes; after that no party changes anything of its seat.
create policy open_seat_stays_with_party on case_table.seat as restrictive for update to samenhang_worker
  with check (organisation_id = (select keeper.house_at_work())
    or (closed_at is null and party_id = (select c.organisation_id from keeper.current_claim() c))
    or (closed_at is null and party_id is null and id = (select c.link_subject from keeper.current_claim() c)));

-- Who was there, and who follows where nobody was, is the organiser's: a party is told its own part in the minutes.
grant select, insert, update (attendance, follower, follows_on, recorded_at) on case_table.attendance to samenhang_worker;
create policy organiser_keeps on case_table.attendance to samenhang_worker
  using (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'))
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest')
    and exists (select 1 from case_table.seat s where s.id = seat_id and s.meeting_id = attendance.meeting_id
      and s.organisation_id = attendance.organisation_id));

-- An action is seen by who organises and by who owns it; the owner is who organises or a party of that table.
grant select, insert, update (outcome, why_not, ended_at) on case_table.action to samenhang_worker;
create policy organiser_or_owner on case_table.action for select to samenhang_worker
  using ((organisation_id = (select c.organisation_id from keeper.current_claim() c)
      or owner_id = (select c.organisation_id from keeper.current_claim() c))
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'));
create policy organiser_agrees on case_table.action for insert to samenhang_worker
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest')
    and exists (select 1 from case_table.meeting m where m.id = meeting_id)
    and (owner_id = organisation_id
      or exists (select 1 from case_table.seat s where s.id = seat_id and s.meeting_id = action.meeting_id and s.party_id = owner_id)));
create policy organiser_or_owner_ends on case_table.action for update to samenhang_worker
  using (outcome is null and (organisation_id = (select c.organisation_id from keeper.current_claim() c)
      or owner_id = (select c.organisation_id from keeper.current_claim() c))
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'))
  with check (outcome is not null and (organisation_id = (select c.organisation_id from keeper.current_claim() c)
      or owner_id = (select c.organisation_id from keeper.current_claim() c))
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'));
-- That she said no, or that it is not safe for her, stays on the plane where it was heard (decision 3); the words are compared by a test.
create policy no_word_of_hers_across on case_table.action as restrictive for update to samenhang_worker
  with check (coalesce(why_not, 'not-yet') in ('not-possible', 'no-longer-needed', 'not-yet')
    or (select count(distinct o.plane) from directory.organisation o where o.id in (organisation_id, owner_id)) = 1);
create policy no_end_of_hers_across on case_table.fact as restrictive for insert to samenhang_worker
  with check (kind <> 'action-ended' or addressee_id is null
    or coalesce(payload ->> 'whyNot', 'not-yet') in ('not-possible', 'no-longer-needed', 'not-yet')
    or (select count(distinct o.plane) from directory.organisation o where o.id in (organisation_id, addressee_id)) = 1);
-- Police are asked only for what exists for police (data/case-table/words-across.json, compared by a test).
create policy police_are_asked_little on case_table.action as restrictive for insert to samenhang_worker
  with check (not exists (select 1 from directory.organisation o where o.id = owner_id and o.plane = 'enforcement')
    or ask in ('call-back', 'name-contact', 'come-next-time', 'report-comensha', 'offer-reflection', 'plan-information-talk', 'assess-safety', 'assess-non-punishment'));
