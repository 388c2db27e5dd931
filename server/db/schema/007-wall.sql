-- What the wall lists: one process of the desk at a time, and the emergencies among all of it.
create index desk_process on desk (district_id, process, due_at);
create index desk_emergency on desk (district_id, due_at) where urgency = 2;
