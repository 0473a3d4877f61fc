-- A payer is asked with a verdict and a cost, answers by account or behind a link, and a no becomes a dispute that is settled to the cent
-- (decision 0064). A wait may be given another cause by people, with a reason; what was derived stays.
set role samenhang_owner;

alter table responsibility.payer_request
  add column amount_cents integer constraint payer_amount_not_negative check (amount_cents >= 0),
  add column amount_per text constraint payer_amount_per check (amount_per in ('day', 'week', 'month', 'whole')),
  add column from_on date,
  add column until_on date,
  add column answer_by date,
  add column answered_by text constraint payer_answered_by check (answered_by in ('account', 'link')),
  add column withdrawn_at timestamptz,
  add constraint payer_cost_is_whole check (
    (amount_cents is null) = (amount_per is null) and (amount_cents is null) = (from_on is null)
    and (until_on is null or (from_on is not null and until_on >= from_on)) and (amount_per is distinct from 'whole' or until_on is not null)),
  add constraint payer_answers_what_stands check (answer is null or withdrawn_at is null),
  add constraint payer_answered_by_somebody check (answered_by is null or answer is not null);
comment on column responsibility.payer_request.amount_cents is 'In whole cents, per day, week, calendar month, or for the whole period.';
comment on column responsibility.payer_request.until_on is 'The last day that is paid for; absent when the end is open.';
comment on column responsibility.payer_request.answer_by is 'The day on which an answer is due, by the term of data/disputes on the day of asking.';
drop index responsibility.payer_request_one_open;
create unique index payer_request_one_open on responsibility.payer_request (dossier_id, payer_id) where answer is null and withdrawn_at is null;

alter table access.link drop constraint link_kind;
alter table access.link add constraint link_kind check (kind in ('seat-reply', 'person-page', 'outside-handover', 'bed-count', 'payer-answer'));

alter table care.wait drop constraint wait_cause;
alter table care.wait add constraint wait_cause check (cause in ('no-place', 'papers', 'decision', 'money', 'consent', 'transport'));
create table care.wait_correction (
  id uuid primary key,
  wait_id uuid not null references care.wait (id),
  organisation_id uuid not null,
  actor_id uuid not null,
  cause text not null constraint correction_cause check (cause in ('no-place', 'papers', 'decision', 'money', 'consent', 'transport')),
  party_id uuid,
  reason text not null constraint correction_reason check (reason in ('other-cause', 'other-party', 'party-told-so', 'entered-wrongly')),
  corrected_at timestamptz not null
);
create index wait_correction_of_wait on care.wait_correction (wait_id, corrected_at);
comment on table care.wait_correction is 'What people say a wait was for, with a reason: the newest counts, and what was derived stays beside it.';

-- The house that gives the bed hears whether somebody pays for it: a word and the days, and who pays once that house said so. No amount, no
-- ground, no dossier. Row security hides requests of others, so this looks for all and answers about the asker's own beds alone. A house that she
-- left hears nothing of payers that are asked after that: a payer is asked before she arrives elsewhere, so what counts is the moment at which another
-- place was asked for her (and not all such requests were withdrawn), or at which her care ended.
create function care.payers_for_beds()
returns table (offer_id uuid, standing text, payer_id uuid, from_on date, until_on date)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select o.id, coalesce(p.answer, 'asked'), case when p.answer in ('accepts', 'provisional') then p.payer_id end, p.from_on, p.until_on
  from care.place_offer o
  join care.place_request q on q.id = o.request_id and q.stage = 'placed' and q.placed_with_id = o.provider_id
  join responsibility.payer_request p on p.dossier_id = q.dossier_id and p.organisation_id = q.organisation_id and p.withdrawn_at is null
  where o.won_at is not null and o.provider_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.function from keeper.current_claim() c) = 'shelter-worker'
    and not exists (select 1 from care.place_request n join care.place_request m on m.dossier_id = n.dossier_id and m.asked_at >= n.asked_at
      where n.dossier_id = q.dossier_id and n.id <> q.id and n.asked_at >= q.placed_at and p.asked_at >= n.asked_at
        and m.id <> q.id and m.stage <> 'withdrawn')
    and not exists (select 1 from dossier.fact e where e.stream = q.dossier_id and e.kind = 'care-ended'
      and e.learned >= q.placed_at and p.asked_at >= e.learned)
  order by p.asked_at, p.id
$$;
revoke execute on function care.payers_for_beds() from public;
comment on function care.payers_for_beds() is 'Does somebody pay for the beds that the asker gives: asked, pays, refuses or pays for now.';

reset role;
