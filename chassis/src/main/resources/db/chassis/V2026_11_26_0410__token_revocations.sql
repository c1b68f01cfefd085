-- Which tokens of agents are worth nothing any more: all that were made until then. A resumption
-- does not bring them back.
create table token_revocation (
  stop_id    uuid        primary key,
  program_id uuid,
  revoked_at timestamptz not null
);
