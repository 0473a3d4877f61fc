-- The claim is a line for each of its parts, no longer JSON: checking it runs in every statement under a policy, and reading JSON took
-- as long as the rest. What is checked stays the same: the code over all of it first, then the backend, then the end.
set role samenhang_keeper;
alter type keeper.claim add attribute moment timestamptz;
create or replace function keeper.current_claim() returns keeper.claim
language plpgsql stable parallel restricted security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  text_of_claim text := nullif(current_setting('samenhang.claim', true), '');
  given_code text := nullif(current_setting('samenhang.claim_code', true), '');
  signing_key bytea;
  part text[];
begin
  if text_of_claim is null or given_code is null then return null; end if;
  select k.key into signing_key from keeper.claim_key k where k.id = 1;
  if signing_key is null then return null; end if;
  if encode(extensions.hmac(convert_to(text_of_claim, 'UTF8'), signing_key, 'sha256'), 'hex') <> given_code then return null; end if;
  -- Organisation, actor, function, plane, purpose, ground, dossier, subject of a link, trace, moment, and of which backend it is: its number,
  -- its process, its beginning; then until when, in seconds. What is not said is an empty line.
  part := string_to_array(text_of_claim, E'\n', '');
  -- A claim is good for one backend only: seen elsewhere, it opens nothing.
  if part[12]::integer <> pg_backend_pid() then return null; end if;
  -- Of two backends with one number the other one has another process: the number is of this backend, and so is the moment.
  if pg_stat_get_backend_pid(part[11]::integer) is distinct from pg_backend_pid() then return null; end if;
  if part[13]::timestamptz is distinct from pg_stat_get_backend_start(part[11]::integer) then return null; end if;
  if part[14]::bigint < extract(epoch from clock_timestamp()) then return null; end if;
  return row(part[1]::uuid, part[2]::uuid, part[3], part[4], part[5], part[6]::uuid, part[7]::uuid, part[8]::uuid, part[9]::uuid,
    part[10]::timestamptz)::keeper.claim;
end
$$;

create or replace function keeper.claim_time() returns timestamptz
language sql stable parallel restricted
set search_path = pg_catalog, pg_temp
as $$ select (keeper.current_claim()).moment $$;

-- What most policies ask. A statement prepares each question of a policy before it knows whether it comes to it: a plain value is prepared
-- in a fraction of the time of a row.
create function keeper.house_at_work() returns uuid
language plpgsql stable parallel restricted
set search_path = pg_catalog, pg_temp
as $$
declare
  who keeper.claim := keeper.current_claim();
begin
  if who.function in ('person', 'guest') then return null; end if;
  return who.organisation_id;
end
$$;
comment on function keeper.house_at_work() is
  'The organisation of whoever works there; nothing for a person, a guest, or without a claim that can be checked.';
revoke execute on function keeper.house_at_work() from public;
reset role;
