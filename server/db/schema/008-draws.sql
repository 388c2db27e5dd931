-- The daily lot of rechecks: published with its seed, so that anybody can draw it again.
create table draws (
  district_id int not null references districts on delete cascade, day date not null, checkpoint int not null, root text not null, seed text not null, share int not null, closed_from timestamptz not null, closed_upto timestamptz not null,
  candidates jsonb not null, candidates_hash text not null, drawn jsonb not null, drawn_hash text not null, at timestamptz not null, opened boolean not null, primary key (district_id, day));
comment on table draws is 'One draw a day: seed = hash of the last checkpoint root and the day; candidates are the matters closed in the window, each once.';
