-- What does not say its program itself: flags.
update feed_event f
set program_id = e.program_id
from experiment e
where f.type = 'run.flagged' and e.id::text = f.data ->> 'experimentId';
