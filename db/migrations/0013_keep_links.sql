-- What linking everything found, in the schema of the matcher alone: pairs of handles with their chance in tenths and the time for
-- which it held. Clusters are derived from pairs, never stored, so a wrong one can be taken apart. Both handles are of one plane.
set role samenhang_owner;
create table matching.link (
  first_handle uuid not null constraint link_first references matching.entry (handle) on delete cascade,
  second_handle uuid not null constraint link_second references matching.entry (handle) on delete cascade,
  tenths smallint not null constraint link_tenths check (tenths between 0 and 10),
  parameters text not null,
  since timestamptz not null,
  until timestamptz constraint link_until check (until >= since),
  constraint link_key primary key (first_handle, second_handle, since),
  constraint link_order check (first_handle < second_handle)
);
create unique index link_now on matching.link (first_handle, second_handle) where until is null;
create index link_by_second on matching.link (second_handle);
comment on table matching.link is 'Pairs that linking everything found, each with its time; a pair that no longer holds keeps its row with an end. Handles only.';

-- A run that was cut off goes on where it was, as long as what the matcher holds and how it weighs stayed the same.
create table matching.link_run (
  id uuid primary key,
  fingerprint text not null,
  parameters text not null,
  parts_done integer[] not null default '{}',
  started_at timestamptz not null,
  finished_at timestamptz
);
create unique index link_run_open on matching.link_run ((true)) where finished_at is null;
comment on table matching.link_run is 'Runs of linking everything: what they ran on, which parts are done.';

create table matching.link_found (
  run_id uuid not null constraint link_found_run references matching.link_run (id) on delete cascade,
  part integer not null,
  first_handle uuid not null,
  second_handle uuid not null,
  tenths smallint not null constraint link_found_tenths check (tenths between 0 and 10),
  constraint link_found_key primary key (run_id, first_handle, second_handle)
);
comment on table matching.link_found is 'What a run that is not finished found so far; emptied when it ends.';
reset role;
