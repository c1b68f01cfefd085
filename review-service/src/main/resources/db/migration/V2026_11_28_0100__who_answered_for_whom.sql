-- Whoever answered for an agent once is an author of all that it proposes.
create table agent_sponsor (
  agent   text not null,
  sponsor text not null,
  primary key (agent, sponsor)
);
insert into agent_sponsor (agent, sponsor)
select distinct proposed::jsonb #>> '{provenance,principal}', proposed::jsonb #>> '{provenance,sponsor}'
from known_idea
where proposed::jsonb #>> '{provenance,sponsor}' is not null;

-- Ideas name what they build on by its key.
alter table known_idea add column key text;
update known_idea set key = proposed::jsonb ->> 'key';
alter table known_idea alter column key set not null;
create index known_idea_by_key on known_idea (key);

-- People are compared in one form, however they are spelt.
delete from delegation where lower(btrim(delegator)) = lower(btrim(delegate));
update delegation set delegator = lower(btrim(delegator)), delegate = lower(btrim(delegate));
delete from reviewer where person <> lower(btrim(person));
