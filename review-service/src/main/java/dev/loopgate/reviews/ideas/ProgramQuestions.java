package dev.loopgate.reviews.ideas;

import dev.loopgate.chassis.feed.CloudEvent;
import dev.loopgate.contracts.ideas.RollbackClosed;
import dev.loopgate.contracts.ideas.RollbackProposed;
import dev.loopgate.contracts.ideas.RollbackProposed.Undone;
import dev.loopgate.contracts.ideas.RuleChangeClosed;
import dev.loopgate.contracts.ideas.RuleChangeProposed;
import dev.loopgate.contracts.ideas.RuleChangeProposed.Difference;
import dev.loopgate.contracts.ideas.RuleChangeProposed.Evaluator;
import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.reviews.asking.Reviews;
import dev.loopgate.reviews.policy.KnownPolicy;
import dev.loopgate.reviews.policy.Policies;
import dev.loopgate.reviews.record.Witness;
import dev.loopgate.reviews.review.Question;
import dev.loopgate.reviews.subject.KnownIdea;
import dev.loopgate.reviews.subject.SubjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Puts rule changes and rollbacks to people, under the policy in force, and never to those who have
 * a stake in the answer.
 */
@ApplicationScoped
class ProgramQuestions {
  /** Who judges when the program names a policy that nobody knows: it must be possible to mend. */
  private static final List<String> WITHOUT_POLICY = List.of("high-assurance", "standard");

  private final SubjectStore subjects;
  private final Policies policies;
  private final Reviews reviews;
  private final Witness witness;

  @Inject
  ProgramQuestions(SubjectStore subjects, Policies policies, Reviews reviews, Witness witness) {
    this.subjects = subjects;
    this.policies = policies;
    this.reviews = reviews;
    this.witness = witness;
  }

  /** What the record says of a rule change; values are left out, because some are for few eyes. */
  private record RulesAsked(
      UUID changeId,
      String key,
      UUID programId,
      int baseVersion,
      String specDigest,
      List<String> changedFields,
      Evaluator evaluator,
      boolean remeasured,
      String policy,
      String proposedBy) {}

  void ask(CloudEvent event, RuleChangeProposed proposed) {
    List<String> fields = proposed.changes().stream().map(Difference::field).toList();
    String policy = policy(proposed.programId(), proposed.baseVersion());
    Set<String> authors = new HashSet<>(subjects.openAuthors(proposed.programId()));
    authors.add(proposed.proposedBy());
    witness.record(
        event,
        new RulesAsked(
            proposed.changeId(),
            proposed.key(),
            proposed.programId(),
            proposed.baseVersion(),
            proposed.specDigest(),
            fields,
            proposed.evaluator(),
            proposed.remeasured(),
            policy,
            proposed.proposedBy()));
    reviews.ask(
        new Question(
            ReviewKind.RULE_CHANGE,
            proposed.changeId(),
            proposed.key(),
            proposed.programId(),
            proposed.program(),
            proposed.baseVersion(),
            proposed.generationId(),
            proposed.generation(),
            policy,
            "Other rules for %s: %s".formatted(proposed.program(), String.join(", ", fields)),
            "%s applied a program file that changes the rules of version %d."
                .formatted(proposed.proposedBy(), proposed.baseVersion()),
            authors.stream().sorted().toList(),
            QuestionContent.of(proposed),
            proposed.proposedAt()));
  }

  void ask(CloudEvent event, RollbackProposed proposed) {
    witness.record(event, proposed);
    Set<String> authors = new HashSet<>();
    authors.add(proposed.proposedBy());
    Stream.concat(proposed.undone().stream(), proposed.reinstated().stream())
        .flatMap(this::authors)
        .forEach(authors::add);
    reviews.ask(
        new Question(
            ReviewKind.ROLLBACK,
            proposed.rollbackId(),
            proposed.key(),
            proposed.programId(),
            proposed.program(),
            proposed.programVersion(),
            proposed.generationId(),
            proposed.generation(),
            policy(proposed.programId(), proposed.programVersion()),
            "Back from generation %d of %s to generation %d"
                .formatted(proposed.generation(), proposed.program(), proposed.toGeneration()),
            proposed.reason(),
            authors.stream().sorted().toList(),
            QuestionContent.of(proposed),
            proposed.proposedAt()));
  }

  /** Nobody defends the own work by a vote, or brings it back. */
  private Stream<String> authors(Undone undone) {
    return subjects.findIdea(undone.ideaId()).map(KnownIdea::authors).stream().flatMap(Set::stream);
  }

  void close(CloudEvent event, RuleChangeClosed closed) {
    witness.record(event, closed);
    reviews.withdraw(closed.key(), closed.outcome() + ": " + closed.reason());
  }

  void close(CloudEvent event, RollbackClosed closed) {
    witness.record(event, closed);
    reviews.withdraw(closed.key(), closed.outcome() + ": " + closed.reason());
  }

  /** The newest terms of the policy that the version in force names: never of a proposed one. */
  private String policy(UUID programId, int version) {
    Optional<String> named = subjects.policyName(programId, version);
    return Stream.concat(named.stream(), WITHOUT_POLICY.stream())
        .flatMap(name -> policies.newest(name).stream())
        .findFirst()
        .map(KnownPolicy::ref)
        .orElse("unknown:" + named.orElse(""));
  }
}
