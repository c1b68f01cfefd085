package dev.loopgate.ideas.idea;

import dev.loopgate.ideas.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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
      where id < ?
      """;

  private final Database database;

  @Inject
  IdeaListStore(Database database) {
    this.database = database;
  }

  /** Newest first, below an id; of all programs and in any state where that is null. */
  List<Idea> page(@Nullable UUID programId, @Nullable IdeaStatus status, UUID below, int limit) {
    StringBuilder query = new StringBuilder(SELECT);
    List<Object> parameters = new ArrayList<>(List.of(below));
    if (programId != null) {
      query.append(" and program_id = ?");
      parameters.add(programId);
    }
    if (status != null) {
      query.append(" and status = ?");
      parameters.add(status.name());
    }
    parameters.add(limit);
    return database.list(
        query.append(" order by id desc limit ?").toString(),
        IdeaStore::read,
        parameters.toArray());
  }
}
