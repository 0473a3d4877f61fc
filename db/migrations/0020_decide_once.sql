-- One decision (record 0042): the purposes as the database asks them, and the records of an act beside the two that there were.
set role samenhang_owner;
create table access.purpose (
  id text primary key,
  scope text not null constraint purpose_scope check (scope in ('across', 'inside', 'housekeeping')),
  senders text[] not null,
  consent text not null,
  functions text[] not null,
  acts text[] not null
);
comment on table access.purpose is 'What each purpose permits, as read from data/sharing/purposes.csv at start; no person in it.';
create table access.function_plane (
  function text not null,
  plane text not null,
  primary key (function, plane)
);
comment on table access.function_plane is 'On which planes a function stands, as the rule of the decision says it (PLANES_OF).';

-- Does the purpose of this claim fit its function, plane and house, and does it carry this act (when one is named)?
create function access.purpose_fits(of_act text) returns boolean
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  claim keeper.claim := keeper.current_claim();
  asked access.purpose;
begin
  select p.* into asked from access.purpose p where p.id = claim.purpose;
  if asked.id is null then return false; end if;
  -- What keeps the house itself carries no act on a file; with acts of its own it reaches what it keeps.
  if asked.scope = 'housekeeping' then return of_act is null and asked.acts <> '{}' and claim.function = any (asked.functions); end if;
  return claim.function = any (asked.functions)
    and (of_act is null or of_act = any (asked.acts))
    and exists (select 1 from access.function_plane f where f.function = claim.function and f.plane = claim.plane)
    and (asked.scope = 'across' or claim.function in ('person', 'guest')
      or exists (select 1 from directory.organisation o where o.id = claim.organisation_id and o.kind = any (asked.senders)));
end
$$;
comment on function access.purpose_fits(text) is 'Whether the purpose of the claim fits who makes it: the same as the rule of access/decide.ts says before any dossier.';
revoke execute on function access.purpose_fits(text) from public;

create table audit.policy (
  version text primary key constraint policy_version_shape check (version ~ '^[0-9a-f]{64}$'),
  rules text not null constraint policy_rules_shape check (rules ~ '^[0-9a-f]{64}$'),
  since timestamptz not null,
  document jsonb not null
);
comment on table audit.policy is 'Every policy under which something was decided, whole, with the hash of the rule: an old decision can be taken again.';
create table audit.decision (
  trace_id uuid primary key,
  at timestamptz not null,
  organisation_id uuid not null,
  actor_id uuid not null,
  operation text not null,
  act text,
  answer text not null,
  policy text not null,
  who jsonb not null,
  asked jsonb not null
);
create index decision_by_organisation on audit.decision (organisation_id, at desc, trace_id);
comment on table audit.decision is 'One row per request: what was asked of the rule, by ids, codes and days, what it answered, under which policy. Insert only.';
create table audit.crossing (
  id uuid primary key,
  trace_id uuid not null,
  at timestamptz not null,
  side text not null constraint crossing_side check (side in ('sent', 'received')),
  organisation_id uuid not null,
  other_id uuid not null,
  message text not null,
  message_id uuid not null,
  purpose text not null,
  constraint crossing_between_two check (organisation_id <> other_id),
  constraint crossing_once_per_side unique (message_id, side)
);
create index crossing_by_organisation on audit.crossing (organisation_id, at desc, id);
create index crossing_of_act on audit.crossing (trace_id);
comment on table audit.crossing is 'A message between two organisations, once for each side: what kind, for which purpose; no person, no content. Insert only.';
reset role;
