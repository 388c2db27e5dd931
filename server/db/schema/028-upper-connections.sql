-- The city's platform or the hotline's order system: it hands matters down and up, by its own numbers and classes.
alter table connectors alter column organisation_id drop not null;
alter table connectors add column kind text not null default 'department' check (kind in ('department', 'upper'));
alter table connectors add column source text check (source in ('city-platform', 'hotline'));
alter table connectors add constraint connectors_whose check ((kind = 'department') = (organisation_id is not null) and (kind = 'upper') = (source is not null));
comment on column connectors.kind is 'department: acts for one organisation; upper: hands matters down and reads only those.';

create table handed (
  district_id int not null, connector_id uuid not null, outside text not null, matter_id uuid not null, direction text not null check (direction in ('down', 'up')), class_code text, class_name text, at timestamptz not null,
  primary key (district_id, connector_id, outside), foreign key (district_id, connector_id) references connectors (district_id, id) on delete cascade);
create unique index handed_matter on handed (district_id, matter_id, connector_id);
comment on table handed is 'Which matter goes under which number on the other side. Written before the matter is born, so that its first step is told too.';

create table outside_classes (
  district_id int not null, connector_id uuid not null, code text not null, name text not null, category text not null,
  primary key (district_id, connector_id, code), foreign key (district_id, connector_id) references connectors (district_id, id) on delete cascade);
comment on table outside_classes is 'Which of our categories a class of the other side is; what is not here comes in as "other".';
