-- Copies of what ideas-service and review-service said, so that nothing here waits for a peer.
create table program (
  id              uuid        primary key,
  name            text        not null,
  version         integer     not null,
  registrations   integer     not null default 0,   -- t: never goes back
  concurrent_runs integer     not null,
  leased_at       timestamptz
);
create index program_name on program (name);

create table program_version (
  program_id uuid    not null,
  version    integer not null,
  spec       jsonb   not null,
  primary key (program_id, version)
);

create table generation (
  id         uuid    primary key,
  program_id uuid    not null,
  number     integer not null,
  fact       jsonb   not null
);

-- Idea and clearance come by different feeds, in any order, and meet in one row.
create table idea (
  id                uuid  primary key,
  program_id        uuid,
  fact              jsonb,
  minimum_isolation text,
  outcome           text
);
create index idea_adopted on idea (program_id) where outcome = 'ADOPTED';

create table experiment (
  id                  uuid        primary key,
  kind                text        not null,
  state               text        not null,
  program_id          uuid        not null,
  program_name        text        not null,
  program_version     integer     not null,
  generation_id       uuid        not null,
  generation          integer     not null,
  idea_id             uuid,
  idea_key            text,
  minimum_isolation   text        not null,
  registration        text,
  registration_digest text,
  seed_secret         text,
  pairs               integer     not null default 0,
  e_value             text,
  verdict             text,
  evidence            text,
  evidence_digest     text,
  weakest_isolation   text,
  claimed_effect      double precision,
  baseline            text,
  reason              text,
  created_at          timestamptz not null,
  registered_at       timestamptz,
  concluded_at        timestamptz
);
create unique index experiment_idea on experiment (idea_id) where idea_id is not null;
create unique index experiment_baseline on experiment (generation_id) where kind = 'BASELINE';
create index experiment_waiting on experiment (generation_id) where state = 'WAITING_FOR_BASELINE';
create index experiment_program on experiment (program_id, id);
create index experiment_idea_key on experiment (idea_key);

-- What the runs of an experiment execute; frozen with the first of them.
create table run_plan (
  experiment_id uuid  primary key,
  isolation     text  not null,
  plan          jsonb not null
);

create table run (
  id            uuid        primary key,
  experiment_id uuid        not null,
  program_id    uuid        not null,
  arm           text        not null,
  index         integer     not null,
  position      integer     not null,
  seed          bigint      not null,
  state         text        not null,
  failure       text,
  created_at    timestamptz not null,
  ended_at      timestamptz,
  unique (experiment_id, index, arm)
);
create index run_under_way on run (program_id) where state = 'RUNNING';

create table attempt (
  id                uuid        primary key,
  run_id            uuid        not null references run (id),
  experiment_id     uuid        not null,
  program_id        uuid        not null,
  stage             text        not null,
  stage_index       integer     not null,
  trusted           boolean     not null,
  number            integer     not null,
  state             text        not null,
  cancel_requested  boolean     not null default false,
  worker            text,
  token_hash        text,
  expires_at        timestamptz,
  outcome           text,
  exit_code         integer,
  isolation         text,
  detail            text,
  completion_digest text,
  created_at        timestamptz not null,
  started_at        timestamptz,
  ended_at          timestamptz,
  unique (run_id, stage_index, number)
);
-- Only what is alive is in the hot indexes.
create index attempt_pending on attempt (program_id, experiment_id) where state = 'PENDING';
create index attempt_leased on attempt (expires_at) where state = 'LEASED';
create index attempt_experiment on attempt (experiment_id);
create index attempt_program on attempt (program_id) where started_at is not null;

create table attempt_flag (
  attempt_id    uuid        not null references attempt (id),
  experiment_id uuid        not null,
  seq           integer     not null,
  kind          text        not null,
  evidence      text        not null,
  flagged_at    timestamptz not null,
  primary key (attempt_id, seq)
);
create index attempt_flag_experiment on attempt_flag (experiment_id);

create table metric (
  attempt_id uuid    not null references attempt (id),
  run_id     uuid    not null,
  seq        integer not null,
  key        text    not null,
  value      numeric not null,
  step       bigint  not null,
  primary key (attempt_id, seq)
);
create index metric_run on metric (run_id, key);

create table run_param (
  run_id     uuid not null references run (id),
  key        text not null,
  value      text not null,
  primary key (run_id, key)
);

create table run_tag (
  run_id uuid not null references run (id),
  key    text not null,
  value  text not null,
  primary key (run_id, key)
);

create table run_artifact (
  attempt_id uuid   not null references attempt (id),
  run_id     uuid   not null,
  path       text   not null,
  digest     text   not null,
  size       bigint not null,
  primary key (attempt_id, path)
);
create index run_artifact_run on run_artifact (run_id);
create index run_artifact_digest on run_artifact (digest);

create table worker (
  name          text        primary key,
  machine       text        not null,
  isolation     text        not null,
  slots         integer     not null,
  registered_at timestamptz not null,
  last_seen_at  timestamptz not null
);
