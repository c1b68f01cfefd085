package dev.loopgate.ideas.rulechange;

import dev.loopgate.ideas.question.QuestionRepository;
import jakarta.inject.Singleton;

/** Finds rule changes. */
@Singleton
class RuleChangeRepository extends QuestionRepository<RuleChange> {}
