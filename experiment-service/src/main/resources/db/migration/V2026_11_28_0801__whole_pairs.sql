-- Pairs of which a run has not ended (a generation is measured by runs without a partner): what agents are shown
-- nothing of, and what whoever answers for the idea loses by stopping it. Two such runs are two rows.
create view pair_under_way as
select experiment_id, index from run where state in ('PENDING', 'RUNNING');

-- Who stopped, and who answers for the agent that did.
alter table stop add column stopped_by text;
alter table stop add column sponsor text;
