-- Every number that was ever released stands as a row, with what was true then: the next release is attacked together with all of them.
-- A release is a fact with its method, its signed digest and what the attack found; that it was withdrawn is another fact.
set role samenhang_owner;

alter table picture.release
  add column method text constraint release_method check (method in ('round', 'suppress')),
  add column digest text constraint release_digest check (digest ~ '^[A-Za-z0-9+/]{43}=$'),
  add column note text,
  add column attack jsonb,
  add constraint release_whole check (num_nulls(method, digest, note, attack) in (0, 4));
comment on column picture.release.digest is 'SHA-256 of settings and numbers; the note is this digest, signed by the installation.';
comment on column picture.release.attack is 'How many releases were attacked together, and how many numbers followed: none, or it was not made.';

create table picture.released_cell (
  release_id uuid not null references picture.release (id),
  region text,
  exploitation text,
  shown integer constraint released_cell_shown check (shown >= 0),
  reach smallint not null constraint released_cell_reach check (reach >= 0),
  persons integer not null constraint released_cell_persons check (persons >= 0),
  constraint released_cell_once unique nulls not distinct (release_id, region, exploitation)
);
comment on table picture.released_cell is 'The ledger: each number of a release, shown and true. No region or no form is the total; nothing shown is withheld.';
comment on column picture.released_cell.persons is 'The true count at that moment, so that a release can be made again and later ones attacked with it. Never shown to the public.';

create table picture.withdrawal (
  release_id uuid primary key references picture.release (id),
  withdrawn_at timestamptz not null,
  withdrawn_by uuid not null,
  reason text not null constraint withdrawal_reason check (reason in ('numbers-wrong', 'can-be-undone', 'replaced'))
);
comment on table picture.withdrawal is 'That a release no longer stands, and why. What was public stays known: the ledger keeps counting with it.';

reset role;
