-- Which definition the kept figures were counted by, and the bulletins frozen from them.
create table numbers_kept (district_id int not null references districts on delete cascade, version text not null, counted_at timestamptz not null, primary key (district_id));
comment on table numbers_kept is 'The definition by which the roll-ups of a district were counted; another one means counting anew at the next start.';

create table bulletins (
  district_id int not null references districts on delete cascade, id uuid not null, area_id int not null, area_key bigint not null, kind text not null check (kind in ('daily', 'weekly', 'monthly', 'noon')), from_at timestamptz not null, upto_at timestamptz not null, correction int not null, corrects uuid,
  indicators_version int not null, measures_version int not null, body jsonb not null, made_at timestamptz not null,
  primary key (district_id, id), foreign key (district_id, area_id) references areas (district_id, id) on delete restrict, foreign key (district_id, corrects) references bulletins (district_id, id) on delete cascade);
create unique index bulletins_once on bulletins (district_id, area_id, kind, from_at, correction);
create index bulletins_newest on bulletins (district_id, from_at desc, id desc);
comment on table bulletins is 'Written once from the figures of that moment, never changed; what changes later is a numbered row of its own.';

create table bulletin_words (
  district_id int not null references districts on delete cascade, id uuid not null, bulletin_id uuid not null, area_key bigint not null, words text not null, person_id uuid not null, at timestamptz not null,
  primary key (district_id, id), foreign key (district_id, bulletin_id) references bulletins (district_id, id) on delete cascade);
create index bulletin_words_of on bulletin_words (district_id, bulletin_id, at);
comment on table bulletin_words is 'Working text that people add under their own name; figures nobody can write.';
