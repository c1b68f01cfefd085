-- An announcement names its program as the event does that it becomes.
alter table log_announcement add column program_id uuid;

-- What does not say its program itself: the log's answers and votes.
update feed_event f
set program_id = (e.registration::jsonb ->> 'programId')::uuid
from known_experiment e
where f.type = 'registration.logged' and e.id::text = f.subject;

update feed_event f
set program_id = r.program_id
from review r
where f.type = 'vote.cast' and r.id::text = f.subject;
