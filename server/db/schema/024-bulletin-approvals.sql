-- Who approved a bulletin for circulation: one row, written once; without it a bulletin is written and waits.
create table bulletin_approvals (
  district_id int not null references districts on delete cascade, bulletin_id uuid not null, area_key bigint not null, person_id uuid not null, post text not null, at timestamptz not null,
  primary key (district_id, bulletin_id), foreign key (district_id, bulletin_id) references bulletins (district_id, id) on delete cascade);
comment on table bulletin_approvals is 'One approval for each bulletin, by who is named for its area and added no words to it; a correction needs its own.';
