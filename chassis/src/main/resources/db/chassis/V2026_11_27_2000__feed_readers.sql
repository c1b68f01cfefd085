-- How far each configured follower of this service's feed has asked: what all of them have asked beyond may be deleted.
create table feed_reader (
  follower       text        primary key,
  transaction_id xid8        not null,
  seq            bigint      not null,
  asked_at       timestamptz not null
);

-- The newest row that was deleted, so that a follower that comes too late is told so.
create table feed_trimmed (
  single         boolean     primary key default true check (single),
  transaction_id xid8        not null,
  seq            bigint      not null
);
