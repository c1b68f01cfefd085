-- Policies are applied by people from now on: who did, and when. Nobody applied what was shipped.
alter table policy_version
  add column applied_by text,
  add column applied_at timestamptz not null default now();

-- New versions of policies wait here while people judge them.
create table policy_amendment (
  id          uuid        primary key,
  review_key  text        not null unique,
  name        text        not null,
  version     int         not null,
  content     text        not null,
  proposed_by text        not null,
  proposed_at timestamptz not null,
  outcome     text
);
create index policy_amendment_open on policy_amendment (name) where outcome is null;
