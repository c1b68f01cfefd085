-- The service's own feed. Readers order by (transaction_id, seq) and stop below the oldest
-- transaction that is still in flight, so that no position ever skips a row.
create table feed_event (
  transaction_id xid8        not null default pg_current_xact_id(),
  seq            bigint      not null generated always as identity,
  id             uuid        not null unique,
  type           text        not null,
  subject        text        not null,
  occurred_at    timestamptz not null,
  data           jsonb       not null,
  primary key (transaction_id, seq)
);

-- How far this service has applied the feeds of its peers; moved in the transaction of the effect.
create table feed_position (
  feed          text        primary key,
  last_event_id text        not null,
  moved_at      timestamptz not null
);

-- What a command answered, so that a retry answers the same.
create table idempotency_key (
  principal      text        not null,
  key            text        not null,
  operation      text        not null,
  request_digest text        not null,
  response       jsonb,
  created_at     timestamptz not null,
  primary key (principal, key)
);
