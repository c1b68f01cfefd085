-- Workers that measure alike are of one class, and an attempt remembers who took it: both arms of a
-- pair go to one class, and a stage that replicates goes to another machine than the stages before it.
alter table worker add column worker_class text not null default 'default';
alter table attempt add column replicate boolean not null default false;
alter table attempt add column machine text;
alter table attempt add column worker_class text;

-- What a concluded idea was a test of, and whether a test that must fail passed.
alter table experiment add column canary text;
alter table experiment add column canary_passed boolean not null default false;
create index experiment_baselines on experiment (program_id) where kind = 'BASELINE';
create index generation_program on generation (program_id, number);
