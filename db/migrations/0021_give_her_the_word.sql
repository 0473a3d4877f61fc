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

reset role;
