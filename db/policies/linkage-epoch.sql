-- The log of epochs is public inside the house: names, dates and marks, no key. The courier opens and closes.
grant select on linkage.epoch to samenhang_worker;
create policy everybody_reads on linkage.epoch for select to samenhang_worker using (true);
grant select, insert on linkage.epoch to samenhang_courier;
grant update (closed_at, authority_mark, owners_mark) on linkage.epoch to samenhang_courier;
create policy courier_turns on linkage.epoch to samenhang_courier using (true) with check (true);

-- A house makes handles for its own entries; the courier knows whose they are, as it knows of entries.
grant select, insert on linkage.epoch_handle to samenhang_worker;
create policy own on linkage.epoch_handle to samenhang_worker
  using (organisation_id = (select keeper.house_at_work()))
  with check (organisation_id = (select keeper.house_at_work())
    and exists (select 1 from linkage.epoch o where o.name = epoch_handle.epoch and o.closed_at is null));
grant select (handle, entry, epoch) on linkage.epoch_handle to samenhang_courier;
create policy courier_knows_handles on linkage.epoch_handle for select to samenhang_courier using (true);

grant select, insert on linkage.epoch_leftover to samenhang_worker;
create policy own on linkage.epoch_leftover to samenhang_worker
  using (organisation_id = (select keeper.house_at_work()))
  with check (organisation_id = (select keeper.house_at_work()));
grant select (entry, epoch, reason) on linkage.epoch_leftover to samenhang_courier;
create policy courier_counts on linkage.epoch_leftover for select to samenhang_courier using (true);

-- Encoding again goes out without a look-up, beside the new handles of the same act and in no other way.
create policy beside_new_handle on linkage.outbox for insert to samenhang_worker
  with check (organisation_id = (select (keeper.current_claim()).organisation_id)
    and (select (keeper.current_claim()).function) = 'operator'
    and exists (select 1 from linkage.epoch_handle h where h.organisation_id = outbox.organisation_id
      and h.created_at = outbox.created_at and h.handle <> h.entry));
-- That an epoch is over is the one thing that the courier says to the matcher by itself.
grant insert on linkage.outbox to samenhang_courier;
create policy courier_closes_epochs on linkage.outbox for insert to samenhang_courier
  with check ((message::jsonb ->> 'kind') = 'epoch');

grant update (encoding) on matching.entry to samenhang_matcher;
grant select, insert on matching.closed_epoch to samenhang_matcher;
create policy matcher_remembers on matching.closed_epoch to samenhang_matcher using (true) with check (true);

grant select, insert, update (entry_count, announced_at) on authority.announcement to samenhang_authority;
create policy authority_bounds on authority.announcement to samenhang_authority using (true) with check (true);
