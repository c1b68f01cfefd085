package dev.loopgate.reviews.bundle;

import dev.loopgate.contracts.experiments.ExperimentConcluded;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.ideas.IdeaProposed;
import dev.loopgate.reviews.bundle.Statement.Descriptor;
import dev.loopgate.reviews.decision.DecisionView;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says in the words of in-toto what an experiment showed and what people decided. */
final class Attest {
  static final String TEST_RESULT = "https://in-toto.io/attestation/test-result/v0.1";
  static final String DECISION = "https://loopgate.dev/attestation/decision/v1";

  private Attest() {}

  private record TestResult(
      String result,
      List<Descriptor> configuration,
      List<String> passedTests,
      List<String> failedTests) {}

  /** Free text is left out, so that it can still be erased. */
  private record Decided(
      UUID decisionId,
      UUID reviewId,
      String reviewKey,
      String kind,
      String outcome,
      String program,
      int generation,
      @Nullable UUID experimentId,
      String policy,
      String rule,
      List<String> deciders,
      String decidedAt,
      String logOrigin,
      long logIndex) {}

  /** What was judged: the patch and the workspace that it makes; a dossier where there is none. */
  static List<Descriptor> subjects(DecisionView decision, @Nullable IdeaProposed idea) {
    List<Descriptor> subjects = new ArrayList<>();
    if (idea != null) {
      subjects.add(Descriptor.of("patch", idea.patchDigest()));
      subjects.add(Descriptor.of("candidate-workspace", idea.candidateWorkspace()));
    }
    subjects.add(Descriptor.of("dossier", decision.dossierDigest()));
    return subjects;
  }

  static Statement verdict(List<Descriptor> subjects, ExperimentConcluded concluded) {
    Verdict verdict = concluded.verdict();
    List<String> passed = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    boolean improved = verdict.outcome() == Verdict.Outcome.IMPROVED;
    (improved ? passed : failed).add("objective");
    verdict
        .guards()
        .forEach(guard -> (guard.broken() ? failed : passed).add("guard " + guard.metric()));
    List<Descriptor> configuration =
        List.of(
            Descriptor.of("registration", concluded.evidence().registrationDigest()),
            Descriptor.of("evidence", concluded.evidenceDigest()));
    return Statement.of(
        subjects,
        TEST_RESULT,
        new TestResult(improved ? "PASSED" : "FAILED", configuration, passed, failed));
  }

  static Statement decision(
      List<Descriptor> subjects, DecisionView decision, String origin, long index) {
    return Statement.of(
        subjects,
        DECISION,
        new Decided(
            decision.id(),
            decision.reviewId(),
            decision.reviewKey(),
            decision.kind().name(),
            decision.outcome().name(),
            decision.program(),
            decision.generation(),
            decision.experimentId(),
            decision.policy(),
            decision.rule(),
            decision.deciders(),
            decision.decidedAt().toString(),
            origin,
            index));
  }
}
