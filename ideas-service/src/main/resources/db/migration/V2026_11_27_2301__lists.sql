-- Every list is ordered by id, newest first, and narrowed by what these begin with.
create index generation_list on generation (program_id, id desc);
create index generator_request_list on generator_request (program_id, id desc);
create index idea_list_by_status on idea (program_id, status, id desc);
create index idea_of_all_by_status on idea (status, id desc);
