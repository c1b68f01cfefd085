-- What was decided or found out and is still to be done in a program. What stands in one lane of a program is done in order;
-- a loop does it outside of the transaction that stored it.
create table intent (
  seq        bigint      primary key generated always as identity,
  program_id uuid        not null references program,
  lane       text        not null,
  kind       text        not null,
  data       jsonb       not null,
  stored_at  timestamptz not null,
  tries      int         not null default 0,
  waits_for  text,
  retry_at   timestamptz
);
create index intent_in_order on intent (program_id, lane, seq);

-- A decision that a stop holds up is an intent like any other; decisions about unknown programs never had an effect.
insert into intent (program_id, lane, kind, data, stored_at)
select h.program_id, 'IN_TURN', 'DECISION', h.decision, now()
from held_decision h
join program p on p.id = h.program_id
order by h.seq;
drop table held_decision;

-- Asked for each idea that is laid onto another baseline.
create index idea_same on idea (program_id, normalised_digest);
