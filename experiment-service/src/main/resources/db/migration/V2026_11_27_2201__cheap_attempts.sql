-- The place of an attempt in the queue, so that the next ones are read off one index in their order.
alter table attempt add column run_index integer;
alter table attempt add column run_position integer;
update attempt a set run_index = r.index, run_position = r.position from run r where r.id = a.run_id;
alter table attempt alter column run_index set not null;
alter table attempt alter column run_position set not null;
drop index attempt_pending;
create index attempt_pending on attempt (program_id, experiment_id, run_index, run_position)
  where state = 'PENDING';

-- Whether a stage of the plan must run on another machine than those before it.
alter table run_plan add column replicates boolean not null default false;
update run_plan set replicates = jsonb_path_exists(plan, '$.stages[*].replicate ? (@ == true)');

-- How long ended attempts of a program took: added one by one with each, and added up behind them.
create table spent_time (
  program_id uuid   primary key,
  micros     bigint not null
);
create table spent_time_added (
  program_id uuid   not null,
  micros     bigint not null
);
insert into spent_time (program_id, micros)
select program_id, (sum(extract(epoch from ended_at - started_at)) * 1000000)::bigint
from attempt where started_at is not null and ended_at is not null and state <> 'LEASED'
group by program_id;
drop index attempt_program;
create index attempt_leased_of on attempt (program_id) where state = 'LEASED';
