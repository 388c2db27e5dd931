-- One grid carries many functions: the seven lines of work that had nets of their own. There are no grids of single departments.
alter table areas add column functions jsonb not null default '[]';
comment on column areas.functions is 'Codes of the functions a grid carries; empty for areas that are no grids.';
-- the owner of the tables is under row security as well; it is forced again after every migration
alter table areas no force row level security;
update areas set functions = '["party", "security", "civil", "city", "petition", "health", "emergency"]' where kind = 'grid' and synthetic;
