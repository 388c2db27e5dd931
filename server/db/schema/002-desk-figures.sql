-- What counting needs of a matter's clocks, on the desk itself: counts of a district would else read every unfinished matter's whole row.
alter table desk add column struck boolean not null default false, add column since timestamptz;
comment on column desk.struck is 'Some clock of the matter has run out before.';
comment on column desk.since is 'When the clock that falls due first began to run.';
update desk d set struck = jsonb_path_exists(m.clocks, '$.* ? (@.struck > 0)'), since = to_timestamp((m.clocks -> d.clock ->> 'since')::float8 / 1000) from matters m where m.district_id = d.district_id and m.id = d.matter_id;
