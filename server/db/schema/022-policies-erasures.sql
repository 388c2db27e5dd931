-- The library of policies, and requests to be forgotten, which two administrators carry out together.
create table policies (
  district_id int not null references districts on delete cascade, id uuid not null, title text not null, number text not null, issuer text not null, issued_on date not null, area_id int not null, area_key bigint not null,
  classes text[] not null default '{}', processes text[] not null default '{}', words text not null, file_sha text, file_name text, file_type text, file_bytes int,
  state text not null check (state in ('draft', 'published', 'replaced', 'withdrawn')), replaced_by uuid, demo boolean not null, kept_by uuid not null, kept_at timestamptz not null, changed_at timestamptz not null,
  grams tsvector not null, primary key (district_id, id), foreign key (district_id, area_id) references areas (district_id, id) on delete restrict, foreign key (district_id, replaced_by) references policies (district_id, id));
create index policies_grams on policies using gin (grams);
create index policies_issued on policies (district_id, issued_on desc, id);
comment on table policies is 'Documents that say how things are done here: of the whole district or one township, with the classes and processes that rest on them.';

create table erasures (
  district_id int not null references districts on delete cascade, id uuid not null, person_id uuid not null, reason text not null, asked_by uuid not null, asked_at timestamptz not null,
  state text not null check (state in ('asked', 'agreed', 'done', 'declined')), decided_by uuid, decided_at timestamptz, why text, result jsonb,
  primary key (district_id, id), check (decided_by is null or decided_by <> asked_by));
create unique index erasures_open on erasures (district_id, person_id) where state in ('asked', 'agreed');
create index erasures_asked on erasures (district_id, asked_at desc, id);
comment on table erasures is 'Requests to be forgotten: one administrator asks, another agrees, and only then it is carried out.';
