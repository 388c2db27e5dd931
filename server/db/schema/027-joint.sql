-- Joint organisations and activities are few among very many matters and are listed for years; only columns that never change, so that updates of other matters stay cheap.
create index matters_joint on matters (district_id, process, opened_at desc, id) where process in ('joint-organisation', 'joint-activity');
