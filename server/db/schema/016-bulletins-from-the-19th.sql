-- A fifth kind of bulletin: months that run from the nineteenth, as some districts count them.
alter table bulletins drop constraint bulletins_kind_check;
alter table bulletins add constraint bulletins_kind_check check (kind in ('daily', 'weekly', 'monthly', 'noon', '19th'));
