-- The weights of a score and the thresholds of the safety grade as versioned data: proposed by one, decided by another, valid from a day to come.
create table figure_rules (
  district_id int not null references districts on delete cascade, id uuid not null, kind text not null check (kind in ('weights', 'grades')), parts jsonb not null, valid_from date not null, reason text not null, proposed_by uuid not null, proposed_at timestamptz not null,
  outcome text check (outcome in ('confirmed', 'declined')), version int, decided_by uuid, decided_at timestamptz, decided_words text,
  primary key (district_id, id), check ((outcome is null) = (decided_by is null)), check ((version is null) = (outcome is distinct from 'confirmed')), check (outcome is distinct from 'confirmed' or decided_by <> proposed_by));
create unique index figure_rules_open on figure_rules (district_id, kind) where outcome is null;
create unique index figure_rules_version on figure_rules (district_id, kind, version) where version is not null;
comment on table figure_rules is 'A district''s own weights and thresholds. The shipped ones are version 1; a period is measured by the version in force on its first day, so no past figure ever changes.';

-- A clock is reminded of once for each time it falls due: the key names that time, so that a clock that was given time is reminded of again.
alter table desk no force row level security;
update desk set reminded = array[clock || '|' || extract(epoch from due_at)::bigint::text]
  where reminded @> array[clock || case when clock like 'state-%' then '|' || extract(epoch from since)::bigint::text else '' end];
comment on column desk.reminded is 'Clocks somebody was reminded of before they ran out, each with the time it was to run out; each once.';
