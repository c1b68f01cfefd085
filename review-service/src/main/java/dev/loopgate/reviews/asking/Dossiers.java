package dev.loopgate.reviews.asking;

import dev.loopgate.contracts.experiments.ExperimentConcluded;
import dev.loopgate.contracts.experiments.RunFlagged;
import dev.loopgate.contracts.ideas.IdeaProposed;
import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.reviews.policy.KnownPolicy;
import dev.loopgate.reviews.policy.Policies;
import dev.loopgate.reviews.review.Question;
import dev.loopgate.reviews.review.Review;
import dev.loopgate.reviews.rules.Dossier;
import dev.loopgate.reviews.subject.KnownExperiment;
import dev.loopgate.reviews.subject.KnownIdea;
import dev.loopgate.reviews.subject.SubjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts together what a review shows, from what the peers have told so far. */
@ApplicationScoped
class Dossiers {
  private final SubjectStore subjects;
  private final Policies policies;

  @Inject
  Dossiers(SubjectStore subjects, Policies policies) {
    this.subjects = subjects;
    this.policies = policies;
  }

  Dossier compose(ReviewKind kind, KnownIdea idea, @Nullable KnownExperiment experiment) {
    IdeaProposed proposed = idea.proposed();
    return new Dossier(
        Review.key(kind, proposed.key()),
        kind,
        proposed.programId(),
        proposed.program(),
        proposed.programVersion(),
        proposed.generationId(),
        proposed.generation(),
        idea.policy(),
        policies.version(idea.policy()).map(KnownPolicy::digest).orElse(null),
        idea(idea),
        null,
        experiment == null ? null : plan(experiment),
        experiment == null ? null : evidence(experiment),
        experiment == null ? List.of() : flags(experiment));
  }

  Dossier compose(Question question) {
    return new Dossier(
        question.key(),
        question.kind(),
        question.programId(),
        question.program(),
        question.programVersion(),
        question.generationId(),
        question.generation(),
        question.policy(),
        policies.version(question.policy()).map(KnownPolicy::digest).orElse(null),
        null,
        new Dossier.Question(
            question.id(),
            question.key(),
            question.title(),
            question.reason(),
            question.authors(),
            question.content(),
            question.askedAt()),
        null,
        null,
        List.of());
  }

  private static Dossier.Idea idea(KnownIdea idea) {
    IdeaProposed proposed = idea.proposed();
    return new Dossier.Idea(
        idea.id(),
        proposed.key(),
        proposed.title(),
        proposed.hypothesis(),
        proposed.summary(),
        proposed.provenance(),
        idea.authors().stream().sorted().toList(),
        proposed.changedPaths(),
        proposed.changedLines(),
        proposed.patchDigest(),
        proposed.candidateWorkspace(),
        proposed.rebasedFrom(),
        proposed.flags(),
        proposed.generator(),
        proposed.proposedAt());
  }

  private static Dossier.@Nullable Plan plan(KnownExperiment experiment) {
    if (experiment.registration() == null || experiment.registrationDigest() == null) {
      return null;
    }
    return new Dossier.Plan(
        experiment.id(), experiment.registrationDigest(), experiment.registration());
  }

  private static Dossier.@Nullable Evidence evidence(KnownExperiment experiment) {
    ExperimentConcluded concluded = experiment.conclusion();
    if (concluded == null) {
      return null;
    }
    return new Dossier.Evidence(
        concluded.verdict(),
        concluded.evidenceDigest(),
        experiment.evidenceIntact(),
        concluded.evidence().registrationDigest(),
        concluded.weakestIsolation(),
        concluded.runs(),
        concluded.flags(),
        concluded.claimedEffect(),
        concluded.tripwires(),
        concluded.concludedAt());
  }

  private List<Dossier.Flag> flags(KnownExperiment experiment) {
    return subjects.flagsOf(experiment.id()).stream().map(Dossiers::flag).toList();
  }

  private static Dossier.Flag flag(RunFlagged flagged) {
    return new Dossier.Flag(
        flagged.runId(),
        flagged.attemptId(),
        flagged.stage(),
        flagged.kind(),
        flagged.evidence(),
        flagged.flaggedAt());
  }
}
