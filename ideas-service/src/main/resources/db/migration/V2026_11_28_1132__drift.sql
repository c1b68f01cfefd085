-- An idea whose test said nothing because its baseline was not what it was: it is tested again as a new one.
alter table idea add column drifted boolean not null default false;
