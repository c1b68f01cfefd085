-- What review-service said is stopped, who ran when that arrived, and since when none of them does.
create table stop (
  id         uuid        primary key,
  key        text        not null,
  program_id uuid,
  in_force   boolean     not null,
  stopped_at timestamptz not null,
  proven_at  timestamptz
);
create index stop_in_force on stop (program_id) where in_force;

alter table attempt add column stopped boolean not null default false;
create index attempt_unwanted on attempt (worker)
  where state = 'LEASED' and (stopped or cancel_requested);

create table stop_attempt (
  stop_id    uuid not null references stop (id),
  attempt_id uuid not null references attempt (id),
  primary key (stop_id, attempt_id)
);
create index stop_attempt_of on stop_attempt (attempt_id);
