-- Who does what where: reference data, the same for everybody, loaded from data/ at every start when it changed.
set role samenhang_owner;
create table directory.municipality (
  code text primary key,
  name text not null,
  province text not null,
  safety_region_code text not null,
  police_unit_code text not null,
  women_shelter_centre_code text not null,
  women_shelter_grade text not null,
  homeless_shelter_centre_code text not null,
  homeless_shelter_grade text not null,
  inhabitants integer not null
);
comment on table directory.municipality is 'The 342 municipalities with their regions and centre municipalities.';
create table directory.organisation (
  id uuid primary key,
  kind text not null,
  plane text not null,
  name text not null,
  municipality_code text references directory.municipality (code),
  valid_from date not null,
  valid_until date
);
comment on table directory.organisation is 'Organisations of the approach; in a demonstration all contacts are invented.';
create table directory.loaded (
  what text primary key,
  fingerprint text not null,
  loaded_at timestamptz not null
);
comment on table directory.loaded is 'Which version of the reference tables stands in the database.';
reset role;
