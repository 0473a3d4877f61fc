set role samenhang_owner;
create table linkage.epoch (
  name text primary key constraint epoch_name check (name ~ '^[a-z0-9-]{1,40}$'),
  place integer not null constraint epoch_has_its_place unique,
  normalisation_version text not null,
  encoding_version text not null,
  reason text not null constraint epoch_reason check (reason in ('first', 'opened', 'version-raised')),
  opened_at timestamptz not null,
  closed_at timestamptz,
  authority_mark bytea,
  owners_mark bytea,
  constraint epoch_closes_after_it_opened check (closed_at >= opened_at)
);
comment on table linkage.epoch is 'The public log of key epochs: when each opened and closed, for which versions, and a mark by which a key is recognised. No key.';

create table linkage.epoch_handle (
  handle uuid primary key,
  entry uuid not null,
  organisation_id uuid not null,
  epoch text not null references linkage.epoch (name),
  created_at timestamptz not null,
  constraint epoch_handle_once unique (entry, epoch)
);
create index epoch_handle_of_epoch on linkage.epoch_handle (epoch, organisation_id);
comment on table linkage.epoch_handle is 'Under which handle the matcher knows an entry in an epoch. The entry keeps its own id, so a pair that was told stays the same pair.';

create table linkage.epoch_leftover (
  entry uuid not null,
  organisation_id uuid not null,
  epoch text not null references linkage.epoch (name),
  reason text not null constraint epoch_leftover_reason check (reason in ('nothing-to-encode', 'no-description')),
  found_at timestamptz not null,
  constraint epoch_leftover_once primary key (entry, epoch)
);
comment on table linkage.epoch_leftover is 'Entries that could not be encoded again in an epoch and why; without this row a turn would wait for them for ever.';

-- A handle and its entry belong to one house.
alter table linkage.entry add constraint entry_of_organisation unique (organisation_id, handle);
alter table linkage.epoch_handle add constraint epoch_handle_of_own_entry
  foreign key (organisation_id, entry) references linkage.entry (organisation_id, handle);
alter table linkage.epoch_leftover add constraint epoch_leftover_of_own_entry
  foreign key (organisation_id, entry) references linkage.entry (organisation_id, handle);

-- What was encoded before there was a log was encoded in the first epoch, by the first versions.
insert into linkage.epoch (name, place, normalisation_version, encoding_version, reason, opened_at)
  select 'e1', 1, 'n1', 'e1', 'first', min(created_at) from linkage.entry having count(*) > 0;
insert into linkage.epoch_handle (handle, entry, organisation_id, epoch, created_at)
  select handle, handle, organisation_id, 'e1', created_at from linkage.entry;
drop index linkage.entry_once_per_epoch;
create unique index entry_once_per_subject on linkage.entry (organisation_id, subject) where removed_at is null;
comment on column linkage.entry.epoch is 'The epoch in which the entry was first encoded; linkage.epoch_handle says in which it is encoded now.';

alter table matching.entry add column encoding text not null default 'e1';
alter table matching.entry alter column encoding drop default;
create index entry_of_epoch on matching.entry (epoch, handle);
create table matching.closed_epoch (
  name text primary key,
  closed_at timestamptz not null
);
comment on table matching.closed_epoch is 'Epochs of which the matcher was told that they are over: nothing of them is taken in again.';

alter table authority.evaluation add column counted_for text not null default 'look-up'
  constraint evaluation_counted_for check (counted_for in ('look-up', 're-encoding'));
alter table authority.evaluation add column epoch text;
create table authority.announcement (
  organisation_id uuid not null,
  epoch text not null,
  entry_count integer not null constraint announcement_count_positive check (entry_count > 0),
  announced_at timestamptz not null,
  constraint announcement_once primary key (organisation_id, epoch)
);
comment on table authority.announcement is 'How many entries a house said it would encode again in an epoch: the bound of what is counted apart from look-ups.';
reset role;
