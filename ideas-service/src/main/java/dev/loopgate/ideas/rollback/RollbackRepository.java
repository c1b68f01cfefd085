package dev.loopgate.ideas.rollback;

import dev.loopgate.ideas.question.QuestionRepository;
import jakarta.inject.Singleton;

/** Finds rollbacks. */
@Singleton
class RollbackRepository extends QuestionRepository<Rollback> {}
