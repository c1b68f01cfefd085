-- Stops, each with the proof that nothing ran any more. A stop that is not RESUMED forbids.
create table stop (
  id              uuid        primary key,
  number          int         not null unique,
  level           text        not null check (level in ('FREEZE', 'KILL')),
  state           text        not null
    check (state in ('FREEZING', 'FROZEN', 'KILLING', 'KILLED', 'RESUMED')),
  program_id      uuid,
  scope           text        not null,
  reason          text        not null,
  stopped_by      text        not null,
  stopped_by_kind text        not null,
  sponsor         text,
  stopped_at      timestamptz not null,
  running         int,
  proof           text,
  resumptions     int         not null,
  resumed_at      timestamptz,
  check ((program_id is null) = (scope = '*')),
  check ((state = 'RESUMED') = (resumed_at is not null))
);
create unique index stop_in_force on stop (scope, level) where state <> 'RESUMED';
