-- Posts that neighbours take up in a grid: how many of each it needs, and who holds one since when.
create table civic_posts (
  district_id int not null references districts on delete cascade, area_id int not null, post text not null check (post in ('opinions', 'partyGuide', 'policies', 'mediator', 'errands', 'watch')), places int not null check (places between 0 and 20), set_at timestamptz not null,
  primary key (district_id, area_id, post), foreign key (district_id, area_id) references areas (district_id, id));
comment on table civic_posts is 'How many holders of each of the six posts a grid needs, as its leader or its community says.';
create table civic_holdings (
  district_id int not null references districts on delete cascade, id uuid not null, area_id int not null, post text not null, person_id uuid not null, begun_at timestamptz not null, agreed_at timestamptz, ended_at timestamptz,
  primary key (district_id, id), foreign key (district_id, area_id, post) references civic_posts (district_id, area_id, post), foreign key (district_id, person_id) references people (district_id, id) on delete cascade);
comment on table civic_holdings is 'Who holds a post of a grid; not agreed: it was offered to them. It counts only while they volunteer in that grid. Hours and ranks are not kept.';
create unique index civic_holdings_once on civic_holdings (district_id, area_id, post, person_id) where ended_at is null;
