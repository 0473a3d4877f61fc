-- The frame: extensions out of the way, one schema per slice, the signed claim, and the shape that every fact table has.
-- Roles are made by src/platform/migrate.ts, because their passwords never stand in a file.

create schema extensions;
create extension pgcrypto schema extensions;
grant usage on schema extensions to samenhang_keeper;

create schema kernel authorization samenhang_owner;
create schema directory authorization samenhang_owner;
create schema access authorization samenhang_owner;
create schema audit authorization samenhang_owner;
create schema signal authorization samenhang_owner;
create schema linkage authorization samenhang_owner;
create schema authority authorization samenhang_owner;
create schema matching authorization samenhang_owner;
create schema dossier authorization samenhang_owner;
create schema responsibility authorization samenhang_owner;
create schema care authorization samenhang_owner;
create schema agreement authorization samenhang_owner;
create schema case_table authorization samenhang_owner;
create schema picture authorization samenhang_owner;

-- The key of the claim belongs to a role that nobody can log in as; only the checking function reads it.
create schema keeper authorization samenhang_keeper;
set role samenhang_keeper;
create table keeper.claim_key (
  id smallint primary key check (id = 1),
  key bytea not null check (octet_length(key) = 32)
);
comment on table keeper.claim_key is 'The one key that signs claims; readable by its owner alone.';

create type keeper.claim as (
  organisation_id uuid,
  actor_id uuid,
  function text,
  plane text,
  purpose text,
  ground uuid,
  dossier_id uuid,
  link_subject uuid,
  trace_id uuid
);

create function keeper.current_claim() returns keeper.claim
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
  if (body->>'backendStart') is distinct from (
    select to_char(a.backend_start at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')
    from pg_stat_get_activity(pg_backend_pid()) a
  ) then return null; end if;
  if (body->>'expires')::bigint < extract(epoch from clock_timestamp()) then return null; end if;
  return row(
    (body->>'organisation')::uuid, (body->>'actor')::uuid, body->>'function', body->>'plane', body->>'purpose',
    (body->>'ground')::uuid, (body->>'dossier')::uuid, (body->>'linkSubject')::uuid, (body->>'trace')::uuid
  )::keeper.claim;
end
$$;
comment on function keeper.current_claim() is 'Who acts in this transaction, or nothing when nobody said so in a way that can be checked.';
revoke execute on function keeper.current_claim() from public;
grant usage on schema keeper to samenhang_owner;
grant execute on function keeper.current_claim() to samenhang_owner;
reset role;

-- Every slice keeps its facts in a table of this shape (decision 17).
set role samenhang_owner;
create function kernel.create_fact_table(slice text) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  execute format($ddl$
    create table %1$I.fact (
      id uuid constraint %1$s_fact_id primary key,
      stream uuid not null,
      version integer not null constraint %1$s_fact_version_positive check (version > 0),
      kind text not null constraint %1$s_fact_kind_shape check (kind ~ '^[a-z][a-z0-9-]{2,60}$'),
      schema_version smallint not null default 1,
      happened date not null,
      precision text not null constraint %1$s_fact_precision check (precision in ('day', 'month', 'year', 'unknown')),
      learned timestamptz not null,
      actor_id uuid not null,
      organisation_id uuid not null,
      addressee_id uuid,
      purpose text not null,
      ground uuid,
      chapter text,
      idempotency_key text not null constraint %1$s_fact_key_length check (length(idempotency_key) between 1 and 200),
      payload jsonb not null default '{}'::jsonb,
      sealed bytea,
      committed_in xid8 not null default pg_current_xact_id(),
      constraint %1$s_fact_once_per_version unique (stream, version),
      constraint %1$s_fact_repeat_changes_nothing unique (organisation_id, idempotency_key)
    )$ddl$, slice);
  execute format('create index on %1$I.fact (organisation_id, stream)', slice);
  execute format('create index on %1$I.fact (addressee_id) where addressee_id is not null', slice);
  execute format('comment on table %1$I.fact is %2$L', slice,
    'What happened in ' || slice || ': append-only, dated twice, personal parts sealed.');
end
$$;
revoke execute on function kernel.create_fact_table(text) from public;

create table kernel.installation (
  id smallint primary key check (id = 1),
  key_check bytea not null,
  demonstration boolean not null
);
comment on table kernel.installation is 'Shows whether the key folder belongs to this database and whether its people are invented; holds no secret.';
reset role;
