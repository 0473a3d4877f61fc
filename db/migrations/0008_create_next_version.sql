-- The next version of a stream counts facts of every organisation, also those that the writer may not read.
-- The answer is a number that the writer is about to own, so nothing is told about the others but how many there are.
set role samenhang_owner;
create function kernel.next_version(slice text, stream uuid) returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare answer integer;
begin
  if slice not in ('access', 'signal', 'dossier', 'responsibility', 'care', 'case_table') then
    raise exception 'no such slice';
  end if;
  execute format('select coalesce(max(f.version), 0) + 1 from %I.fact f where f.stream = $1', slice) into answer using stream;
  return answer;
end
$$;
revoke execute on function kernel.next_version(text, uuid) from public;
reset role;
