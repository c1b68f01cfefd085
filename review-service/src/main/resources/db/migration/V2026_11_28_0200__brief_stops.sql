-- When a stop ends by itself; null when only people end it. At once for one that stops nothing.
alter table stop add column ends_at timestamptz;
create index stop_ending on stop (ends_at) where state <> 'RESUMED' and ends_at is not null;
create index stop_by_sponsor on stop (sponsor, number) where sponsor is not null;
