-- What every act writes is bound to its district by row security, whose check each row passes. A foreign key to the one row of the
-- district made every insert lock that row too: 14 % of the database's time, and the same row for all who write (DECISIONS 0018).
alter table matters drop constraint matters_district_id_fkey;
alter table desk drop constraint desk_district_id_fkey;
alter table involved drop constraint involved_district_id_fkey;
alter table events drop constraint events_district_id_fkey;
alter table leaves drop constraint leaves_district_id_fkey;
alter table words drop constraint words_district_id_fkey;
alter table claims drop constraint claims_district_id_fkey;
alter table reporters drop constraint reporters_district_id_fkey;
alter table outbox drop constraint outbox_district_id_fkey;
alter table notices drop constraint notices_district_id_fkey;
alter table rollups drop constraint rollups_district_id_fkey;
alter table limits drop constraint limits_district_id_fkey;
alter table checkpoint_heads drop constraint checkpoint_heads_district_id_fkey;
-- Sums are written over and over: with room on their page the new one stays beside the old one and no index is touched.
alter table rollups set (fillfactor = 50);
