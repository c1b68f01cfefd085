-- Reviews that are planted to see whether people look. They end in a state of their own.
alter table review
  drop constraint review_state_check,
  add constraint review_state_check
    check (state in ('OPEN', 'DECIDED', 'SUPERSEDED', 'PLANTED'));

-- The key of a plant that has ended is free for the true idea that gets its number.
alter table review drop constraint review_key_key;
create unique index review_by_key on review (key) where state <> 'PLANTED';
create index review_by_any_key on review (key);

create table plant (
  id         uuid        primary key,
  review_id  uuid        not null unique,
  review_key text        not null,
  program_id uuid        not null,
  program    text        not null,
  number     int         not null,
  model      text        not null,
  defect     text        not null,
  planter    text        not null,
  salt       text        not null,
  planted_at timestamptz not null,
  result     text check (result in ('CAUGHT', 'MISSED', 'UNDECIDED')),
  ended_at   timestamptz,
  check ((result is null) = (ended_at is null))
);
create index plant_open on plant (program_id, id) where result is null;

create table plant_answer (
  plant_id uuid    not null references plant (id),
  person   text    not null,
  caught   boolean not null,
  primary key (plant_id, person)
);
create index plant_answer_by_person on plant_answer (person);
create trigger plant_answer_is_append_only before update or delete or truncate on plant_answer
  for each statement execute function refuse_change();

-- Whatever the program does: nothing that was planted is ever decided.
create function refuse_planted() returns trigger language plpgsql as $$
begin
  if exists (select from plant where review_id = new.review_id) then
    raise exception 'review % was planted and is never decided', new.review_id
      using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger decision_is_of_no_plant before insert on decision
  for each row execute function refuse_planted();
