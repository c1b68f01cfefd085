package dev.loopgate.reviews.rules;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.ideas.IdeaFlag;
import dev.loopgate.contracts.ideas.IdeaProposed;
import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.contracts.reviews.VoteCast.Value;
import dev.loopgate.reviews.Samples;
import dev.loopgate.reviews.Samples.Subject;
import dev.loopgate.reviews.policy.KnownPolicy;
import dev.loopgate.reviews.policy.TestPolicies;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the tests of assessments share: dossiers, votes and terms to judge them by. */
abstract class Assessing {
  static final String NOW = "sha256:now";
  static final String BEFORE = "sha256:before";
  static final Set<String> AUTHORS = Set.of("author", "sponsor");

  static final Subject SUBJECT =
      new Subject(new UUID(0, 1), "digits", new UUID(0, 2), "digits-1", new UUID(0, 3));

  static Assessment assess(Dossier dossier, Voice... voices) {
    return assess(policy(Terms.Veto.REJECTS), dossier, votes(voices));
  }

  static Assessment assess(@Nullable KnownPolicy policy, Dossier dossier, Standing standing) {
    return assess(policy, dossier, standing, null);
  }

  static Assessment assess(
      @Nullable KnownPolicy policy,
      Dossier dossier,
      Standing standing,
      @Nullable Isolation offered) {
    return Assessment.of(
        policy == null ? null : policy.policy(),
        dossier,
        (policy == null ? Findings.of(Map.of()) : policy.findings(dossier)).offering(offered),
        standing);
  }

  static Standing votes(Voice... voices) {
    VoteHistory history =
        new VoteHistory(
            List.of(voices),
            List.of(new Edition(BEFORE, false), new Edition(NOW, false)),
            List.of(),
            List.of(),
            Set.of());
    return new Electorate(history, AUTHORS, Set.of(), null, Samples.NOON).standing(Map.of(), null);
  }

  static Voice says(String person, Value value, String dossier) {
    return new Voice(
        UUID.randomUUID(), person, null, null, value, Set.of(Role.REVIEWER), dossier, Samples.NOON);
  }

  static List<String> states(Assessment assessment) {
    return assessment.requirements().stream().map(r -> r.name() + " " + r.state()).toList();
  }

  static KnownPolicy policy(Terms.Veto veto) {
    return TestPolicies.read(
        TestPolicies.text("standard").replace("veto: REJECTS", "veto: " + veto));
  }

  static Dossier clearance(int changedLines, IdeaFlag... flags) {
    return dossier(ReviewKind.CLEARANCE, changedLines, null, null, flags);
  }

  static Dossier improved() {
    return adoption(Samples.verdict(Verdict.Outcome.IMPROVED), Samples.registration(SUBJECT));
  }

  static Dossier adoption(Verdict verdict, Registration registration) {
    return dossier(
        ReviewKind.ADOPTION,
        1,
        plan(registration),
        evidence(verdict, "sha256:plan", true, Isolation.BUBBLEWRAP));
  }

  static Dossier.Plan plan(Registration registration) {
    return new Dossier.Plan(SUBJECT.experimentId(), "sha256:plan", registration);
  }

  static Dossier.Evidence evidence(
      Verdict verdict, String plan, boolean intact, @Nullable Isolation weakest) {
    return new Dossier.Evidence(
        verdict, Samples.DIGEST, intact, plan, weakest, 12, 0, null, List.of(), Samples.NOON);
  }

  static Dossier dossier(
      ReviewKind kind,
      int changedLines,
      Dossier.@Nullable Plan plan,
      Dossier.@Nullable Evidence evidence,
      IdeaFlag... flags) {
    return dossier(
        kind, Samples.with(Samples.idea(SUBJECT, changedLines), null, flags), plan, evidence);
  }

  static Dossier dossier(
      ReviewKind kind,
      IdeaProposed idea,
      Dossier.@Nullable Plan plan,
      Dossier.@Nullable Evidence evidence) {
    return new Dossier(
        "digits-1-" + kind,
        kind,
        SUBJECT.programId(),
        "digits",
        1,
        idea.generationId(),
        1,
        "standard@1",
        Samples.DIGEST,
        Samples.shown(idea),
        null,
        plan,
        evidence,
        List.of());
  }
}
