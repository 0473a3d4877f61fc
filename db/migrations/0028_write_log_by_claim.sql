-- The log of an act is written by one function: who, for whom, why and when it takes from the claim, which it checks once for all rows. A row
-- that says otherwise cannot be written down any more; before, a policy refused it, and asked the claim for each row.
set role samenhang_owner;
create function audit.write_act(of_operation text, came_to text, refused_with text, took_ms integer, concerned jsonb, decided jsonb) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  who keeper.claim := keeper.current_claim();
begin
  if who.trace_id is null or who.moment is null then raise exception 'no claim' using errcode = '42501'; end if;
  insert into audit.request (trace_id, at, organisation_id, actor_id, function, plane, purpose, ground, operation, outcome, refusal_code, duration_ms)
  values (who.trace_id, who.moment, who.organisation_id, who.actor_id, who.function, who.plane, who.purpose, who.ground,
    of_operation, came_to, refused_with, took_ms);
  insert into audit.decision (trace_id, at, organisation_id, actor_id, operation, act, answer, policy, who, asked)
  values (who.trace_id, who.moment, who.organisation_id, who.actor_id, of_operation,
    decided->>'act', decided->>'answer', decided->>'policy', decided->'who', decided->'asked');
  if concerned is null then return; end if;
  insert into audit.processing (id, trace_id, at, organisation_id, function, plane, purpose, act, subject, chapters)
  select r.id, who.trace_id, who.moment, who.organisation_id, who.function, who.plane, who.purpose, r.act, r.subject, r.chapters
  from jsonb_to_recordset(concerned) as r(id uuid, act text, subject uuid, chapters text[]);
end
$$;
comment on function audit.write_act(text, text, text, integer, jsonb, jsonb) is
  'Writes the rows of one act down in the name of the claim of this transaction: who asked, what was decided, and one for each person concerned.';
revoke execute on function audit.write_act(text, text, text, integer, jsonb, jsonb) from public;
reset role;
