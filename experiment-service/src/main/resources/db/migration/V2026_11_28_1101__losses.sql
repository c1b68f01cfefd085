-- A loss that neither worker nor service explained, and an attempt that runs alone on its worker.
alter table attempt add column unexplained boolean not null default false;
alter table attempt add column alone boolean not null default false;
create index attempt_alone on attempt (worker) where alone and state in ('PENDING', 'LEASED');
