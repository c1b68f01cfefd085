-- A stop is in force at once; what ran is taken back right after, when the reports under way are written.
alter table stop add column taken_back_at timestamptz;
update stop set taken_back_at = stopped_at;
create index stop_not_taken_back on stop (stopped_at) where taken_back_at is null;
drop index attempt_unwanted;
create index attempt_held on attempt (worker) where state = 'LEASED';
