-- People who came with a token of their own; only they answer for agents. Those who left a trace before are known.
create table person (
  subject text primary key
);
insert into person (subject)
select applied_by from program_version
union
select provenance ->> 'principal' from idea where provenance ->> 'kind' = 'HUMAN'
union
select lifted_by from quarantine where lifted_by is not null
union
select lower(btrim(applied_by)) from program_version;
