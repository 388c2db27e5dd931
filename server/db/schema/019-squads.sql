-- Volunteers enter themselves and say what they can do; squads of volunteers are organisations with an area and skills.
alter table organisations add column skills jsonb not null default '[]'::jsonb;
alter table organisations add column ended_at timestamptz;
comment on column organisations.skills is 'Of a squad of volunteers: the classes of matters it helps with. Its members hold the post squadMember in it.';
comment on column organisations.ended_at is 'When a squad was dissolved; its name stays for the trail.';
create table volunteers (
  district_id int not null, person_id uuid not null, skills jsonb not null default '[]'::jsonb, changed_at timestamptz not null,
  primary key (district_id, person_id), foreign key (district_id, person_id) references people (district_id, id) on delete cascade);
comment on table volunteers is 'What somebody who volunteers can do, said by themselves. Where they volunteer is a posting; hours and ranks are not kept.';
