-- Departments that have a system of their own: the key it comes with, where steps are sent to it, and what was sent.
create table connectors (
  district_id int not null references districts on delete cascade, id uuid not null, organisation_id int not null, name text not null, made_by uuid not null, made_at timestamptz not null,
  key_hash bytea not null, key_tail text not null, key_at timestamptz not null, expires_at timestamptz not null, revoked_at timestamptz, used_at timestamptz, acts bigint not null default 0,
  hook_url text, hook_cipher bytea, hook_at timestamptz,
  primary key (district_id, id), foreign key (district_id, organisation_id) references organisations (district_id, id) on delete restrict);
create unique index connectors_key on connectors (district_id, key_hash);
comment on table connectors is 'The connection of one organisation''s own system. The key is kept only as a hash, the secret it checks signatures by only under seal.';

create table deliveries (
  district_id int not null, id uuid not null, connector_id uuid not null, matter_id uuid not null, seq int not null, body jsonb not null, made_at timestamptz not null,
  state text not null check (state in ('waiting', 'delivered', 'dead')), due_at timestamptz not null, tries int not null default 0, answered int, fault text, ended_at timestamptz,
  primary key (district_id, id), foreign key (district_id, connector_id) references connectors (district_id, id) on delete cascade);
create index deliveries_due on deliveries (district_id, connector_id, due_at) where state = 'waiting';
create index deliveries_of on deliveries (district_id, connector_id, made_at desc, id);
comment on table deliveries is 'What is told to a department''s system: which matter moved, never what anybody wrote or who they are.';

-- From which others one was told apart is asked from both sides of the pair.
create index not_one_other on not_one (district_id, other_id);
