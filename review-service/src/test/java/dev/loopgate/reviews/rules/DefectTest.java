package dev.loopgate.reviews.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.experiments.Verdict.GuardResult;
import dev.loopgate.contracts.ideas.IdeaProposed;
import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.reviews.Samples;
import dev.loopgate.reviews.Samples.Subject;
import dev.loopgate.reviews.policy.KnownPolicy;
import dev.loopgate.reviews.policy.TestPolicies;
import dev.loopgate.wire.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DefectTest {
  private static final Subject SUBJECT =
      new Subject(new UUID(0, 1), "digits", new UUID(0, 2), "digits-1", new UUID(0, 3));
  private static final GuardResult GUARD = new GuardResult("seconds", 0.002, "0.02", "1.2", false);

  @ParameterizedTest
  @EnumSource
  void eachOneChangesTheDossierAndNothingElseFindsIt(Defect defect) {
    Dossier sound = sound(GUARD);

    Dossier bad = defect.in(sound).orElseThrow();

    assertThat(bad).isNotEqualTo(sound);
    assertThat(unmet("standard", bad)).isEmpty();
    assertThat(bad.requireIdea().authors()).isEqualTo(sound.authors());
    assertThat(bad.plan()).isEqualTo(sound.plan());
    assertThat(verdict(bad).outcome()).isEqualTo(Verdict.Outcome.IMPROVED);
    assertThat(Json.read(Json.write(bad), Dossier.class)).isEqualTo(bad);
    assertThat(defect.wrong()).endsWith(".");
  }

  @Test
  void theIntervalContainsZero() {
    Verdict verdict = verdict(Defect.INTERVAL_COVERS_ZERO.in(sound()).orElseThrow());

    assertThat(Objects.requireNonNull(verdict.low())).isNegative();
    assertThat(Objects.requireNonNull(verdict.effect())).isPositive();
    Dossier again = Defect.INTERVAL_COVERS_ZERO.in(sound()).orElseThrow();
    assertThat(Defect.INTERVAL_COVERS_ZERO.in(again)).isEmpty();
  }

  @Test
  void theEValueIsBelowItsThreshold() {
    Verdict verdict = verdict(Defect.E_VALUE_BELOW_THRESHOLD.in(sound()).orElseThrow());

    assertThat(new BigDecimal(verdict.eValue())).isLessThan(new BigDecimal(verdict.threshold()));
    assertThat(verdict.eValue()).isEqualTo("24.691320");
  }

  @Test
  void aGuardIsHarmedAndSaidToBeKeptIfThereIsOne() {
    GuardResult guard =
        verdict(Defect.GUARD_BEYOND_MARGIN.in(sound(GUARD)).orElseThrow()).guards().getFirst();

    assertThat(Objects.requireNonNull(guard.effect())).isLessThan(-3 * 0.02);
    assertThat(guard.broken()).isFalse();
    assertThat(Defect.GUARD_BEYOND_MARGIN.in(sound())).isEmpty();
  }

  @Test
  void theClaimIsFarBeyondWhatWasMeasuredAndAStrictPolicyFindsThat() {
    Dossier bad = Defect.CLAIM_FAR_BEYOND_MEASUREMENT.in(sound()).orElseThrow();

    assertThat(Objects.requireNonNull(evidence(bad).claimedEffect())).isGreaterThan(6 * 0.038);
    assertThat(unmet("high-assurance", bad)).contains("honest-claim");
    assertThat(unmet("high-assurance", sound())).isEmpty();
  }

  @Test
  void thePatchTouchesTheEvaluatorWhichOneMorePersonMustSee() {
    Dossier bad = Defect.EVALUATOR_TOUCHED.in(sound()).orElseThrow();

    assertThat(bad.requireIdea().changedPaths())
        .containsExactly("config.json", "evaluator/metrics.json");
    assertThat(SelfModification.in(bad.requireIdea().changedPaths())).isTrue();
  }

  @Test
  void aTripwireFiredAndIsCounted() {
    Dossier bad = Defect.TRIPWIRE_FIRED.in(sound()).orElseThrow();

    assertThat(bad.flags()).extracting(Dossier.Flag::kind).containsExactly("SEALED_PATH_READ");
    assertThat(evidence(bad).flags()).isEqualTo(1);
    assertThat(Objects.requireNonNull(evidence(bad).tripwires())).hasSize(1);
  }

  @Test
  void thePlanIsYoungerThanTheResult() {
    Dossier bad = Defect.PLAN_AFTER_RESULT.in(sound()).orElseThrow();

    assertThat(Objects.requireNonNull(bad.plan()).registration().registeredAt())
        .isAfter(evidence(bad).concludedAt());
  }

  private static List<String> unmet(String policy, Dossier dossier) {
    KnownPolicy known = TestPolicies.shipped(policy);
    return Assessment.unmetFacts(known.policy(), dossier, known.findings(dossier)).stream()
        .map(Requirement::name)
        .toList();
  }

  private static Verdict verdict(Dossier dossier) {
    return evidence(dossier).verdict();
  }

  private static Dossier.Evidence evidence(Dossier dossier) {
    return Objects.requireNonNull(dossier.evidence());
  }

  /** An adoption with nothing wrong. */
  private static Dossier sound(GuardResult... guards) {
    IdeaProposed idea = Samples.idea(SUBJECT, 4);
    var registration =
        Samples.registration(
            SUBJECT, List.of(guards).stream().map(GuardResult::metric).toArray(String[]::new));
    String digest = Json.digest(registration);
    return new Dossier(
        "digits-1-adoption",
        ReviewKind.ADOPTION,
        SUBJECT.programId(),
        "digits",
        1,
        idea.generationId(),
        1,
        "standard@1",
        Samples.DIGEST,
        new Dossier.Idea(
            idea.ideaId(),
            idea.key(),
            idea.title(),
            idea.hypothesis(),
            idea.summary(),
            idea.provenance(),
            List.of("evolve@digits", "researcher@local"),
            idea.changedPaths(),
            idea.changedLines(),
            idea.patchDigest(),
            idea.candidateWorkspace(),
            null,
            List.of(),
            idea.generator(),
            idea.proposedAt()),
        null,
        new Dossier.Plan(SUBJECT.experimentId(), digest, registration),
        new Dossier.Evidence(
            Samples.verdict(Verdict.Outcome.IMPROVED, guards),
            Samples.DIGEST,
            true,
            digest,
            Isolation.HARDENED,
            18,
            0,
            0.03,
            List.of(),
            Samples.NOON),
        List.of());
  }
}
