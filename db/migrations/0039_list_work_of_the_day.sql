-- What a person has to do today across dossiers, who stands in while somebody is away, a calendar that names nobody (decision 0061); and the
-- worklist of open dossiers out of an index alone.
set role samenhang_owner;

-- Under row security an index is asked only what cannot leak. PostgreSQL does not count coalesce() among that, so the order and the mark are columns of their own.
alter table dossier.dossier
  add column due_order date not null generated always as (coalesce(next_due, date '9999-12-31')) stored,
  add column due_mark text not null generated always as (coalesce(due_read_by, '')) stored;
comment on column dossier.dossier.due_order is 'next_due as the worklist sorts by it: what has no term comes last.';
comment on column dossier.dossier.due_mark is 'due_read_by as the worklist looks for it: empty when the term must be read again.';
drop index dossier.dossier_open_by_due, dossier.dossier_by_norms_read;
create index dossier_open_by_due on dossier.dossier (holder_id, urgency, due_order, id) where stage <> 'closed';
create index dossier_by_norms_read on dossier.dossier (holder_id, due_mark) where stage <> 'closed';

reset role;
