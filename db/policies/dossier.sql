-- Own or in reach (decision 15): the holder, who has reach, who is offered it, and the sender until the overlap ends. Facts of process
-- are addressed to the party they concern.
grant select, insert on dossier.dossier to samenhang_worker;
grant update (holder_id, stage, page_on, municipality_code, version, next_due, due_read_by, watch_due) on dossier.dossier to samenhang_worker;
-- The trigger of clock facts says that a term must be read again, and nothing else.
create policy owner_marks on dossier.dossier for update to samenhang_owner using (true) with check (due_read_by is null);
-- The boundary between houses is restrictive here and on the facts below: another policy can take away and never add (decision 15).
create policy asks on dossier.dossier for select to samenhang_worker using (true);
create policy own_or_in_reach on dossier.dossier as restrictive for select to samenhang_worker
  using (holder_id = (select keeper.house_at_work())
    or exists (select 1 from access.reach r where r.dossier_id = id
      and r.organisation_id = (select keeper.house_at_work())
      and r.until >= ((select keeper.claim_time()) at time zone 'Europe/Amsterdam')::date)
    or exists (select 1 from dossier.handover h where h.dossier_id = dossier.id
      and ((h.receiver_id = (select keeper.house_at_work())
          and h.stage in ('offered', 'seen'))
        or (h.organisation_id = (select keeper.house_at_work())
          and h.stage in ('accepted', 'overlap', 'landed') and h.overlap_until >= ((select keeper.claim_time()) at time zone 'Europe/Amsterdam')::date)))
    or id = (select (keeper.current_claim()).dossier_id));
create policy opens on dossier.dossier for insert to samenhang_worker
  with check (holder_id = (select c.organisation_id from keeper.current_claim() c)
    and opened_by_id = holder_id
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'));
-- The holder changes it; the receiver of a standing offer of this holder becomes holder by accepting, nobody else.
-- A constraint at commit wants that acceptance beside the change (migration 0006).
create policy holder_or_accepting on dossier.dossier for update to samenhang_worker
  using ((select c.function from keeper.current_claim() c) not in ('person', 'guest')
    and (holder_id = (select c.organisation_id from keeper.current_claim() c)
      or exists (select 1 from dossier.handover h where h.dossier_id = dossier.id and h.organisation_id = dossier.holder_id
        and h.receiver_id = (select c.organisation_id from keeper.current_claim() c) and h.stage in ('offered', 'seen'))))
  with check (holder_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest'));
-- She alone can do one thing to it herself: switch her page off.
create policy person_switches_off on dossier.dossier for update to samenhang_worker
  using (id = (select c.dossier_id from keeper.current_claim() c))
  with check (id = (select c.dossier_id from keeper.current_claim() c) and not page_on);

grant select, insert on dossier.handover to samenhang_worker;
grant update (stage, changed_at, overlap_until) on dossier.handover to samenhang_worker;
create policy two_parties on dossier.handover for select to samenhang_worker
  using (organisation_id = (select keeper.house_at_work())
    or receiver_id = (select keeper.house_at_work())
    or dossier_id = (select (keeper.current_claim()).dossier_id));
-- Through a function: the policy of dossier asks handover, and a policy may not come back to where it started.
create policy holder_offers on dossier.handover for insert to samenhang_worker
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest')
    and access.is_holder(dossier_id));
-- Each side makes its own moves in a handover that is not finished; the table of src/dossier/handover.ts knows from which stage.
create policy two_parties_move on dossier.handover for update to samenhang_worker
  using ((organisation_id = (select c.organisation_id from keeper.current_claim() c)
      or receiver_id = (select c.organisation_id from keeper.current_claim() c))
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest')
    and stage in ('offered', 'seen', 'accepted', 'overlap', 'landed'))
  with check ((select c.function from keeper.current_claim() c) not in ('person', 'guest')
    and ((receiver_id = (select c.organisation_id from keeper.current_claim() c) and stage in ('seen', 'accepted', 'overlap', 'landed', 'closed', 'declined', 'stopped')
        -- Offered to a desk: nobody else of that house answers.
        and (stage not in ('accepted', 'declined') or receiver_function is null
          or receiver_function = (select c.function from keeper.current_claim() c)))
      or (organisation_id = (select c.organisation_id from keeper.current_claim() c) and stage in ('overlap', 'closed', 'withdrawn', 'expired', 'stopped'))));
-- She can say stop on her own page.
create policy person_stops on dossier.handover for update to samenhang_worker
  using (dossier_id = (select c.dossier_id from keeper.current_claim() c) and stage in ('offered', 'seen', 'accepted', 'overlap'))
  with check (dossier_id = (select c.dossier_id from keeper.current_claim() c) and stage = 'stopped');

grant select, insert on dossier.fact to samenhang_worker;
create policy asks on dossier.fact for select to samenhang_worker using (true);
create policy own_addressed_or_in_reach on dossier.fact as restrictive for select to samenhang_worker
  using (organisation_id = (select keeper.house_at_work())
    or addressee_id = (select keeper.house_at_work())
    or exists (select 1 from access.reach r
      where r.organisation_id = (select keeper.house_at_work())
        and r.dossier_id = stream and r.chapter = fact.chapter and r.until >= ((select keeper.claim_time()) at time zone 'Europe/Amsterdam')::date)
    -- The note of a handover: for who accepted it, not before.
    or (kind = 'handover-note-made' and exists (select 1 from dossier.handover h
      where h.dossier_id = stream and h.id::text = fact.payload ->> 'handoverId' and h.stage in ('accepted', 'overlap', 'landed', 'closed')
        and h.receiver_id = (select keeper.house_at_work())))
    or stream = (select (keeper.current_claim()).dossier_id)
    -- Who came with link and code: who it is to the sender, what she lets go along at this moment, and its own answers (decision 0060).
    or case when kind not like 'outside-%' or payload ->> 'outsideId' is distinct from (select (keeper.current_claim()).link_subject::text) then false
      when kind = 'outside-chapter-given' then payload ->> 'chapter' in (select access.outside_chapters((select (keeper.current_claim()).link_subject)))
      when kind in ('outside-opened', 'outside-received', 'outside-declined') then (select (keeper.current_claim()).purpose) = 'W14'
      when kind = 'outside-named' then (select access.outside_entered((select (keeper.current_claim()).link_subject)))
      else false end
    -- Chapters that stand open in an emergency, to who opened them (record 0040); under that purpose another policy keeps it to them.
    or ((select (keeper.current_claim()).purpose) = 'E01' and access.reads_in_emergency(stream, chapter, organisation_id)));
-- The holder and who is in reach write about her; who is only offered the file writes down its own moves in the handover, no more.
create policy writes_where_it_works on dossier.fact for insert to samenhang_worker
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and actor_id = (select c.actor_id from keeper.current_claim() c)
    and (stream = (select c.dossier_id from keeper.current_claim() c)
      -- Who came with link and code writes down its own answers, in the file that its link is of.
      or (kind in ('outside-opened', 'outside-received', 'outside-declined') and (select (keeper.current_claim()).purpose) = 'W14'
        and payload ->> 'outsideId' = (select (keeper.current_claim()).link_subject::text)
        and exists (select 1 from dossier.outside_handover h where h.id = (select (keeper.current_claim()).link_subject) and h.dossier_id = stream))
      or ((select c.function from keeper.current_claim() c) not in ('person', 'guest')
        and (access.is_holder(stream)
          or exists (select 1 from access.reach r
            where r.organisation_id = fact.organisation_id and r.dossier_id = stream and r.until >= ((select keeper.claim_time()) at time zone 'Europe/Amsterdam')::date)
          -- That its own content was destroyed, also when it let go of the file long ago.
          or (kind = 'content-erased' and exists (select 1 from retention.destruction e
            where e.organisation_id = fact.organisation_id and e.subject = stream and e.stage = 'erased'))
          or (kind like 'handover-%' and exists (select 1 from dossier.handover h
            where h.dossier_id = stream and fact.organisation_id in (h.organisation_id, h.receiver_id)))
          or (kind in ('outside-withdrawn', 'outside-stopped', 'outside-expired') and exists (select 1 from dossier.outside_handover h
            where h.dossier_id = stream and h.id::text = fact.payload ->> 'outsideId' and h.organisation_id = fact.organisation_id))
          -- While both are with her the sender writes on, in chapters that she agreed to share with who holds the file now.
          or (kind in ('chapter-noted', 'attachment-added', 'attachment-removed') and exists (select 1 from dossier.handover h
            join access.consent k on k.dossier_id = h.dossier_id and k.partner_id = h.receiver_id
            where h.dossier_id = stream and h.organisation_id = fact.organisation_id and h.stage in ('accepted', 'overlap')
              and h.overlap_until >= ((select keeper.claim_time()) at time zone 'Europe/Amsterdam')::date
              and k.chapter = fact.chapter and k.answer = 'given' and k.withdrawn_at is null and k.replaced_by is null
              and ((select keeper.claim_time()) at time zone 'Europe/Amsterdam')::date between k.given_on and k.valid_until))))));

-- She asks, in her own claim and of her own file; the holder answers, once. Nobody else reads that there was something to ask.
grant select, insert on dossier.person_request to samenhang_worker;
grant update (outcome, answered_at, answered_by_id) on dossier.person_request to samenhang_worker;
create policy hers_or_holder on dossier.person_request for select to samenhang_worker
  using (dossier_id = (select c.dossier_id from keeper.current_claim() c) or access.is_holder(dossier_id));
create policy she_asks on dossier.person_request for insert to samenhang_worker
  with check (dossier_id = (select c.dossier_id from keeper.current_claim() c) and outcome is null);
create policy holder_answers on dossier.person_request for update to samenhang_worker
  using (outcome is null and access.is_holder(dossier_id))
  with check (outcome is not null and access.is_holder(dossier_id)
    and answered_by_id = (select c.organisation_id from keeper.current_claim() c));
