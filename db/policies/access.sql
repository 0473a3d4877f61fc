-- Sessions are reached through three definer functions alone; the rest is own, or names you.
grant execute on function access.find_session(bytea, timestamptz), access.find_link(bytea, timestamptz), access.end_session(bytea, timestamptz) to samenhang_worker;
create policy owner_finds on access.account to samenhang_owner using (true) with check (true);
create policy owner_finds on access.session to samenhang_owner using (true);
create policy owner_finds on access.link for select to samenhang_owner using (true);

grant select on access.account to samenhang_worker;
create policy own_colleagues on access.account for select to samenhang_worker
  using (organisation_id = (select c.organisation_id from keeper.current_claim() c)
     and (select c.function from keeper.current_claim() c) not in ('person', 'guest'));

-- A session is begun before there is a claim.
grant insert on access.session to samenhang_worker;
create policy begins on access.session for insert to samenhang_worker with check (true);

grant insert (token_hash, kind, subject, organisation_id, created_at, expires_at) on access.link to samenhang_worker;
grant select (subject, kind, organisation_id, expires_at, ended_at), update (ended_at) on access.link to samenhang_worker;
create policy own_links on access.link to samenhang_worker
  using (organisation_id = (select c.organisation_id from keeper.current_claim() c)
     and (select c.function from keeper.current_claim() c) not in ('person', 'guest'))
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c)
     and (select c.function from keeper.current_claim() c) not in ('person', 'guest'));
create policy guest_ends_own on access.link for update to samenhang_worker
  using (subject = (select c.link_subject from keeper.current_claim() c))
  with check (subject = (select c.link_subject from keeper.current_claim() c));
create policy guest_reads_own on access.link for select to samenhang_worker
  using (subject = (select c.link_subject from keeper.current_claim() c));

grant select on access.ground to samenhang_worker;
grant insert on access.ground to samenhang_worker;
grant update (withdrawn_at) on access.ground to samenhang_worker;
create policy own on access.ground to samenhang_worker
  using (organisation_id = (select c.organisation_id from keeper.current_claim() c)
     and (select c.function from keeper.current_claim() c) not in ('person', 'guest'))
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c)
     and (select c.function from keeper.current_claim() c) not in ('person', 'guest'));

-- A consent is read by who wrote it down, by the partner it names, and by the person. She alone, or the holder for her, takes it back.
grant select, insert on access.consent to samenhang_worker;
grant update (withdrawn_at, withdrawn_by) on access.consent to samenhang_worker;
create policy own_partner_or_hers on access.consent for select to samenhang_worker
  using ((organisation_id = (select c.organisation_id from keeper.current_claim() c)
       or partner_id = (select c.organisation_id from keeper.current_claim() c)
       or dossier_id = (select c.dossier_id from keeper.current_claim() c))
    and ((select c.function from keeper.current_claim() c) not in ('person', 'guest')
       or dossier_id = (select c.dossier_id from keeper.current_claim() c)));
create policy holder_writes on access.consent for insert to samenhang_worker
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest')
    and exists (select 1 from dossier.dossier d where d.id = dossier_id and d.holder_id = organisation_id));
create policy person_or_writer_withdraws on access.consent for update to samenhang_worker
  using (dossier_id = (select c.dossier_id from keeper.current_claim() c)
    or (organisation_id = (select c.organisation_id from keeper.current_claim() c)
      and (select c.function from keeper.current_claim() c) not in ('person', 'guest')));

-- Reach can never be wider than consent that stands, and only the two organisations of that consent open it.
grant select, insert, delete on access.reach to samenhang_worker;
create policy own_or_given_by_own on access.reach for select to samenhang_worker
  using (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    or exists (select 1 from access.consent k where k.id = consent_id));
create policy within_consent on access.reach for insert to samenhang_worker
  with check (exists (
    select 1 from access.consent k
    where k.id = consent_id and k.dossier_id = reach.dossier_id and k.chapter = reach.chapter and k.partner_id = reach.organisation_id
      and k.purpose = reach.purpose and k.answer = 'given' and k.withdrawn_at is null and k.valid_until >= reach.until));
create policy closes on access.reach for delete to samenhang_worker
  using (dossier_id = (select c.dossier_id from keeper.current_claim() c)
    or exists (select 1 from access.consent k where k.id = consent_id and k.organisation_id = (select c.organisation_id from keeper.current_claim() c)));

grant select, insert on access.kept_answer to samenhang_worker;
grant update (status, body) on access.kept_answer to samenhang_worker;
create policy own on access.kept_answer to samenhang_worker
  using (organisation_id = (select c.organisation_id from keeper.current_claim() c))
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c));

grant select, insert on access.fact to samenhang_worker;
create policy own on access.fact for select to samenhang_worker
  using (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    or stream = (select c.dossier_id from keeper.current_claim() c));
create policy own_writes on access.fact for insert to samenhang_worker
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and actor_id = (select c.actor_id from keeper.current_claim() c));
