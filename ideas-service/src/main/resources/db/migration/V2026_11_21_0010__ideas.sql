create table program (
  id                    uuid        primary key,
  name                  text        not null unique,
  version               int         not null,
  current_generation    int         not null,
  current_generation_id uuid        not null,
  last_idea_number      int         not null default 0
);

create table program_version (
  program_id  uuid        not null references program,
  version     int         not null,
  title       text        not null,
  spec        jsonb       not null,
  spec_digest text        not null,
  applied_by  text        not null,
  applied_at  timestamptz not null,
  primary key (program_id, version)
);

create table generation (
  id                  uuid        primary key,
  program_id          uuid        not null references program deferrable initially deferred,
  program             text        not null,
  program_version     int         not null,
  number              int         not null,
  parent_id           uuid        references generation,
  commit_id           text        not null,
  tag                 text        not null,
  evaluator_digest    text        not null,
  baseline_workspace  text        not null,
  evaluator_workspace text        not null,
  idea_id             uuid,
  idea_key            text,
  decision_id         uuid        unique,
  experiment_id       uuid,
  advanced_at         timestamptz not null,
  unique (program_id, number)
);

create table idea (
  id                  uuid        primary key,
  key                 text        not null unique,
  number              int         not null,
  program_id          uuid        not null references program,
  program             text        not null,
  program_version     int         not null,
  generation_id       uuid        not null references generation,
  generation          int         not null,
  title               text        not null,
  hypothesis          text        not null,
  summary             text        not null,
  provenance          jsonb       not null,
  authors             jsonb       not null,
  changed_paths       jsonb       not null,
  changed_lines       int         not null,
  patch               bytea       not null,
  patch_digest        text        not null,
  commit_id           text        not null,
  candidate_workspace text        not null,
  normalised_digest   text        not null,
  rebased_from        uuid        references idea,
  rebased_as          uuid        references idea,
  status              text        not null,
  status_reason       text,
  verdict             jsonb,
  experiment_id       uuid,
  proposed_at         timestamptz not null,
  closed_at           timestamptz,
  unique (program_id, number)
);

-- Nothing is tested twice. A rebased idea may repeat its own ancestor on a newer generation.
create unique index idea_is_new on idea (program_id, normalised_digest) where rebased_from is null;
create index idea_of_program on idea (program_id, id desc);
create index idea_open on idea (program_id) where status = 'OPEN';

-- How to make a tarball again from git when its file is gone.
create table workspace (
  digest       text    primary key,
  program      text    not null,
  commit_id    text    not null,
  left_out     jsonb   not null,
  holds_sealed boolean not null
);

-- How many ideas people asked the built-in generator for, and how many of them are made.
create table generator_request (
  id           uuid        primary key,
  program_id   uuid        not null references program,
  asked        int         not null check (asked > 0),
  proposed     int         not null default 0 check (proposed <= asked),
  sponsor      text        not null,
  origin       text        not null,
  exhausted    boolean     not null default false,
  requested_at timestamptz not null
);
create index generator_request_open on generator_request (requested_at)
  where proposed < asked and not exhausted;
