-- Reviews and decisions that are about no idea: rule changes, rollbacks, the end of stops.
alter table review
  alter column program_id drop not null,
  alter column idea_id drop not null,
  alter column idea_key drop not null,
  alter column generation_id drop not null,
  add column subject_id uuid,
  add column subject_key text,
  add check ((idea_id is null) <> (subject_id is null));

alter table decision
  alter column program_id drop not null,
  alter column idea_id drop not null,
  alter column idea_key drop not null,
  alter column generation_id drop not null,
  add column subject_id uuid,
  add column subject_key text,
  add check ((idea_id is null) <> (subject_id is null));
