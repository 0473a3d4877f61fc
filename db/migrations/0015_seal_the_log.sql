-- The log is sealed: committed rows get a number without gaps and a place in a tree of hashes; its roots are signed (decision 0039).
set role samenhang_owner;
-- In which transaction a row was written: what is older than every transaction under way will not get older company any more.
alter table audit.request add column written_in xid8 not null default pg_current_xact_id();
alter table audit.processing add column written_in xid8 not null default pg_current_xact_id();
create index request_written on audit.request (written_in);
create index processing_written on audit.processing (written_in);

create table audit.leaf (
  number bigint primary key constraint leaf_number_counts check (number >= 0),
  kind text not null constraint leaf_kind check (kind in ('request', 'processing')),
  row_id uuid not null,
  hash bytea not null constraint leaf_hash_length check (octet_length(hash) = 32),
  constraint leaf_once unique (kind, row_id)
);
comment on table audit.leaf is 'Which row of the log has which number, and its hash. Without gaps, in order of sealing. Insert only.';

create table audit.node (
  level smallint not null constraint node_level check (level in (8, 16, 24, 32, 40)),
  place bigint not null constraint node_place check (place >= 0),
  hash bytea not null constraint node_hash_length check (octet_length(hash) = 32),
  constraint node_key primary key (level, place)
);
comment on table audit.node is 'Roots of full trees of 256, 65536, ... leaves: a proof reads a few hundred hashes, however long the log is.';

create table audit.checkpoint (
  size bigint primary key constraint checkpoint_size check (size > 0),
  root bytea not null constraint checkpoint_root_length check (octet_length(root) = 32),
  note text not null,
  sealed_through xid8 not null,
  sealed_at timestamptz not null
);
comment on table audit.checkpoint is 'How far the log was and what its root was, signed (C2SP checkpoint). Others keep copies. Insert only.';
comment on column audit.checkpoint.sealed_through is 'What older transactions wrote is in it; the sealer goes on from here.';

reset role;
