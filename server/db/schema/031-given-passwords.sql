-- A password that somebody else gave and has seen: whoever signs in with it is asked to choose their own.
alter table credentials add column is_given boolean not null default false;
