-- Who said yes to looking, by age, as for every other yes (data/sharing/who-decides.json). A ground of before this version has no age: it stood
-- by who was there, and stands until its last day.
set role samenhang_owner;

alter table access.ground
  add column age_group text constraint ground_age_group check (age_group in ('under-12', '12-15', '16-17', '18-plus')),
  add column decided_by text[] not null default '{}'
    constraint ground_decider check (decided_by <@ array['herself', 'parents', 'guardian', 'guardianship-body']),
  add constraint ground_decided_by_the_right_ones check (
    kind <> 'consent-to-search' or age_group is null
    or (age_group = 'under-12' and decided_by && array['parents', 'guardian', 'guardianship-body'])
    or (age_group = '12-15' and 'herself' = any (decided_by) and decided_by && array['parents', 'guardian', 'guardianship-body'])
    or (age_group in ('16-17', '18-plus') and decided_by = array['herself'])),
  add constraint ground_of_law_has_no_decider check (kind <> 'legal-basis' or (age_group is null and decided_by = '{}'));
