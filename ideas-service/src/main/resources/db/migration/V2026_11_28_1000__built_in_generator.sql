-- The built-in generator that wrote it: declared values in declared ranges, no code. Null when anybody else did, and
-- for ideas from before, which nobody can tell apart any more.
alter table idea add column generator text;
