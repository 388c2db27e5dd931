-- The trail of the registry: its events lie outside every area (area_key -1), where no reading role reaches, and are read newest first.
create index events_registry on events (district_id, at, id) where area_key = -1;
