-- A matter may be about another one (supervision, a recheck, an exclusion, a rating): it neither holds it up nor ends with it.
alter table matters add column about_id uuid;
comment on column matters.about_id is 'The matter this one is about; never changed.';
create index matters_about on matters (district_id, about_id) where about_id is not null;
-- Whose work a kind of matter is, by the district's duty lists.
alter table categories add column duty_list text not null default 'basic' check (duty_list in ('basic', 'cooperative', 'withdrawn'));
comment on column categories.duty_list is 'Duty list of the township: its own work, shared with a department, or taken back by the district.';
