-- A generation that was measured again: only the newest measurement scales experiments.
alter table experiment add column superseded boolean not null default false;
drop index experiment_baseline;
create unique index experiment_baseline on experiment (generation_id) where kind = 'BASELINE' and not superseded;
create index experiment_of_generation on experiment (generation_id);
