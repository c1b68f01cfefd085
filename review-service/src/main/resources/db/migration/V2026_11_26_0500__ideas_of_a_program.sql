-- Who has an open idea may not judge the rules of its program.
alter table known_idea add column program_id uuid;
update known_idea set program_id = (proposed::jsonb ->> 'programId')::uuid;
create index known_idea_open on known_idea (program_id) where closed_outcome is null;
