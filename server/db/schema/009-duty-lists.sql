-- The old items of a district's duty lists, each mapped to one of today's categories or still waiting for somebody to do so.
create table catalogue_items (
  district_id int not null references districts on delete cascade, code text not null, name_zh text not null, name_en text not null, level text not null check (level in ('grid', 'community', 'township', 'district')),
  list text not null check (list in ('basic', 'cooperative', 'withdrawn')), category text, unit text not null default '', synthetic boolean not null default false, changed_at timestamptz not null,
  primary key (district_id, code));
create index catalogue_unmapped on catalogue_items (district_id, code) where category is null;
comment on table catalogue_items is 'Old items of the duty lists of three levels; category is null until somebody maps them. Synthetic ones are invented for a demonstration.';

-- Which versions came with the product: a newer one replaces only what came with the product as well, never a district's own version.
alter table processes add column shipped boolean not null default false;
comment on column processes.shipped is 'Came with the product; false for what the district saved itself.';
-- the owner of the tables is under row security as well; it is forced again after every migration
alter table processes no force row level security;
update processes set shipped = true where version = 1 and added_by is null;

-- Which clocks were reminded of before their breach, so that none is twice.
alter table desk add column reminded text[] not null default '{}';
comment on column desk.reminded is 'Clocks somebody was reminded of before they ran out; each once.';
