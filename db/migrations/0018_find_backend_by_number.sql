-- The claim says the number of its backend as well, under the same code. The function that checks it then asks about this one backend
-- instead of reading what all of them do: that took most of its time, and it runs many times in an act.
set role samenhang_keeper;
create or replace function keeper.current_claim() returns keeper.claim
language plpgsql stable parallel restricted security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  text_of_claim text := nullif(current_setting('samenhang.claim', true), '');
  given_code text := nullif(current_setting('samenhang.claim_code', true), '');
  signing_key bytea;
  body jsonb;
begin
  if text_of_claim is null or given_code is null then return null; end if;
  select k.key into signing_key from keeper.claim_key k where k.id = 1;
  if signing_key is null then return null; end if;
  if encode(extensions.hmac(convert_to(text_of_claim, 'UTF8'), signing_key, 'sha256'), 'hex') <> given_code then return null; end if;
  body := text_of_claim::jsonb;
  -- A claim is good for one backend only: seen elsewhere, it opens nothing.
  if (body->>'pid')::integer <> pg_backend_pid() then return null; end if;
  -- Of two backends with one number the other one has another process: the number is of this backend, and so is the moment.
  if pg_stat_get_backend_pid((body->>'backend')::integer) is distinct from pg_backend_pid() then return null; end if;
  if (body->>'backendStart') is distinct from
    to_char(pg_stat_get_backend_start((body->>'backend')::integer) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')
  then return null; end if;
  if (body->>'expires')::bigint < extract(epoch from clock_timestamp()) then return null; end if;
  return row(
    (body->>'organisation')::uuid, (body->>'actor')::uuid, body->>'function', body->>'plane', body->>'purpose',
    (body->>'ground')::uuid, (body->>'dossier')::uuid, (body->>'linkSubject')::uuid, (body->>'trace')::uuid
  )::keeper.claim;
end
$$;
reset role;
