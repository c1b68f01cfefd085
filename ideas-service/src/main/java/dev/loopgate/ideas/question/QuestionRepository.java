package dev.loopgate.ideas.question;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds the questions of one kind. */
public abstract class QuestionRepository<Q extends Question>
    implements PanacheRepositoryBase<Q, UUID> {

  /** What people are asked about a program now, oldest first. */
  public List<Q> open(UUID programId) {
    return list("programId = ?1 and ending.outcome is null order by id", programId);
  }

  Optional<Q> find(UUID programId, String key) {
    return find("programId = ?1 and key = ?2", programId, key).firstResultOptional();
  }

  /** Newest first, below an id. */
  List<Q> page(UUID programId, UUID below, int limit) {
    return find("programId = ?1 and id < ?2 order by id desc", programId, below)
        .page(0, limit)
        .list();
  }
}
