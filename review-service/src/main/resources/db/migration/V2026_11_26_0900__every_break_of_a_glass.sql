-- Glass that was broken, reviewed and whole again can break once more for the same dossier, and
-- that is told and reviewed once more.
alter table break_glass drop constraint break_glass_review_id_dossier_digest_key;
create index break_glass_by_review on break_glass (review_id, dossier_digest);
