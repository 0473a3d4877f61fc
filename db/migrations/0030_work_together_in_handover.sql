-- A handover goes to an organisation and a function; between accepting and landing both sides are with her (decision 0053).
set role samenhang_owner;

alter table dossier.handover
  drop constraint handover_stage,
  add constraint handover_stage check (stage in ('offered', 'seen', 'accepted', 'overlap', 'landed', 'closed', 'declined', 'withdrawn', 'expired', 'stopped')),
  add column receiver_function text
    constraint handover_receiver_function check (receiver_function in ('care-coordinator', 'focal-officer', 'shelter-worker'));
comment on column dossier.handover.receiver_function is 'The desk that answers; absent in offers from before desks were named: whoever works on dossiers there.';
-- One handover at a time until it landed: also not while both sides are with her.
drop index dossier.handover_one_at_a_time;
create unique index handover_one_at_a_time on dossier.handover (dossier_id) where stage in ('offered', 'seen', 'accepted', 'overlap');

reset role;
