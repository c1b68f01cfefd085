-- The envelope names the program that a fact is about, so that one program never waits for another;
-- and whether a reader who does not know the type may pass over it.
alter table feed_event
  add column program_id      uuid,
  add column must_understand boolean not null default false;

update feed_event
set program_id = coalesce(data ->> 'programId', data -> 'registration' ->> 'programId')::uuid
where data ? 'programId' or data ? 'registration';

update feed_event set must_understand = true
where type in (
  'decision.made', 'clearance.granted', 'registration.logged', 'experiment.registered',
  'stop.changed', 'stop.proven');
