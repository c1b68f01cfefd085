-- The strongest sandbox that was told to be on offer; null before any worker was there. Its row is the turn of who registers.
create table sandbox_offer (
  singleton boolean primary key default true check (singleton),
  isolation text
);
insert into sandbox_offer default values;
