-- The strongest sandbox that a worker offers, as experiment-service told last; no row before any worker was there.
create table sandbox_offer (
  singleton  boolean     primary key default true check (singleton),
  isolation  text        not null,
  worker     text        not null,
  offered_at timestamptz not null
);
