-- The newest matters of a wide area: with the area's key first in the index, a district of a million would be sorted whole for one page.
create index matters_recent on matters (district_id, opened_at desc, id desc);
