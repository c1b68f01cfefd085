-- Lists are ordered by id, newest first, and narrowed by what these begin with.
create index experiment_by_state on experiment (state, id desc);
create index experiment_by_kind on experiment (kind, id desc);
