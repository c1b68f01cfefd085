-- Agents whom a person has silenced: they change nothing as long as it is not lifted.
create table silence (
  id          uuid        primary key,
  subject     text        not null,
  silenced_by text        not null,
  reason      text        not null,
  silenced_at timestamptz not null,
  lifted_by   text,
  lift_reason text,
  lifted_at   timestamptz,
  check ((lifted_at is null) = (lifted_by is null)),
  check ((lifted_at is null) = (lift_reason is null))
);
create index silence_in_force on silence (subject) where lifted_at is null;
