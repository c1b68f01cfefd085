create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = 'restrict_violation';
end
$$;

-- The record. Its head is the one sequencer: whoever appends locks it until commit.
create table record_head (
  id   int    primary key check (id = 1),
  size bigint not null,
  hash text   not null
);
insert into record_head (id, size, hash)
values (1, 0, 'sha256:0000000000000000000000000000000000000000000000000000000000000000');

create table record_entry (
  index         bigint primary key check (index >= 0),
  previous_hash text   not null unique,
  kind          text   not null,
  recorded_at   text   not null,
  entry         text   not null,
  hash          text   not null unique
);
create trigger record_entry_is_append_only before update or delete or truncate on record_entry
  for each statement execute function refuse_change();
revoke update, delete, truncate on record_entry from public;
revoke update, delete, truncate on record_entry from current_user;

create table policy_version (
  ref     text not null primary key,
  name    text not null,
  version int  not null,
  digest  text not null,
  content text not null,
  unique (name, version)
);
create trigger policy_version_is_append_only before update or delete or truncate on policy_version
  for each statement execute function refuse_change();

-- What the peers' feeds have told about the subjects of reviews.
create table program_version (
  program_id  uuid not null,
  version     int  not null,
  name        text not null,
  policy_name text not null,
  primary key (program_id, version)
);

create table known_idea (
  id             uuid primary key,
  policy         text not null,
  authors        text not null,
  proposed       text not null,
  closed_outcome text
);

create table known_experiment (
  id                  uuid    primary key,
  idea_id             uuid    not null,
  registration_digest text,
  registration        text,
  conclusion          text,
  evidence_intact     boolean not null
);
create index known_experiment_by_idea on known_experiment (idea_id);

create table run_flag (
  seq           bigint generated always as identity primary key,
  event_id      text   not null unique,
  experiment_id uuid   not null,
  flag          text   not null
);
create index run_flag_by_experiment on run_flag (experiment_id);

create table review (
  id              uuid        primary key,
  key             text        not null unique,
  kind            text        not null,
  program_id      uuid        not null,
  program         text        not null,
  idea_id         uuid        not null,
  idea_key        text        not null,
  experiment_id   uuid,
  generation_id   uuid        not null,
  generation      int         not null,
  policy          text        not null,
  state           text        not null check (state in ('OPEN', 'DECIDED', 'SUPERSEDED')),
  state_reason    text,
  dossier_version int         not null,
  dossier_digest  text        not null,
  opened_at       timestamptz not null
);
create index review_by_program on review (program_id, id);
create index review_by_idea on review (idea_id);
create index review_open on review (id) where state = 'OPEN';

create table dossier_version (
  id         uuid        primary key,
  review_id  uuid        not null,
  version    int         not null,
  digest     text        not null,
  content    text        not null,
  created_at timestamptz not null,
  unique (review_id, version),
  unique (review_id, digest)
);
create trigger dossier_version_is_append_only before update or delete or truncate on dossier_version
  for each statement execute function refuse_change();

create table vote (
  id             uuid        primary key,
  review_id      uuid        not null,
  number         int         not null,
  voter          text        not null,
  value          text        not null,
  reason         text        not null,
  dossier_digest text        not null,
  cast_at        timestamptz not null,
  unique (review_id, number)
);
create trigger vote_is_append_only before update or delete or truncate on vote
  for each statement execute function refuse_change();

create table decision (
  id             uuid        primary key,
  review_id      uuid        not null unique,
  review_key     text        not null,
  kind           text        not null,
  outcome        text        not null,
  program_id     uuid        not null,
  program        text        not null,
  idea_id        uuid        not null,
  idea_key       text        not null,
  generation_id  uuid        not null,
  generation     int         not null,
  experiment_id  uuid,
  dossier_digest text        not null,
  policy         text        not null,
  rule           text        not null,
  deciders       text        not null,
  reason         text        not null,
  record_index   bigint      not null unique,
  decided_at     timestamptz not null
);
create index decision_by_program on decision (program_id, id);
create trigger decision_is_append_only before update or delete or truncate on decision
  for each statement execute function refuse_change();
