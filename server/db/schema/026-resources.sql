-- Resources that a district shares, and what of them is granted to whom from when until when.
create table resources (
  district_id int not null references districts on delete cascade, id uuid not null, kind text not null check (kind in ('service', 'venue', 'tool', 'fund', 'people')),
  name_zh text not null, name_en text not null, place text not null, area_id int not null, area_key bigint not null, organisation_id int, quantity int not null check (quantity between 1 and 100000000), unit text not null,
  hours text not null, terms text not null, open_to text not null check (open_to in ('own', 'township', 'district')), open_from bigint not null, open_upto bigint not null,
  keeper_post text not null, keeper_area int, keeper_organisation int, demo boolean not null, offered_at timestamptz not null, ended_at timestamptz,
  primary key (district_id, id), foreign key (district_id, area_id) references areas (district_id, id), foreign key (district_id, organisation_id) references organisations (district_id, id));
comment on table resources is 'What a community, a township or a department lends: a service, a venue, a tool, a fund in whole yuan, people. open_from and open_upto are the keys of the ground whose staff may ask for it; whoever keeps it is a post, never a person.';
create table bookings (
  district_id int not null, matter_id uuid not null, resource_id uuid not null, area_id int not null, amount int not null check (amount >= 0), from_at timestamptz not null, until_at timestamptz not null, freed_at timestamptz,
  ends_at timestamptz not null generated always as (least(until_at, coalesce(freed_at, until_at))) stored,
  primary key (district_id, matter_id), foreign key (district_id, matter_id) references matters (district_id, id) on delete cascade, foreign key (district_id, resource_id) references resources (district_id, id) on delete cascade);
comment on table bookings is 'What one matter holds of a resource; written with its step under a lock on the resource, and nothing in it that the marks of the matter do not say. Of a fund that was settled the amount is what was spent.';
create index bookings_of_resource on bookings (district_id, resource_id, ends_at);
