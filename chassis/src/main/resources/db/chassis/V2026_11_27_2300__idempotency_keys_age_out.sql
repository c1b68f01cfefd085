-- Keys are deleted when nobody retries any more, oldest first.
create index idempotency_key_by_age on idempotency_key (created_at);
