-- Things beside persons: a phone, a car, an account of a signal, found in the same plane without being handed over.
set role samenhang_owner;

-- Owner side. A signal gets a handle of its own here, so that what is known of persons and of things cannot be laid side by side.
create table linkage.network_node (
  handle uuid primary key,
  organisation_id uuid not null,
  plane text not null constraint network_node_plane check (plane in ('care', 'enforcement')),
  subject uuid not null,
  month text constraint network_node_month check (month ~ '^[0-9]{4}-[0-9]{2}$'),
  safety_region_code text,
  cluster_id uuid,
  created_at timestamptz not null,
  constraint network_node_once unique (organisation_id, subject),
  constraint network_node_in_plane unique (plane, handle)
);
create index network_node_of_cluster on linkage.network_node (cluster_id) where cluster_id is not null;
comment on table linkage.network_node is 'A signal in the network of things: a handle, a month and a region; which cluster it is in is derived by the courier.';

create table linkage.thing (
  handle uuid primary key,
  organisation_id uuid not null,
  plane text not null,
  node uuid not null,
  place smallint not null,
  kind text not null,
  ground_id uuid not null,
  epoch text not null,
  normalisation_version text not null,
  spread text not null default 'alone' constraint thing_spread check (spread in ('alone', 'few', 'several', 'wide')),
  created_at timestamptz not null,
  removed_at timestamptz,
  constraint thing_in_plane unique (plane, handle),
  foreign key (plane, node) references linkage.network_node (plane, handle),
  foreign key (organisation_id, ground_id) references access.ground (organisation_id, id)
);
create unique index thing_once_per_epoch on linkage.thing (node, place, epoch) where removed_at is null;
comment on table linkage.thing is 'The handle under which a thing of a signal is known to the matcher, and its kind; never what it is.';

create table linkage.thing_lookup (
  id uuid primary key,
  organisation_id uuid not null,
  actor_id uuid not null,
  subject uuid not null,
  ground_id uuid not null,
  purpose text not null constraint thing_lookup_has_purpose check (length(purpose) > 0),
  case_reference text not null constraint thing_lookup_has_case check (length(case_reference) > 0),
  asked_at timestamptz not null,
  foreign key (organisation_id, ground_id) references access.ground (organisation_id, id)
);
create index thing_lookup_by_actor on linkage.thing_lookup (organisation_id, actor_id, asked_at);
comment on table linkage.thing_lookup is 'Every look-up of the things of a signal, with ground, purpose and case; without them nothing goes to the matcher.';

create table linkage.thing_outbox (
  id uuid primary key,
  organisation_id uuid not null,
  message text not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  committed_in xid8 not null default pg_current_xact_id()
);
create index thing_outbox_waiting on linkage.thing_outbox (created_at) where sent_at is null;
comment on table linkage.thing_outbox is 'Serialised messages about things to the matcher; handles and keyed tokens only.';

-- Edges are kept, with their beginning and end; clusters are derived from them. One plane column for both ends: no edge can cross.
create table linkage.network_edge (
  id uuid primary key,
  plane text not null,
  kind text not null,
  grade text not null constraint network_edge_grade check (grade in ('exact', 'near')),
  thing_one uuid not null,
  thing_other uuid not null,
  node_one uuid not null,
  node_other uuid not null,
  since timestamptz not null,
  until timestamptz,
  until_cause text constraint network_edge_cause check (until_cause in ('shared-widely', 'ground-ended', 'gone')),
  review text not null default 'open' constraint network_edge_review check (review in ('open', 'confirmed', 'rejected')),
  constraint network_edge_order check (thing_one < thing_other),
  constraint network_edge_between_two check (node_one <> node_other),
  constraint network_edge_ended check ((until is null) = (until_cause is null)),
  foreign key (plane, thing_one) references linkage.thing (plane, handle),
  foreign key (plane, thing_other) references linkage.thing (plane, handle),
  foreign key (plane, node_one) references linkage.network_node (plane, handle),
  foreign key (plane, node_other) references linkage.network_node (plane, handle)
);
create unique index network_edge_once on linkage.network_edge (thing_one, thing_other) where until is null;
create index network_edge_of_node on linkage.network_edge (node_one, node_other);
comment on table linkage.network_edge is 'Two signals of one plane that hold the same thing, or nearly: since when, until when and why, and what people said of it.';

-- What one party may know of an edge: its own thing, and whom to call. Of the other signal nothing, unless it is its own too.
create table linkage.network_side (
  edge_id uuid not null references linkage.network_edge (id),
  organisation_id uuid not null,
  route text not null constraint network_side_route check (route in ('own', 'direct', 'desk')),
  own_thing uuid references linkage.thing (handle),
  other_thing uuid references linkage.thing (handle),
  call_organisation_id uuid,
  told_at timestamptz not null,
  primary key (edge_id, organisation_id),
  constraint network_side_shape check (case route
    when 'own' then own_thing is not null and other_thing is not null and call_organisation_id is null
    when 'direct' then own_thing is not null and other_thing is null and call_organisation_id is not null
    else own_thing is null and other_thing is null and call_organisation_id is null end)
);
create index network_side_of_organisation on linkage.network_side (organisation_id, told_at desc);
comment on table linkage.network_side is 'An edge as one party sees it: another house knows this thing, call this desk; or the contact desk alone.';

create table linkage.network_review (
  id uuid primary key,
  edge_id uuid not null references linkage.network_edge (id),
  organisation_id uuid not null,
  actor_id uuid not null,
  verdict text not null constraint network_review_verdict check (verdict in ('confirmed', 'rejected')),
  basis text not null constraint network_review_basis check (basis in ('called', 'seen', 'person-told', 'writing-error', 'thing-of-helper', 'shared-household', 'other')),
  sealed bytea,
  reviewed_at timestamptz not null,
  applied_at timestamptz
);
create index network_review_of_edge on linkage.network_review (edge_id, reviewed_at);
create index network_review_waiting on linkage.network_review (reviewed_at) where applied_at is null;
comment on table linkage.network_review is 'What a person decided about an edge, when and why; the words are sealed. Only added to; the courier says when it was applied.';

create table linkage.network_history (
  id uuid primary key,
  change_id uuid not null,
  organisation_id uuid not null,
  plane text not null,
  node uuid not null references linkage.network_node (handle),
  part smallint not null,
  change text not null constraint network_history_change check (change in ('merged', 'split')),
  cause text not null constraint network_history_cause check (cause in ('found', 'ended', 'review')),
  review_id uuid references linkage.network_review (id),
  happened_at timestamptz not null
);
create index network_history_of_organisation on linkage.network_history (organisation_id, happened_at desc);
comment on table linkage.network_history is 'Every joining and parting of clusters: one row per signal, which part it was in, and what made it so.';

create table linkage.network_view (
  id smallint primary key constraint network_view_single check (id = 1),
  content jsonb not null,
  made_at timestamptz not null
);
comment on table linkage.network_view is 'The network without handles, for who counts: kinds, regions and months, as coarse as disclosure control demands.';

create table matching.thing (
  handle uuid primary key,
  epoch text not null,
  exact bytea not null,
  near bytea[] not null,
  learned timestamptz not null
);
comment on table matching.thing is 'All that the matcher holds of things: handles and keyed tokens. No kind, no plane, no owner.';
reset role;

-- The contact desk decides whether and whom to connect, so it must know the two houses; nobody else may ask, and it learns no handle.
set role samenhang_owner;
create function linkage.edge_party_names(of_edge uuid) returns text[]
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select array_agg(distinct o.name order by o.name)
  from linkage.network_side s
  join linkage.network_edge e on e.id = s.edge_id
  join linkage.network_node n on n.handle in (e.node_one, e.node_other)
  join directory.organisation o on o.id = n.organisation_id
  where s.edge_id = of_edge and s.route = 'desk' and s.organisation_id = (select c.organisation_id from keeper.current_claim() c)
    and (select c.plane from keeper.current_claim() c) = 'desk'
$$;
revoke execute on function linkage.edge_party_names(uuid) from public;
reset role;
