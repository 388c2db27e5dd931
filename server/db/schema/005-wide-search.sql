-- The wide search: every text of the viewer's own ground, by the index of bigrams, which ordinary row security cannot use.

create index words_latest on words (district_id, opened_at desc, matter_id desc);

-- Under row security `@@` is tried only after the policy, because it is not leakproof; so the GIN index stays unused and a search
-- reads every text. This view carries the very conditions of the policy words_huying_see in its own text, and belongs to a role
-- that is above row security, may select from `words` and from nothing else, and can never log in nor be taken on by the
-- application. It is plain, not a security barrier, so that the index is used. A hostile expression could therefore be tried on rows
-- before the conditions are: only SQL fixed in the program may name this view, with every value bound
-- (server/matters/see/search.ts). Departments do not get it: what they may read is no range.
--
-- Only a superuser (or, from PostgreSQL 16 on, a role with CREATEROLE and BYPASSRLS) may make such a role. Where the owner of an
-- external database may not, this file leaves the view out; the search finds that with to_regclass and stays with the newest
-- 20,000 texts. A superuser may run the statement below by hand at any time, and the next search is wide.
do $$
begin
  begin
    create role huying_search nologin noinherit bypassrls;
  exception when duplicate_object or unique_violation then null;
  end;
  if not (select rolbypassrls and not rolcanlogin from pg_roles where rolname = 'huying_search') then
    raise insufficient_privilege;
  end if;
  create or replace view words_wide as
    select district_id, matter_id, area_key, opened_at, grams from words
    where district_id = nullif(current_setting('app.district', true), '')::int
      and area_key >= nullif(current_setting('app.from', true), '')::bigint and area_key <= nullif(current_setting('app.upto', true), '')::bigint;
  comment on view words_wide is 'The texts of the viewer''s range of areas, past row security but with its conditions, so that search can use its index. Fixed SQL only.';
  revoke all on words_wide from public;
  grant select on words_wide to huying_see;
  grant usage on schema public to huying_search;
  grant select on words to huying_search;
  if (select rolsuper from pg_roles where rolname = current_user) then
    alter view words_wide owner to huying_search;
  else
    -- an ordinary owner may give a view away only to a role it is in, which may also create in the schema
    execute format('grant huying_search to %I', current_user);
    grant create on schema public to huying_search;
    alter view words_wide owner to huying_search;
    revoke create on schema public from huying_search;
  end if;
exception when insufficient_privilege then
  raise notice 'Search covers the newest 20,000 texts: this database owner may not make the role huying_search with BYPASSRLS.';
end $$;
