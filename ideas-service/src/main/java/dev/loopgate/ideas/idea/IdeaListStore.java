package dev.loopgate.ideas.idea;

import dev.loopgate.chassis.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Pages of ideas, without their patches. Only the conditions that narrow a list are asked, so that
 * each has its index.
 */
@ApplicationScoped
class IdeaListStore {
  private static final String SELECT =
      """
      select id, key, number, program_id, program, program_version, generation_id, generation,
        title, hypothesis, summary, provenance, authors, changed_paths, changed_lines, patch_digest,
        commit_id, candidate_workspace, normalised_digest, rebased_from, rebased_as, canary, flags,
        status, status_reason, verdict, experiment_id, proposed_at, closed_at
      from idea
      where id < :below
      """;

  private final Sql sql;

  @Inject
  IdeaListStore(Sql sql) {
    this.sql = sql;
  }

  /** Newest first, below an id; of all programs and in any state where that is null. */
  List<Idea> page(@Nullable UUID programId, @Nullable IdeaStatus status, UUID below, int limit) {
    String where =
        (programId == null ? "" : " and program_id = :programId")
            + (status == null ? "" : " and status = :status");
    Query query = sql.query(SELECT + where + " order by id desc limit :limit");
    if (programId != null) {
      query.bind("programId", programId);
    }
    if (status != null) {
      query.bind("status", status);
    }
    return query.bind("below", below).bind("limit", limit).map(IdeaStore::read).list();
  }
}
