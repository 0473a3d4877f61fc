-- Who decided about a consent and when she is asked again; the second step of her page; what she corrects and objects to (decision 0044).
set role samenhang_owner;

alter table access.consent
  add column age_group text constraint consent_age_group check (age_group in ('under-12', '12-15', '16-17', '18-plus')),
  add column decided_by text[] not null default '{}'
    constraint consent_decider check (decided_by <@ array['herself', 'parents', 'guardian', 'guardianship-body']),
  add column ask_again_on date,
  -- The rows of data/sharing/who-decides.json once more. An answer from before this has no age.
  add constraint consent_decided_by_the_right_ones check (
    answer <> 'given' or age_group is null
    or (age_group = 'under-12' and decided_by && array['parents', 'guardian', 'guardianship-body'])
    or (age_group = '12-15' and 'herself' = any (decided_by) and decided_by && array['parents', 'guardian', 'guardianship-body'])
    or (age_group in ('16-17', '18-plus') and decided_by = array['herself'])),
  add constraint consent_asked_again_within check (ask_again_on is null or (answer = 'given' and ask_again_on between given_on and valid_until));
comment on column access.consent.ask_again_on is 'When to ask again without who was there; an answer that takes its place, or an end, is that it was done.';

-- About the asker alone, for a dossier that it holds: is the last placement with itself? Row security hides requests of others.
create function care.gives_bed(of_dossier uuid) returns boolean
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return access.is_holder(of_dossier) and coalesce((
    select q.placed_with_id = (select c.organisation_id from keeper.current_claim() c)
    from care.place_request q where q.dossier_id = of_dossier and q.stage = 'placed'
    order by q.placed_at desc limit 1), false);
end
$$;
revoke execute on function care.gives_bed(uuid) from public;
comment on function care.gives_bed(uuid) is 'Yes or no: does the asker, who holds this dossier, give her the bed?';

-- The second step of her page: what she knows beside the link that she has. The code itself is nowhere.
create table access.page_code (
  dossier_id uuid primary key,
  salt bytea not null constraint page_code_salt_length check (octet_length(salt) = 16),
  code_hash bytea not null constraint page_code_hash_length check (octet_length(code_hash) = 32),
  tries_left smallint not null constraint page_code_tries check (tries_left between 0 and 5),
  set_at timestamptz not null
);
comment on table access.page_code is 'The hash of the code of a page of a person, and how many wrong ones are left before it locks.';
create table access.page_session (
  token_hash bytea primary key constraint page_session_hash_length check (octet_length(token_hash) = 32),
  dossier_id uuid not null,
  begun_at timestamptz not null,
  seen_at timestamptz not null,
  ended_at timestamptz
);
create index page_session_of_dossier on access.page_session (dossier_id) where ended_at is null;
comment on table access.page_session is 'Visits to a page of a person: short, ended by leaving. Reached by hash through functions alone.';

-- Before the code is right there is a guest with a link; these two answer about the page of that link, while it is on.
create function access.page_salt(of_dossier uuid) returns table (salt bytea, locked boolean)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare who keeper.claim := keeper.current_claim();
begin
  if who.function is distinct from 'guest' or who.link_subject is distinct from of_dossier or who.purpose is distinct from 'W06' then return; end if;
  return query
    select p.salt, p.tries_left = 0 from access.page_code p
    where p.dossier_id = of_dossier and exists (select 1 from dossier.dossier d where d.id = of_dossier and d.page_on);
end
$$;
-- Counts before it tells: of many tries at one moment each waits for the row, and the sixth finds it locked.
create function access.enter_page(of_dossier uuid, given_hash bytea, session_hash bytea, at timestamptz) returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  who keeper.claim := keeper.current_claim();
  code access.page_code;
begin
  if who.function is distinct from 'guest' or who.link_subject is distinct from of_dossier or who.purpose is distinct from 'W06' then return 'not-found'; end if;
  if not exists (select 1 from dossier.dossier d where d.id = of_dossier and d.page_on) then return 'not-found'; end if;
  select * into code from access.page_code p where p.dossier_id = of_dossier for update;
  if not found then return 'not-found'; end if;
  if code.tries_left = 0 then return 'locked'; end if;
  if code.code_hash <> given_hash then
    update access.page_code p set tries_left = p.tries_left - 1 where p.dossier_id = of_dossier;
    return case when code.tries_left = 1 then 'locked' else 'wrong' end;
  end if;
  update access.page_code p set tries_left = 5 where p.dossier_id = of_dossier;
  insert into access.page_session values (session_hash, of_dossier, at, at, null);
  return 'entered';
end
$$;
-- Whose visit this is, while it goes on: ten minutes without a hand on it or an hour, and no longer than the page, its link and its code.
-- It gives who holds the file now, so that the page goes along with a handover.
create function access.find_page_session(given_hash bytea, at timestamptz) returns table (dossier_id uuid, organisation_id uuid)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return query
    update access.page_session s set seen_at = at
    from dossier.dossier d, access.page_code p
    where s.token_hash = given_hash and s.ended_at is null
      and s.seen_at > at - interval '10 minutes' and s.begun_at > at - interval '60 minutes'
      and d.id = s.dossier_id and d.page_on and p.dossier_id = s.dossier_id and p.set_at <= s.begun_at
      and exists (select 1 from access.link l where l.kind = 'person-page' and l.subject = s.dossier_id
        and l.ended_at is null and l.expires_at > at and l.created_at <= s.begun_at)
    returning d.id, d.holder_id;
end
$$;
create function access.end_page_session(given_hash bytea, at timestamptz) returns void
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  update access.page_session s set ended_at = at where s.token_hash = given_hash and s.ended_at is null
$$;
revoke execute on function access.page_salt(uuid), access.enter_page(uuid, bytea, bytea, timestamptz),
  access.find_page_session(bytea, timestamptz), access.end_page_session(bytea, timestamptz) from public;

-- What she says on her page: that something is wrong (AVG 16), or that she objects (AVG 21). Her words are sealed in the facts.
create table dossier.person_request (
  id uuid primary key,
  dossier_id uuid not null references dossier.dossier (id),
  kind text not null constraint person_request_kind check (kind in ('correction', 'objection')),
  about text not null constraint person_request_about check (about in ('fact', 'look', 'use')),
  chapter text,
  field text,
  made_at timestamptz not null,
  answer_by date not null,
  outcome text constraint person_request_outcome check (outcome in ('done', 'partly', 'not-done')),
  answered_at timestamptz,
  answered_by_id uuid,
  constraint person_request_correction_of_a_chapter check ((kind = 'correction') = (chapter is not null)),
  constraint person_request_answered_whole check ((outcome is null) = (answered_at is null) and (outcome is null) = (answered_by_id is null))
);
create index person_request_of_dossier on dossier.person_request (dossier_id, made_at desc);
comment on table dossier.person_request is 'What the person asks of the holder on the own page, with a term and an answer.';

reset role;
