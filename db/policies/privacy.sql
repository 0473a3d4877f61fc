-- Requests of people who ask what is kept about them: of the own house, for who records and who answers. Rows are added, never changed.
grant select, insert on privacy.access_request, privacy.access_request_step to samenhang_worker;
create policy own_desk on privacy.access_request for select to samenhang_worker
  using ((organisation_id, true)
    = (select c.organisation_id, c.function in ('privacy-officer', 'care-coordinator') from keeper.current_claim() c));
create policy own_desk_records on privacy.access_request for insert to samenhang_worker
  with check ((organisation_id, recorded_by, true)
      = (select c.organisation_id, c.actor_id, c.function in ('privacy-officer', 'care-coordinator') from keeper.current_claim() c)
    and recorded_at = (select keeper.claim_time()));
create policy own_desk on privacy.access_request_step for select to samenhang_worker
  using ((organisation_id, true)
    = (select c.organisation_id, c.function in ('privacy-officer', 'care-coordinator') from keeper.current_claim() c));
-- Which file it is about says a co-ordinator of the holder, who can read that file anyway.
create policy own_desk_records on privacy.access_request_step for insert to samenhang_worker
  with check ((organisation_id, recorded_by, true)
      = (select c.organisation_id, c.actor_id, c.function in ('privacy-officer', 'care-coordinator') from keeper.current_claim() c)
    and recorded_at = (select keeper.claim_time())
    and exists (select 1 from privacy.access_request r where r.id = request_id and r.organisation_id = access_request_step.organisation_id)
    and (step <> 'linked'
      or ((select c.function from keeper.current_claim() c) = 'care-coordinator' and access.is_holder(dossier_id))));

-- The log about her belongs in the answer to her. Who answers a request that is open reads the rows of the own house on that one file and
-- the signals in it, in an act for that purpose alone; the rows hold no name of a user.
create policy answers_access_request on audit.processing for select to samenhang_worker
  using ((organisation_id, true) = (select c.organisation_id, c.function = 'care-coordinator' and c.purpose = 'W12' from keeper.current_claim() c)
    and exists (select 1 from privacy.access_request_step s
      where s.organisation_id = processing.organisation_id and s.step = 'linked'
        and (s.dossier_id = processing.subject
          or exists (select 1 from signal.signal g where g.id = processing.subject and g.dossier_id = s.dossier_id))
        and not exists (select 1 from privacy.access_request_step e
          where e.request_id = s.request_id and e.step in ('answered', 'withdrawn'))));
