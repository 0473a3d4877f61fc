-- Sessions are reached through definer functions alone; the rest is own, or names you.
grant execute on function access.find_session(bytea, timestamptz, boolean), access.find_link(bytea, timestamptz), access.end_session(bytea, timestamptz) to samenhang_worker;
grant execute on function access.list_sessions(bytea, timestamptz), access.end_own_session(bytea, uuid, timestamptz) to samenhang_worker;
grant execute on function access.end_sessions(bytea, timestamptz), access.end_sessions_of(uuid, timestamptz),
  access.begin_sign_in(bytea, text, bytea, timestamptz, timestamptz), access.take_sign_in(bytea, timestamptz),
  access.find_identity(text, text), access.find_proof(bytea, timestamptz), access.take_proof(bytea, timestamptz) to samenhang_worker;
grant execute on function access.is_holder(uuid), access.close_reach(uuid), access.shorten_reach(uuid) to samenhang_worker;
grant usage on schema keeper to samenhang_owner;
grant execute on function keeper.current_claim() to samenhang_owner;
create policy owner_answers_is_holder on dossier.dossier for select to samenhang_owner using (true);
create policy owner_closes on access.consent for select to samenhang_owner using (true);
create policy owner_shortens on access.acceptance for select to samenhang_owner using (true);
create policy owner_closes on access.reach to samenhang_owner using (true);
create policy owner_finds on access.account to samenhang_owner using (true) with check (true);
create policy owner_finds on access.session to samenhang_owner using (true);
create policy owner_finds on access.link for select to samenhang_owner using (true);
create policy owner_finds on access.identity to samenhang_owner using (true) with check (true);
create policy owner_finds on access.sign_in to samenhang_owner using (true) with check (true);
create policy owner_finds on access.sign_in_proof to samenhang_owner using (true);
create policy owner_finds on access.passkey to samenhang_owner using (true) with check (true);
create policy owner_finds on access.access_key to samenhang_owner using (true) with check (true);
create policy owner_finds on access.enrolment to samenhang_owner using (true) with check (true);
-- Passkeys and access keys: nobody reads the tables; who comes with the right thing finds the one row that it is of.
grant execute on function access.find_enrolment(bytea, timestamptz), access.enrol_passkey(bytea, timestamptz, bytea, bytea, bigint),
  access.enrol_access_key(bytea, timestamptz, bytea, bytea, bigint), access.find_passkey(bytea), access.use_passkey(bytea, bigint, timestamptz),
  access.try_access_key(bytea, timestamptz), access.use_access_key(bytea, bigint), access.end_means_of(uuid, timestamptz),
  access.end_own_sessions(timestamptz) to samenhang_worker;

grant select on access.account to samenhang_worker;
create policy own_colleagues on access.account for select to samenhang_worker
  using (organisation_id = (select keeper.house_at_work()));

-- A session is begun for the person of the claim, in an act of signing in and in no other: injected SQL makes nobody a session.
grant insert on access.session to samenhang_worker;
create policy begins on access.session for insert to samenhang_worker
  with check (actor_id = (select c.actor_id from keeper.current_claim() c)
    and (select c.purpose from keeper.current_claim() c) = 'sign-in');
-- The same for a proof that waits for a choice: SQL without such a claim proves nobody to be anybody.
grant insert on access.sign_in_proof to samenhang_worker;
create policy proves on access.sign_in_proof for insert to samenhang_worker
  with check (actor_id = (select c.actor_id from keeper.current_claim() c)
    and (select c.purpose from keeper.current_claim() c) = 'sign-in');

-- Accounts are kept by whoever runs the installation, in acts of its command line, in the name and in the log of the organisation.
-- No session acts for this purpose.
grant insert (actor_id, organisation_id, function, plane, display_name), update (closed_at) on access.account to samenhang_worker;
create policy operator_adds on access.account for insert to samenhang_worker
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.purpose from keeper.current_claim() c) = 'accounts' and (select c.function from keeper.current_claim() c) = 'operator'
    and closed_at is null and function not in ('person', 'guest')
    and plane = (select o.plane from directory.organisation o where o.id = account.organisation_id));
create policy operator_closes on access.account for update to samenhang_worker
  using (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.purpose from keeper.current_claim() c) = 'accounts' and (select c.function from keeper.current_claim() c) = 'operator')
  with check (closed_at is not null);
grant select, insert, update (issuer, subject, bound_at) on access.identity to samenhang_worker;
create policy operator_binds on access.identity to samenhang_worker
  using ((select c.purpose from keeper.current_claim() c) = 'accounts' and (select c.function from keeper.current_claim() c) = 'operator'
    and exists (select 1 from access.account a where a.actor_id = identity.actor_id
      and a.organisation_id = (select c.organisation_id from keeper.current_claim() c)))
  with check ((select c.purpose from keeper.current_claim() c) = 'accounts' and (select c.function from keeper.current_claim() c) = 'operator'
    and exists (select 1 from access.account a where a.actor_id = identity.actor_id
      and a.organisation_id = (select c.organisation_id from keeper.current_claim() c)));
-- An invitation is for an account of the organisation that the claim names, bound to this house.
grant insert (code_hash, actor_id, created_at, expires_at) on access.enrolment to samenhang_worker;
create policy operator_invites on access.enrolment for insert to samenhang_worker
  with check ((select c.purpose from keeper.current_claim() c) = 'accounts' and (select c.function from keeper.current_claim() c) = 'operator'
    and exists (select 1 from access.account a join access.identity i on i.actor_id = a.actor_id and i.issuer = 'local'
      where a.actor_id = enrolment.actor_id and a.closed_at is null
        and a.organisation_id = (select c.organisation_id from keeper.current_claim() c)));

grant insert (token_hash, kind, subject, organisation_id, created_at, expires_at) on access.link to samenhang_worker;
grant select (subject, kind, organisation_id, expires_at, ended_at), update (ended_at) on access.link to samenhang_worker;
create policy own_links on access.link for select to samenhang_worker
  using ((select c.function from keeper.current_claim() c) not in ('person', 'guest')
    and (organisation_id = (select c.organisation_id from keeper.current_claim() c)
      or (kind = 'person-page' and access.is_holder(subject))
      or (kind = 'outside-handover' and exists (select 1 from dossier.outside_handover h where h.id = subject and access.is_holder(h.dossier_id)))));
create policy own_links_end on access.link for update to samenhang_worker
  using ((select c.function from keeper.current_claim() c) not in ('person', 'guest')
    and (organisation_id = (select c.organisation_id from keeper.current_claim() c)
      or (kind = 'person-page' and access.is_holder(subject))
      or (kind = 'outside-handover' and exists (select 1 from dossier.outside_handover h where h.id = subject and access.is_holder(h.dossier_id)))));
-- A link makes its bearer the person, or a guest: only the holder gives out the page, only who organises the table gives out
-- a seat, only who asked a payer gives out its question, only the house gives out the counting of its beds.
create policy holder_or_organiser_gives on access.link for insert to samenhang_worker
  with check (organisation_id = (select keeper.house_at_work())
    and ((kind = 'person-page' and access.is_holder(subject))
      or (kind = 'seat-reply' and exists (select 1 from case_table.seat s
        where s.id = subject and s.organisation_id = (select c.organisation_id from keeper.current_claim() c)))
      or (kind = 'outside-handover' and exists (select 1 from dossier.outside_handover h
        where h.id = subject and h.organisation_id = (select keeper.house_at_work()) and access.is_holder(h.dossier_id)))
      or (kind = 'payer-answer' and exists (select 1 from responsibility.payer_request p
        where p.id = subject and p.organisation_id = (select c.organisation_id from keeper.current_claim() c) and p.answer is null and p.withdrawn_at is null))
      or (kind = 'bed-count' and exists (select 1 from care.place p
        where p.id = subject and p.organisation_id = (select c.organisation_id from keeper.current_claim() c)))
      -- What stands on the map is asked of its own house by that house, and of all by the operator.
      or (kind in ('entry-confirm', 'practice-declare') and (select c.purpose from keeper.current_claim() c) = 'W03'
        and ((select c.function from keeper.current_claim() c) = 'operator' or case kind
          when 'practice-declare' then subject = (select c.organisation_id from keeper.current_claim() c)
          else exists (select 1 from directory.contact_point p where p.id = subject and p.organisation_id = (select c.organisation_id from keeper.current_claim() c)) end))));
create policy guest_ends_own on access.link for update to samenhang_worker
  using (kind in ('seat-reply', 'payer-answer') and subject = (select c.link_subject from keeper.current_claim() c))
  with check (kind in ('seat-reply', 'payer-answer') and subject = (select c.link_subject from keeper.current_claim() c));
create policy guest_reads_own on access.link for select to samenhang_worker
  using (kind in ('seat-reply', 'payer-answer') and subject = (select c.link_subject from keeper.current_claim() c));
-- She may close her own page, also when nobody is there to do it for her.
create policy person_ends_own on access.link for update to samenhang_worker
  using (kind = 'person-page' and subject = (select c.dossier_id from keeper.current_claim() c))
  with check (kind = 'person-page' and subject = (select c.dossier_id from keeper.current_claim() c));
-- And a link to a handover of hers that goes outside.
create policy person_ends_outside on access.link for update to samenhang_worker
  using (kind = 'outside-handover' and exists (select 1 from dossier.outside_handover h
    where h.id = subject and h.dossier_id = (select c.dossier_id from keeper.current_claim() c)))
  with check (kind = 'outside-handover' and ended_at is not null);
create policy person_reads_outside on access.link for select to samenhang_worker
  using (kind = 'outside-handover' and exists (select 1 from dossier.outside_handover h
    where h.id = subject and h.dossier_id = (select c.dossier_id from keeper.current_claim() c)));
create policy person_reads_own on access.link for select to samenhang_worker
  using (kind = 'person-page' and subject = (select c.dossier_id from keeper.current_claim() c));

-- Who holds the file gives a code or a new one, and she may choose another; the hash is compared by access.enter_page and shown to nobody.
grant execute on function access.page_salt(uuid), access.enter_page(uuid, bytea, bytea, timestamptz),
  access.find_page_session(bytea, timestamptz), access.end_page_session(bytea, timestamptz) to samenhang_worker;
create policy owner_compares on access.page_code to samenhang_owner using (true) with check (true);
create policy owner_finds on access.page_session to samenhang_owner using (true) with check (true);
grant insert, select (dossier_id, tries_left, set_at), update (salt, code_hash, tries_left, set_at) on access.page_code to samenhang_worker;
create policy holder_or_she_sees on access.page_code for select to samenhang_worker
  using (dossier_id = (select c.dossier_id from keeper.current_claim() c) or access.is_holder(dossier_id));
create policy holder_gives on access.page_code for insert to samenhang_worker with check (access.is_holder(dossier_id));
create policy holder_or_she_changes on access.page_code for update to samenhang_worker
  using (dossier_id = (select c.dossier_id from keeper.current_claim() c) or access.is_holder(dossier_id))
  with check (dossier_id = (select c.dossier_id from keeper.current_claim() c) or access.is_holder(dossier_id));

grant select on access.ground to samenhang_worker;
grant insert on access.ground to samenhang_worker;
grant update (withdrawn_at) on access.ground to samenhang_worker;
create policy own on access.ground to samenhang_worker
  using (organisation_id = (select keeper.house_at_work()))
  with check (organisation_id = (select keeper.house_at_work()));
-- A yes to looking says how old she is and who decided; grounds of before said neither, and can still be ended.
create policy yes_has_an_age on access.ground as restrictive for insert to samenhang_worker
  with check (kind <> 'consent-to-search' or age_group is not null);

-- An answer is read by who wrote it down, by the partner it names, by the holder of the dossier and by the person. Saying stop is open
-- to all of them: closing is always safe, and she may say it to whoever she is speaking to.
grant select, insert on access.consent to samenhang_worker;
grant update (withdrawn_at, withdrawn_by, replaced_by) on access.consent to samenhang_worker;
create policy own_partner_holder_or_hers on access.consent for select to samenhang_worker
  using (organisation_id = (select keeper.house_at_work())
    or partner_id = (select keeper.house_at_work())
    or dossier_id = (select (keeper.current_claim()).dossier_id)
    or access.is_holder(dossier_id));
create policy holder_writes on access.consent for insert to samenhang_worker
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and recorded_by = (select c.actor_id from keeper.current_claim() c)
    and withdrawn_at is null and replaced_by is null
    and (answer <> 'given' or age_group is not null)
    and access.is_holder(dossier_id));
create policy whoever_reads_may_stop on access.consent for update to samenhang_worker
  using (dossier_id = (select c.dossier_id from keeper.current_claim() c)
    or ((select c.function from keeper.current_claim() c) not in ('person', 'guest')
      and (organisation_id = (select c.organisation_id from keeper.current_claim() c)
        or partner_id = (select c.organisation_id from keeper.current_claim() c)
        or access.is_holder(dossier_id))))
  with check (withdrawn_at is not null or replaced_by is not null);

-- Which handovers were accepted: written by the party that accepts one that was offered to it.
grant select, insert on access.acceptance to samenhang_worker;
create policy two_parties_holder_or_hers on access.acceptance for select to samenhang_worker
  using (from_id = (select keeper.house_at_work())
    or to_id = (select keeper.house_at_work())
    or dossier_id = (select (keeper.current_claim()).dossier_id)
    or access.is_holder(dossier_id));
create policy receiver_writes on access.acceptance for insert to samenhang_worker
  with check (to_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) not in ('person', 'guest')
    and exists (select 1 from dossier.handover h
      where h.id = handover_id and h.dossier_id = acceptance.dossier_id and h.organisation_id = from_id and h.receiver_id = to_id));

-- Reach can never be wider than consent that stands and a handover that was accepted: for who took the file over while it holds it,
-- for who handed it over within the overlap. It is closed through access.close_reach alone.
grant select, insert on access.reach to samenhang_worker;
create policy own_or_of_visible_consent on access.reach for select to samenhang_worker
  using (organisation_id = (select keeper.house_at_work())
    or exists (select 1 from access.consent k where k.id = consent_id));
create policy within_consent on access.reach for insert to samenhang_worker
  with check ((select c.function from keeper.current_claim() c) not in ('person', 'guest')
    and exists (
      select 1 from access.consent k
      where k.id = consent_id and k.dossier_id = reach.dossier_id and k.chapter = reach.chapter and k.partner_id = reach.organisation_id
        and k.purpose = reach.purpose and k.answer = 'given' and k.withdrawn_at is null and k.replaced_by is null
        and k.valid_until >= reach.until)
    and exists (
      select 1 from access.acceptance a
      where a.dossier_id = reach.dossier_id
        and ((a.to_id = reach.organisation_id and reach.organisation_id = (select c.organisation_id from keeper.current_claim() c)
            and access.is_holder(reach.dossier_id))
          or (a.from_id = reach.organisation_id and a.overlap_until >= reach.until))));
-- A file that comes back opens again over the row that ran out, within the same bounds.
grant update (until, consent_id) on access.reach to samenhang_worker;
create policy opens_again on access.reach for update to samenhang_worker
  using ((select c.function from keeper.current_claim() c) not in ('person', 'guest')
    and (organisation_id = (select c.organisation_id from keeper.current_claim() c)
      or exists (select 1 from access.consent k where k.id = consent_id)))
  with check ((select c.function from keeper.current_claim() c) not in ('person', 'guest')
    and exists (
      select 1 from access.consent k
      where k.id = consent_id and k.dossier_id = reach.dossier_id and k.chapter = reach.chapter and k.partner_id = reach.organisation_id
        and k.purpose = reach.purpose and k.answer = 'given' and k.withdrawn_at is null and k.replaced_by is null
        and k.valid_until >= reach.until)
    and exists (
      select 1 from access.acceptance a
      where a.dossier_id = reach.dossier_id
        and ((a.to_id = reach.organisation_id and reach.organisation_id = (select c.organisation_id from keeper.current_claim() c)
            and access.is_holder(reach.dossier_id))
          or (a.from_id = reach.organisation_id and a.overlap_until >= reach.until))));

grant select, insert on access.kept_answer to samenhang_worker;
grant update (status, body) on access.kept_answer to samenhang_worker;
create policy own on access.kept_answer to samenhang_worker
  using (organisation_id = (select keeper.house_at_work()))
  with check (organisation_id = (select keeper.house_at_work()));

grant select, insert on access.fact to samenhang_worker;
create policy own_addressed_or_hers on access.fact for select to samenhang_worker
  using (stream = (select c.dossier_id from keeper.current_claim() c)
    or ((select c.function from keeper.current_claim() c) not in ('person', 'guest')
      and (organisation_id = (select c.organisation_id from keeper.current_claim() c)
        or addressee_id = (select c.organisation_id from keeper.current_claim() c))));
create policy own_writes on access.fact for insert to samenhang_worker
  with check (organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and actor_id = (select c.actor_id from keeper.current_claim() c)
    and ((select c.function from keeper.current_claim() c) not in ('person', 'guest')
      or stream = (select c.dossier_id from keeper.current_claim() c)));
