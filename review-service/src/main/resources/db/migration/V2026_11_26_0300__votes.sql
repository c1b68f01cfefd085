-- What a vote is bound to: whose voice, as what, how proven, on which terms, after looking at what.
alter table vote
  add column on_behalf_of    text,
  add column delegation_id   uuid,
  add column roles           text   not null default '[]',
  add column authentication  text,
  add column revision_digest text,
  add column evidence_digest text,
  add column policy          text,
  add column policy_digest   text,
  add column reason_codes    text   not null default '[]',
  add column behaviour       text,
  add column salt            text;
create index vote_by_voter on vote (voter, cast_at);

-- Whether approvals of the dossier before stay current, as the policy says.
alter table dossier_version add column carries_approvals boolean not null default false;

create table delegation (
  id          uuid        primary key,
  delegator   text        not null,
  delegate    text        not null check (delegate <> delegator),
  roles       text        not null,
  kinds       text        not null,
  program     text,
  review_key  text,
  reason      text        not null,
  starts_at   timestamptz not null,
  expires_at  timestamptz not null check (expires_at > starts_at),
  revoked_at  timestamptz
);
create index delegation_by_delegate on delegation (delegate, expires_at);
create index delegation_by_delegator on delegation (delegator, id);

-- People who may vote, as they were last seen: the set from which a quorum can come.
create table reviewer (
  person    text        primary key,
  roles     text        not null,
  seen_at   timestamptz not null
);

create table veto_override (
  id             uuid        primary key,
  review_id      uuid        not null,
  number         int         not null,
  person         text        not null,
  roles          text        not null,
  vetoes         text        not null,
  dossier_digest text        not null,
  reason         text        not null,
  called_at      timestamptz not null,
  unique (review_id, number)
);
create trigger veto_override_is_append_only before update or delete or truncate on veto_override
  for each statement execute function refuse_change();

create table glass_break (
  id             uuid        primary key,
  review_id      uuid        not null,
  number         int         not null,
  person         text        not null,
  dossier_digest text        not null,
  reason         text        not null,
  called_at      timestamptz not null,
  unique (review_id, number)
);
create trigger glass_break_is_append_only before update or delete or truncate on glass_break
  for each statement execute function refuse_change();

-- A break-glass that two people made, until somebody else has looked at it.
create table break_glass (
  id             uuid        primary key,
  review_id      uuid        not null,
  review_key     text        not null,
  people         text        not null,
  reasons        text        not null,
  dossier_digest text        not null,
  used_at        timestamptz not null,
  expires_at     timestamptz not null,
  due_at         timestamptz not null,
  reviewed_by    text,
  reviewed_at    timestamptz,
  finding        text,
  comment        text,
  unique (review_id, dossier_digest)
);
create index break_glass_unreviewed on break_glass (due_at) where reviewed_at is null;

create table opening (
  id             uuid        primary key,
  review_id      uuid        not null,
  person         text        not null,
  what           text        not null,
  dossier_digest text        not null,
  opened_at      timestamptz not null
);
create index opening_by_review on opening (review_id, person, opened_at);
