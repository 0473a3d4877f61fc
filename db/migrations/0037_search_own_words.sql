-- Searching what one may read: keyed tokens of the words of chapters, in the key of the house that searches (decision 0059). The whole of it may
-- be emptied at any time: it is made again from the facts.
set role samenhang_owner;

-- No reference to the fact: a row is checked against it when it comes (db/policies/dossier-search.sql), and facts never go.
create table dossier.search_token (
  organisation_id uuid not null,
  token bytea not null constraint search_token_length check (octet_length(token) = 8),
  fact_id uuid not null,
  dossier_id uuid not null,
  author_id uuid not null,
  chapter text not null,
  field_class text not null,
  constraint search_token_once primary key (organisation_id, token, fact_id)
);
create index search_token_of_fact on dossier.search_token (fact_id, organisation_id);
create index search_token_of_chapter on dossier.search_token (dossier_id, chapter, organisation_id);
comment on table dossier.search_token is 'That a word stands in a fact, as a keyed token of the house that may read it; shows exactly when its fact and its file show.';

create table dossier.search_due (
  organisation_id uuid not null,
  dossier_id uuid not null,
  chapter text not null,
  after_version integer not null default 0,
  waits boolean not null default true,
  constraint search_due_once primary key (organisation_id, dossier_id, chapter)
);
create index search_due_waits on dossier.search_due (organisation_id, dossier_id, chapter) where waits;
comment on table dossier.search_due is 'A chapter that a house may read and did not index yet: what came within its reach, and what was there before there was searching.';

create table dossier.search_made (
  id uuid primary key,
  organisation_id uuid not null,
  actor_id uuid not null,
  made_at timestamptz not null
);
create index search_made_of_actor on dossier.search_made (actor_id, made_at);
comment on table dossier.search_made is 'That somebody searched, for the budget: never what for.';

create index reach_of_chapter on access.reach (dossier_id, chapter);

-- Whoever writes in a chapter cannot make the tokens of another house; that there is something to read it may say, and to nobody but who reads it.
create function dossier.words_are_due() returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into dossier.search_due as d (organisation_id, dossier_id, chapter)
  select distinct r.organisation_id, r.dossier_id, r.chapter from access.reach r
  where r.dossier_id = new.stream and r.chapter = new.chapter and r.organisation_id <> new.organisation_id
    and r.until >= (coalesce(keeper.claim_time(), now()) at time zone 'Europe/Amsterdam')::date
  on conflict (organisation_id, dossier_id, chapter) do update set waits = true, after_version = least(d.after_version, new.version - 1);
  return null;
end
$$;
revoke execute on function dossier.words_are_due() from public;
create trigger words_came after insert on dossier.fact for each row
  when (new.chapter is not null and new.sealed is not null and new.kind in ('chapter-noted', 'attachment-added', 'correction-added'))
  execute function dossier.words_are_due();

-- What comes within reach is to be read, and what goes out of it is forgotten at once.
create function dossier.reach_has_changed() returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op <> 'DELETE' and new.until >= (coalesce(keeper.claim_time(), now()) at time zone 'Europe/Amsterdam')::date then
    insert into dossier.search_due (organisation_id, dossier_id, chapter) values (new.organisation_id, new.dossier_id, new.chapter)
    on conflict (organisation_id, dossier_id, chapter) do update set waits = true, after_version = 0;
    return null;
  end if;
  if not exists (select 1 from access.reach r where r.organisation_id = old.organisation_id and r.dossier_id = old.dossier_id
    and r.chapter = old.chapter and r.until >= (coalesce(keeper.claim_time(), now()) at time zone 'Europe/Amsterdam')::date) then
    -- The row is taken first: who is just reading this chapter in has done so, or finds that it may not.
    update dossier.search_due d set waits = false
    where d.organisation_id = old.organisation_id and d.dossier_id = old.dossier_id and d.chapter = old.chapter;
    delete from dossier.search_token t
    where t.organisation_id = old.organisation_id and t.dossier_id = old.dossier_id and t.chapter = old.chapter
      and t.author_id <> t.organisation_id;
  end if;
  return null;
end
$$;
revoke execute on function dossier.reach_has_changed() from public;
create trigger reach_changed after insert or update or delete on access.reach for each row execute function dossier.reach_has_changed();

-- What one's own house wrote was destroyed: its words go, in the index of everybody. Whoever calls it can only close.
create function dossier.forget_words(of_dossier uuid, of_classes text[]) returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  who keeper.claim := keeper.current_claim();
  gone integer;
begin
  if who.function in ('person', 'guest') or not exists (select 1 from dossier.fact f
    where f.stream = of_dossier and f.organisation_id = who.organisation_id) then return 0; end if;
  -- Whoever is reading this file in is waited for; who comes after finds the keys gone.
  update dossier.search_due d set after_version = d.after_version where d.dossier_id = of_dossier;
  delete from dossier.search_token t
  where t.dossier_id = of_dossier and t.author_id = who.organisation_id and t.field_class = any (of_classes);
  get diagnostics gone = row_count;
  return gone;
end
$$;

-- Reach that ran out by its day told nobody. What the own house has of it goes.
create function dossier.forget_out_of_reach() returns integer
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  with gone as (
    delete from dossier.search_token t using access.reach r
    where r.organisation_id = (select (keeper.current_claim()).organisation_id)
      and r.until < (coalesce(keeper.claim_time(), now()) at time zone 'Europe/Amsterdam')::date
      and t.organisation_id = r.organisation_id and t.dossier_id = r.dossier_id and t.chapter = r.chapter and t.author_id <> t.organisation_id
      and not exists (select 1 from access.reach other where other.organisation_id = r.organisation_id and other.dossier_id = r.dossier_id
        and other.chapter = r.chapter and other.until >= (coalesce(keeper.claim_time(), now()) at time zone 'Europe/Amsterdam')::date)
    returning 1)
  select count(*)::integer from gone
$$;
revoke execute on function dossier.forget_words(uuid, text[]), dossier.forget_out_of_reach() from public;

-- What was there before: read in by whoever searches, a step at a time.
insert into dossier.search_due (organisation_id, dossier_id, chapter)
select f.organisation_id, f.stream, f.chapter from dossier.fact f
where f.chapter is not null and f.sealed is not null and f.kind in ('chapter-noted', 'attachment-added', 'correction-added')
union
select r.organisation_id, r.dossier_id, r.chapter from access.reach r;

reset role;
