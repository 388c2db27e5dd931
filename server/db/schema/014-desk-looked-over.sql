-- What has run late before, by when it is due next: the few among many, found without walking the whole desk.
create index desk_struck on desk (district_id, due_at) where struck;
create table rosters_seen (district_id int not null references districts on delete cascade, sign text not null, primary key (district_id));
comment on table rosters_seen is 'By which roster the desk was last looked over, so that a start need not walk all of it again.';
