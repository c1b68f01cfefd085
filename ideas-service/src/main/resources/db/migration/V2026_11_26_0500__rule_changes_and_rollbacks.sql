-- Generations that no idea made: other rules, or the files of an older generation again.
alter table generation
  add column subject_key   text,
  add column rolls_back_to int;

-- What people are asked to change about a running program. The question is written once; only how it ended is added.
alter table program
  add column last_rule_change_number int not null default 0,
  add column last_rollback_number    int not null default 0;

create table rule_change (
  id               uuid        primary key,
  key              text        not null unique,
  program_id       uuid        not null references program,
  program          text        not null,
  base_version     int         not null,
  base_spec_digest text        not null,
  generation_id    uuid        not null references generation,
  generation       int         not null,
  title            text        not null,
  spec             jsonb       not null,
  spec_digest      text        not null,
  changes          jsonb       not null,
  evaluator        jsonb       not null,
  commit_id        text,
  proposed_by      text        not null,
  proposed_at      timestamptz not null,
  outcome          text,
  reason           text,
  decision_id      uuid,
  result           int,
  closed_at        timestamptz,
  check ((outcome is null) = (closed_at is null)),
  check ((outcome is null) = (reason is null))
);
create index rule_change_of_program on rule_change (program_id, id desc);
create index rule_change_open on rule_change (program_id) where outcome is null;

create table rollback (
  id               uuid        primary key,
  key              text        not null unique,
  program_id       uuid        not null references program,
  program          text        not null,
  generation_id    uuid        not null references generation,
  generation       int         not null,
  to_generation_id uuid        not null references generation,
  to_generation    int         not null check (to_generation < generation),
  why              text        not null,
  proposed_by      text        not null,
  proposed_at      timestamptz not null,
  outcome          text,
  reason           text,
  decision_id      uuid,
  result           int,
  closed_at        timestamptz,
  check ((outcome is null) = (closed_at is null)),
  check ((outcome is null) = (reason is null))
);
create index rollback_of_program on rollback (program_id, id desc);
create index rollback_open on rollback (program_id) where outcome is null;
