-- What was said to be not one: two reports that look alike and are two things, so that nobody is asked about them again.
create table not_one (
  district_id int not null, one_id uuid not null, other_id uuid not null, person_id uuid not null, why text, at timestamptz not null,
  primary key (district_id, one_id, other_id), check (one_id < other_id),
  foreign key (district_id, one_id) references matters (district_id, id) on delete cascade, foreign key (district_id, other_id) references matters (district_id, id) on delete cascade);
comment on table not_one is 'Pairs of matters that somebody said are not one and the same; the smaller id stands first, so that a pair is kept once. Taken back, it is gone here and stays in the trail.';
