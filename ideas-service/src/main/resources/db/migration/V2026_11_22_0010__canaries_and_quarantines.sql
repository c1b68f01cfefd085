-- What an idea tests (null: it is a real one), and what a person should know of it first.
alter table idea
  add column canary text,
  add column flags  jsonb not null default '[]';
create index idea_without_change on idea (program_id, number) where canary = 'NO_CHANGE';
create index idea_by_proposer on idea ((provenance ->> 'principal'));

-- Agents that passed a test which cannot be passed honestly; one row for each time.
create table quarantine (
  id             uuid        primary key,
  subject        text        not null,
  sponsor        text,
  idea_id        uuid        not null references idea,
  idea_key       text        not null,
  program_id     uuid        not null references program,
  program        text        not null,
  reason         text        not null,
  quarantined_at timestamptz not null,
  lifted_by      text,
  lift_reason    text,
  lifted_at      timestamptz,
  check ((lifted_at is null) = (lifted_by is null)),
  check ((lifted_at is null) = (lift_reason is null))
);
create unique index quarantine_in_force on quarantine (subject) where lifted_at is null;
