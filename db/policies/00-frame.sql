-- Revoke first. What follows in the files of the slices is all that anybody may do.
do $$
declare each record;
begin
  for each in
    select n.nspname, c.relname, c.relkind from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v') and n.nspname in
      ('kernel', 'directory', 'access', 'audit', 'signal', 'linkage', 'authority', 'matching', 'dossier', 'responsibility', 'care', 'agreement', 'case_table', 'picture', 'retention', 'privacy', 'safeguard', 'task')
  loop
    execute format('revoke all on %I.%I from public, samenhang_worker, samenhang_matcher, samenhang_authority, samenhang_courier, samenhang_picture, samenhang_auditor, samenhang_sealer', each.nspname, each.relname);
    if each.relkind <> 'v' then
      execute format('alter table %I.%I enable row level security', each.nspname, each.relname);
      execute format('alter table %I.%I force row level security', each.nspname, each.relname);
    end if;
  end loop;
end
$$;
grant usage on schema keeper, directory, access, audit, signal, linkage, dossier, responsibility, care, agreement, case_table, picture, retention, privacy, safeguard, task to samenhang_worker;
grant usage on schema keeper to samenhang_auditor;
grant usage on schema matching to samenhang_matcher;
grant usage on schema authority to samenhang_authority;
grant usage on schema directory, linkage, picture to samenhang_courier;
grant usage on schema picture to samenhang_picture;
grant usage on schema audit to samenhang_auditor, samenhang_sealer;
grant usage on schema kernel to samenhang_worker;
grant execute on function keeper.current_claim() to samenhang_worker, samenhang_auditor;
grant execute on function keeper.house_at_work() to samenhang_worker;
grant select on kernel.installation to samenhang_worker;
create policy everybody_checks on kernel.installation for select to samenhang_worker using (true);
-- Written once at start by the administrator, who need not be a superuser and then is bound by row security as the owner is.
create policy owner_marks on kernel.installation to samenhang_owner using (true) with check (true);
-- Counting versions is the one thing the owner's own function reads across organisations.
grant usage on schema kernel to samenhang_worker;
grant execute on function kernel.next_version(text, uuid) to samenhang_worker;
do $$
declare slice text;
begin
  foreach slice in array array['access', 'signal', 'dossier', 'responsibility', 'care', 'case_table', 'safeguard'] loop
    -- A version made up far ahead would block a stream for ever, her withdrawal too.
    execute format('create policy next_version_only on %I.fact as restrictive for insert to samenhang_worker with check (version = kernel.next_version(%L, stream))', slice, slice);
    execute format('create policy owner_counts_versions on %I.fact for select to samenhang_owner using (true)', slice);
  end loop;
end
$$;
