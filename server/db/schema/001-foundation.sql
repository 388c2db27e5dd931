-- The foundation: districts, areas, people, organisations, things, matters with their events, and what is kept beside them.
create table districts (id int primary key, slug text not null unique, name_zh text not null, name_en text not null, code text not null, demo boolean not null, settings jsonb not null default '{}'::jsonb);
comment on table districts is 'A tenant. The id is ours and never the administrative code, because codes change.';
create table calendars (version text primary key, covered_until date not null, days_off jsonb not null, make_up_days jsonb not null, imported_at timestamptz not null);
comment on table calendars is 'The national working calendar as imported from the yearly notice; a deadline past covered_until is provisional.';

create table areas (
  district_id int not null references districts on delete cascade, id int not null, parent_id int, level smallint not null check (level between 0 and 4), kind text not null, name_zh text not null, name_en text not null,
  code text, code_scheme text, key bigint not null, key_last bigint not null, households int, synthetic boolean not null, lon double precision, lat double precision, outline jsonb, tile jsonb,
  primary key (district_id, id), foreign key (district_id, parent_id) references areas (district_id, id) on delete restrict);
create unique index areas_key on areas (district_id, key, level);
comment on table areas is 'The one tree of five levels. key..key_last is the subtree as a range, which row security compares.';

create table organisations (
  district_id int not null references districts on delete cascade, id int not null, parent_id int, kind text not null, name_zh text not null, name_en text not null, area_id int, duties jsonb not null default '[]'::jsonb,
  primary key (district_id, id), foreign key (district_id, area_id) references areas (district_id, id) on delete restrict);
comment on table organisations is 'Departments, boards, Party organisations, property firms: a tree of its own.';

create table people (
  district_id int not null references districts on delete cascade, id uuid not null, name text not null, phone_cipher bytea, phone_blind bytea, publishes_name boolean not null default false, demo boolean not null default false, created_at timestamptz not null, primary key (district_id, id));
create unique index people_phone on people (district_id, phone_blind) where phone_blind is not null;
comment on table people is 'Someone known to the system. The phone is encrypted; the blind index finds it without showing it.';

create table postings (
  district_id int not null references districts on delete cascade, id uuid not null, person_id uuid not null, post text not null, area_id int, organisation_id int, since timestamptz not null, until timestamptz,
  primary key (district_id, id), foreign key (district_id, person_id) references people (district_id, id) on delete cascade, foreign key (district_id, area_id) references areas (district_id, id) on delete restrict,
  foreign key (district_id, organisation_id) references organisations (district_id, id) on delete restrict, check ((area_id is null) <> (organisation_id is null)));
create index postings_person on postings (district_id, person_id);
comment on table postings is 'A person holds a post in an area and all beneath it, or in an organisation.';

create table absences (
  district_id int not null references districts on delete cascade, id uuid not null, person_id uuid not null, substitute_id uuid, from_at timestamptz not null, until_at timestamptz not null, reason text not null,
  primary key (district_id, id), foreign key (district_id, person_id) references people (district_id, id) on delete cascade, foreign key (district_id, substitute_id) references people (district_id, id) on delete cascade);
comment on table absences is 'Leave and delegation: while it lasts the substitute stands in for every posting of the person.';

create table credentials (
  district_id int not null references districts on delete cascade, person_id uuid not null, login text not null, password_hash text not null, totp_cipher bytea, failed int not null default 0, locked_until timestamptz, last_totp bigint,
  primary key (district_id, person_id), foreign key (district_id, person_id) references people (district_id, id) on delete cascade);
create unique index credentials_login on credentials (district_id, login);
comment on table credentials is 'Password and TOTP of staff. Residents have none: they sign in by a one-time code or not at all.';

create table codes_sent (
  district_id int not null references districts on delete cascade, phone_blind bytea not null, code_hash bytea not null, sent_at timestamptz not null, expires_at timestamptz not null, tries int not null default 0, primary key (district_id, phone_blind));
comment on table codes_sent is 'One-time codes of residents, kept hashed until used or expired.';

create table sessions (
  district_id int not null references districts on delete cascade, id bytea not null, person_id uuid not null, device text not null, created_at timestamptz not null, seen_at timestamptz not null, expires_at timestamptz not null, strong boolean not null,
  primary key (district_id, id), foreign key (district_id, person_id) references people (district_id, id) on delete cascade);
create index sessions_person on sessions (district_id, person_id);
comment on table sessions is 'Signed-in devices; id is the hash of the token, strong says that a second factor was given.';

create table categories (
  district_id int not null references districts on delete cascade, code text not null, class_code text not null, label_zh text not null, label_en text not null, quoted boolean not null, sort int not null,
  handle_amount int not null, handle_unit text not null, route_post text, route_organisation int, needs_photo boolean not null default false, closing_zh text not null, closing_en text not null, thing_kind text, emergency boolean not null default false,
  primary key (district_id, code));
comment on table categories is 'What is wrong: entries of ten classes with routing, clock and closing condition. quoted marks what an article names; the rest are editable defaults.';

create table things (
  district_id int not null references districts on delete cascade, id uuid not null, code text not null, kind text not null, name_zh text not null, name_en text not null, place_zh text not null, place_en text not null, area_id int not null, area_key bigint not null,
  lon double precision, lat double precision, handler_post text, handler_area int, handler_organisation int, demo boolean not null default false, created_at timestamptz not null,
  primary key (district_id, id), foreign key (district_id, area_id) references areas (district_id, id) on delete restrict);
create unique index things_code on things (district_id, code);
create index things_area on things (district_id, area_key);
comment on table things is 'Anything with a code: benches, bins, lamps, gates. A thing may have its own handler.';

create table processes (
  district_id int not null references districts on delete cascade, name text not null, version int not null, body json not null, active boolean not null, added_at timestamptz not null, added_by uuid, primary key (district_id, name, version));
comment on table processes is 'The processes in force as versioned data; a matter keeps the version it was opened under. json, not jsonb, because the order of actions counts.';

create table number_blocks (district_id int not null references districts on delete cascade, month text not null, next int not null, primary key (district_id, month));
comment on table number_blocks is 'Where the next block of human numbers starts; taken in blocks, so that no intake waits for this row.';

create table matters (
  district_id int not null references districts on delete cascade, id uuid not null, number text not null, process text not null, version int not null, area_id int not null, area_key bigint not null, thing_id uuid, parent_id uuid, part text, opened_at timestamptz not null, source text not null,
  headline text not null, words text not null, lon double precision, lat double precision, demo boolean not null,
  state text not null, phase text not null, seq int not null, round int not null, replied boolean not null, ended_at timestamptz, seats jsonb not null, duties jsonb not null, clocks jsonb not null, counts jsonb not null, marks jsonb not null, head bytea not null,
  primary key (district_id, id)) with (fillfactor = 70);
create unique index matters_number on matters (district_id, number);
create index matters_opened on matters (district_id, area_key, opened_at desc, id);
create index matters_thing on matters (district_id, thing_id, opened_at desc) where thing_id is not null;
create index matters_parent on matters (district_id, parent_id) where parent_id is not null;
comment on table matters is 'One case of a process. No index on a mutable column, so that every act is a heap-only update.';

create table desk (
  district_id int not null references districts on delete cascade, matter_id uuid not null, area_key bigint not null, area_id int not null, owner_post text not null, owner_area int, owner_key bigint, owner_organisation int, blocked boolean not null,
  process text not null, state text not null, phase text not null, category text, urgency smallint not null, returned boolean not null, due_at timestamptz not null, clock text not null, late text not null, provisional boolean not null, opened_at timestamptz not null, lon double precision, lat double precision,
  primary key (district_id, matter_id), foreign key (district_id, matter_id) references matters (district_id, id) on delete cascade) with (fillfactor = 70);
create index desk_due on desk (district_id, due_at);
create index desk_owner on desk (district_id, owner_post, owner_area, due_at);
create index desk_unit on desk (district_id, owner_organisation, due_at) where owner_organisation is not null;
create index desk_area on desk (district_id, area_key, due_at);
comment on table desk is 'One row per unfinished matter: the inbox and the timer at once.';

create table involved (district_id int not null references districts on delete cascade, organisation_id int not null, matter_id uuid not null, primary key (district_id, organisation_id, matter_id));
comment on table involved is 'Which organisation ever had a seat in which matter: what a department may read.';

create table events (
  district_id int not null references districts on delete cascade, subject_id uuid not null, seq int not null, id uuid not null, area_key bigint not null, action text not null, at timestamptz not null, duty text, change jsonb not null, sealed bytea not null, before bytea not null, hash bytea not null,
  primary key (district_id, subject_id, seq));
create unique index events_id on events (district_id, id);
comment on table events is 'Written once, never changed. hash covers (subject, seq, action, at, change, sealed, before); what is personal lies in leaves.';

create table leaves (
  district_id int not null references districts on delete cascade, subject_id uuid not null, seq int not null, name text not null, audience text not null check (audience in ('all', 'staff', 'reporter')), area_key bigint not null, value jsonb, salt bytea, hash bytea not null, erased_at timestamptz,
  primary key (district_id, subject_id, seq, name));
comment on table leaves is 'The salted leaves of an event. Erasing one removes value and salt and keeps the hash, so the chain still verifies.';

create table words (district_id int not null references districts on delete cascade, matter_id uuid not null, area_key bigint not null, opened_at timestamptz not null, grams tsvector not null, primary key (district_id, matter_id));
create index words_grams on words using gin (grams) with (fastupdate = on);
create index words_newest on words (district_id, area_key, opened_at desc);
comment on table words is 'Character bigrams of a matter for search, apart from the row that acts update.';

create table claims (
  district_id int not null references districts on delete cascade, subject_id uuid not null, pool text not null, claimant text not null, seq int not null, at timestamptz not null, released_at timestamptz, primary key (district_id, subject_id, pool, claimant));
comment on table claims is 'A countable place held in a matter. claimant is a person, a blinded receipt or a blinded device; no reading role reaches this table.';

create table reporters (
  district_id int not null references districts on delete cascade, matter_id uuid not null, receipt bytea not null, person_id uuid, contact_cipher bytea, contact_blind bytea, standing text not null check (standing in ('open', 'confidential', 'anonymous')), device bytea, joined boolean not null default false, at timestamptz not null,
  primary key (district_id, matter_id, receipt));
create index reporters_person on reporters (district_id, person_id) where person_id is not null;
create index reporters_receipt on reporters (district_id, receipt);
comment on table reporters is 'Who reported. Nobody who handles a matter may read this table in any way; the reporter reads their own rows.';

create table reveals (
  district_id int not null references districts on delete cascade, id uuid not null, matter_id uuid not null, person_id uuid not null, post text not null, reason text not null, at timestamptz not null, until_at timestamptz not null, primary key (district_id, id));
create index reveals_matter on reveals (district_id, matter_id);
create index reveals_at on reveals (district_id, at);
comment on table reveals is 'Each look at a reporter''s contact, with its reason; the reporter sees every one.';

create table letters (
  district_id int not null references districts on delete cascade, id uuid not null, matter_id uuid not null, area_key bigint not null, from_reporter boolean not null, post text, words text not null, at timestamptz not null, seen_at timestamptz, primary key (district_id, id));
create index letters_matter on letters (district_id, matter_id, at);
comment on table letters is 'Messages relayed between the reporter and the staff, without either side''s contact.';

create table attachments (
  district_id int not null references districts on delete cascade, id uuid not null, kind text not null check (kind in ('photo', 'video', 'voice')), sha256 text not null, thumb text, type text not null, bytes int not null, width int, height int, matter_id uuid, area_key bigint, audience text not null default 'staff', uploader bytea not null, at timestamptz not null,
  primary key (district_id, id));
create index attachments_matter on attachments (district_id, matter_id) where matter_id is not null;
comment on table attachments is 'Photos, videos and voice notes; cleaned of position and device before they are kept.';

create table outbox (district_id int not null references districts on delete cascade, id uuid not null, topic text not null, body jsonb not null, due_at timestamptz not null, tries int not null default 0, primary key (district_id, id));
create index outbox_due on outbox (district_id, due_at);
comment on table outbox is 'What is still to be done outside an act: notices, children, roll-ups, messages. Each step is repeatable.';

create table notices (
  district_id int not null references districts on delete cascade, id uuid not null, matter_id uuid not null, person_id uuid, receipt bytea, text_zh text not null, text_en text not null, at timestamptz not null, delivered_at timestamptz, seen_at timestamptz, quiet_until timestamptz, primary key (district_id, id));
create index notices_person on notices (district_id, person_id, at desc) where person_id is not null;
create index notices_matter on notices (district_id, matter_id);
create index notices_at on notices (district_id, at);
comment on table notices is 'What people were told, with delivered and seen receipts; never the name of a reporter.';

create table rollups (district_id int not null references districts on delete cascade, area_id int not null, area_key bigint not null, day date not null, measure text not null, amount bigint not null, primary key (district_id, area_id, day, measure));
create index rollups_day on rollups (district_id, day, measure);
comment on table rollups is 'area x day x measure, rebuildable at any time to the same numbers.';

create table checkpoints (district_id int not null references districts on delete cascade, n int not null, at timestamptz not null, heads int not null, root bytea not null, before bytea not null, hash bytea not null, primary key (district_id, n));
comment on table checkpoints is 'A Merkle root over all chain heads, chained to the checkpoint before.';
create table checkpoint_heads (district_id int not null references districts on delete cascade, n int not null, subject_id uuid not null, head bytea not null, proof jsonb not null, primary key (district_id, n, subject_id));
comment on table checkpoint_heads is 'The heads that changed up to a checkpoint with their proofs, for receipts.';
create table limits (district_id int not null references districts on delete cascade, key bytea not null, starts_at timestamptz not null, used int not null, primary key (district_id, key, starts_at));
comment on table limits is 'Rate limits per blinded device and network, so that they hold over restarts.';
create table ideas (district_id int not null references districts on delete cascade, id uuid not null, words text not null, page text not null, at timestamptz not null, primary key (district_id, id));
comment on table ideas is 'Complaints and suggestions about the application itself, which the rules ask every application to take.';
