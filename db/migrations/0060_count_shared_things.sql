-- Signals of two safety regions that hold the same phone, plate or firm, for the picture (decision 0082). No house, signal, thing or link between them.
set role samenhang_owner;
create table picture.shared_thing (
  id uuid primary key,
  happened date not null,
  side text not null constraint shared_thing_side check (side in ('care', 'enforcement')),
  kind text not null constraint shared_thing_kind check (kind in ('phone', 'email', 'handle', 'plate', 'account', 'advert', 'address', 'company')),
  region_one text not null constraint shared_thing_one check (region_one ~ '^(VR\d{2}|unknown)$'),
  region_other text not null constraint shared_thing_other check (region_other ~ '^(VR\d{2}|unknown)$'),
  constraint shared_thing_between_two check (region_one collate "C" < region_other collate "C")
);
create index shared_thing_of_day on picture.shared_thing (side, kind, happened);
comment on table picture.shared_thing is 'A signal of one safety region and a signal of another hold the same thing; one row for each link that stands, gone with it.';
comment on column picture.shared_thing.id is 'Made from the link with a key that only the installation has: the courier finds the row of a link that ended, nobody finds the link.';
comment on column picture.shared_thing.side is 'Care or investigation, of both signals: a row has one, so none can be of two.';
reset role;
