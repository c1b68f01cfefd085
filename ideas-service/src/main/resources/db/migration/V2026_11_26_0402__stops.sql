-- What review-service said is stopped.
create table stop (
  id         uuid        primary key,
  key        text        not null,
  program_id uuid,
  scope      text        not null,
  stopped_by text        not null,
  reason     text        not null,
  stopped_at timestamptz not null,
  in_force   boolean     not null
);
create index stop_in_force on stop (program_id) where in_force;

-- Decisions that were made before a stop and arrived during it; carried out after the resumption.
create table held_decision (
  seq        bigint generated always as identity primary key,
  program_id uuid  not null,
  decision   jsonb not null
);

-- A kill discards ideas that nobody has judged; the same change may be proposed again afterwards.
alter table idea add column discarded_by text;
drop index idea_is_new;
create unique index idea_is_new on idea (program_id, normalised_digest)
  where rebased_from is null and discarded_by is null;
