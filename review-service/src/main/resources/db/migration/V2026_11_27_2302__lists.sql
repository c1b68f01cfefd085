-- An idea that repeats another names it, so that whole lineages are read at once.
alter table known_idea add column rebased_from uuid;
update known_idea set rebased_from = (proposed::jsonb ->> 'rebasedFrom')::uuid;

-- Lists find a program by its name, and are narrowed by kind.
create index program_version_by_name on program_version (name);
create index review_by_kind on review (kind, id);
drop index delegation_by_delegate;
create index delegation_by_delegate on delegation (delegate, id);
