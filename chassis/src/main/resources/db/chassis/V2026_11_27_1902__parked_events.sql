-- Events of the peers that could not be applied yet, and those of the same program behind them. The
-- rows of a line are taken up in the order of their numbers; an event about no single program is a
-- line of its own.
create table parked_event (
  number      bigint      generated always as identity primary key,
  id          uuid        not null unique,
  feed        text        not null,
  event_id    text        not null,
  program_id  uuid,
  line        uuid        not null,
  cause       text        not null
    check (cause in ('UNREADABLE', 'UNKNOWN', 'TOO_EARLY', 'FAILED', 'BEHIND')),
  reason      text        not null,
  envelope    text        not null,
  tries       int         not null,
  parked_at   timestamptz not null,
  next_try_at timestamptz not null,
  unique (feed, event_id)
);
create index parked_event_by_line on parked_event (feed, line, number);
