-- Photos and letters beside what was noted: sealed bytes in a row of their own, which may be emptied; that it was there is a fact and stays
-- (decision 0055).
set role samenhang_owner;

create table dossier.attachment (
  id uuid primary key references dossier.fact (id),
  dossier_id uuid not null references dossier.dossier (id),
  organisation_id uuid not null,
  sealed bytea constraint attachment_size check (octet_length(sealed) <= 12000000),
  emptied_at timestamptz,
  constraint attachment_empty_or_kept check ((sealed is null) = (emptied_at is not null))
);
create index attachment_of_dossier on dossier.attachment (dossier_id);
comment on table dossier.attachment is 'The bytes of one attachment, sealed with the key of its chapter; shows exactly when its fact shows.';
-- Sealed bytes do not get smaller.
alter table dossier.attachment alter column sealed set storage external;

reset role;
