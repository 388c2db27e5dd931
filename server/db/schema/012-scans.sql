-- How often each code was scanned on a day: whether the plate hangs where people need it. Of no person, no device and no hour.
create table scans (
  district_id int not null references districts on delete cascade, thing_id uuid not null, area_key bigint not null, day date not null, n int not null check (n > 0),
  primary key (district_id, thing_id, day), foreign key (district_id, thing_id) references things (district_id, id) on delete cascade);
comment on table scans is 'Scans of a code by day, a bare count: who scanned is written nowhere.';
