-- The transparency log takes over from the hash chain. What is to be logged is inserted in the
-- transaction of the change; one sequencer gives indexes later, in batches, in the order of seq.
drop table record_entry;
drop table record_head;

create table log_entry (
  seq  bigint not null generated always as identity primary key,
  id   uuid   not null unique,
  leaf text   not null
);
create trigger log_entry_is_append_only before update or delete or truncate on log_entry
  for each statement execute function refuse_change();
revoke update, delete, truncate on log_entry from public;
-- Foreign keys lock the row that they point to, and PostgreSQL wants the right to update for that.
revoke delete, truncate on log_entry from current_user;

-- Entries that are too long for a leaf, which has their digest.
create table log_content (
  entry_id uuid primary key references log_entry (id),
  content  text not null
);
create trigger log_content_is_append_only before update or delete or truncate on log_content
  for each statement execute function refuse_change();
revoke update, delete, truncate on log_content from public;
revoke update, delete, truncate on log_content from current_user;

-- Free text, of which the leaf has a salted commitment: the one thing here that may be deleted.
create table log_text (
  entry_id uuid not null references log_entry (id),
  pointer  text not null,
  salt     text not null,
  content  text not null,
  primary key (entry_id, pointer)
);
create trigger log_text_is_never_changed before update or truncate on log_text
  for each statement execute function refuse_change();

-- What is told to the peers once the entry has its index.
create table log_announcement (
  seq      bigint not null generated always as identity primary key,
  entry_id uuid   not null references log_entry (id),
  type     text   not null,
  subject  text   not null,
  data     text   not null
);
create index log_announcement_by_entry on log_announcement (entry_id);
create trigger log_announcement_is_append_only before update or delete or truncate on log_announcement
  for each statement execute function refuse_change();
revoke update, delete, truncate on log_announcement from public;
revoke update, delete, truncate on log_announcement from current_user;

-- Level 0 of the tree: an entry's index, and its leaf hash (RFC 6962).
create table log_leaf (
  index    bigint primary key check (index >= 0),
  entry_id uuid   not null unique references log_entry (id),
  hash     bytea  not null check (length(hash) = 32)
);
create trigger log_leaf_is_append_only before update or delete or truncate on log_leaf
  for each statement execute function refuse_change();
revoke update, delete, truncate on log_leaf from public;
revoke update, delete, truncate on log_leaf from current_user;

-- The levels above: the root of each full tile below. Tiles and bundles are cut from these rows.
create table log_node (
  level smallint not null check (level between 1 and 7),
  index bigint   not null check (index >= 0),
  hash  bytea    not null check (length(hash) = 32),
  primary key (level, index)
);
create trigger log_node_is_append_only before update or delete or truncate on log_node
  for each statement execute function refuse_change();
revoke update, delete, truncate on log_node from public;
revoke update, delete, truncate on log_node from current_user;

-- Entries without an index. One leaves only when it has got one.
create table log_pending (
  entry_id uuid   primary key references log_entry (id),
  seq      bigint not null unique
);
create function refuse_loss() returns trigger language plpgsql as $$
begin
  if not exists (select from log_leaf where entry_id = old.entry_id) then
    raise exception 'log_pending is a queue: % has no index yet, % refused', old.entry_id, tg_op
      using errcode = 'restrict_violation';
  end if;
  return old;
end
$$;
create trigger log_pending_loses_nothing before delete on log_pending
  for each row execute function refuse_loss();
create trigger log_pending_is_never_changed before update or truncate on log_pending
  for each statement execute function refuse_change();

-- Whoever sequences holds the tree until commit; the newest checkpoint is what auditors see.
create table log_tree (
  id   int    primary key check (id = 1),
  size bigint not null,
  root bytea  not null
);
insert into log_tree (id, size, root) values (1, 0, sha256(''));

create table log_checkpoint (
  id   int    primary key check (id = 1),
  size bigint not null,
  note text   not null
);

create function refuse_shrinking() returns trigger language plpgsql as $$
begin
  if tg_op <> 'UPDATE' or new.size < old.size then
    raise exception '% never shrinks: % refused', tg_table_name, tg_op
      using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger log_tree_never_shrinks before update or delete on log_tree
  for each row execute function refuse_shrinking();
create trigger log_checkpoint_never_shrinks before update or delete on log_checkpoint
  for each row execute function refuse_shrinking();

alter table decision
  drop column record_index,
  add column log_entry_id uuid unique;
