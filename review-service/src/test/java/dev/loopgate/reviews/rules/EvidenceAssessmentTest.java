package dev.loopgate.reviews.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.experiments.Verdict.GuardResult;
import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.contracts.reviews.VoteCast.Value;
import dev.loopgate.reviews.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EvidenceAssessmentTest extends Assessing {
  @ParameterizedTest
  @EnumSource(value = Verdict.Outcome.class, mode = EnumSource.Mode.EXCLUDE, names = "IMPROVED")
  void whatIsNoImprovementIsNotAdoptedWhoeverApproves(Verdict.Outcome outcome) {
    Dossier dossier = adoption(Samples.verdict(outcome), Samples.registration(SUBJECT));

    assertThat(assess(dossier, says("person", Value.APPROVE, NOW)).outcome()).isNull();
  }

  @Test
  void missingEvidenceIsAnErrorAndNeverSatisfied() {
    Dossier nothing = dossier(ReviewKind.ADOPTION, 1, null, null);

    Assessment assessment = assess(nothing, says("person", Value.APPROVE, NOW));

    assertThat(assessment.outcome()).isNull();
    assertThat(states(assessment))
        .contains(
            "registration ERROR",
            "evidence ERROR",
            "verdict ERROR",
            "guards ERROR",
            "isolation ERROR");
  }

  @Test
  void aBrokenGuardStopsAnAdoption() {
    Dossier dossier =
        adoption(
            Samples.verdict(Verdict.Outcome.IMPROVED, guard("log_loss", true)),
            Samples.registration(SUBJECT, "log_loss"));

    assertThat(states(assess(dossier, says("person", Value.APPROVE, NOW))))
        .contains("guards UNSATISFIED");
  }

  @Test
  void aGuardWithoutAResultIsAnError() {
    Dossier dossier =
        adoption(
            Samples.verdict(Verdict.Outcome.IMPROVED, guard("log_loss", false)),
            Samples.registration(SUBJECT, "log_loss", "cost"));

    assertThat(states(assess(dossier, says("person", Value.APPROVE, NOW))))
        .contains("guards ERROR");
  }

  @Test
  void evidenceOfAnotherPlanDoesNotCount() {
    Dossier.Evidence foreign =
        evidence(
            Samples.verdict(Verdict.Outcome.IMPROVED), "sha256:other", true, Isolation.PROCESS);
    Dossier dossier = dossier(ReviewKind.ADOPTION, 1, plan(Samples.registration(SUBJECT)), foreign);

    assertThat(assess(dossier, says("person", Value.APPROVE, NOW)).outcome()).isNull();
  }

  @Test
  void isolationThatNobodyStatesIsAnError() {
    Dossier.Evidence unknown =
        evidence(Samples.verdict(Verdict.Outcome.IMPROVED), "sha256:plan", true, null);
    Dossier dossier = dossier(ReviewKind.ADOPTION, 1, plan(Samples.registration(SUBJECT)), unknown);

    assertThat(states(assess(dossier, says("person", Value.APPROVE, NOW))))
        .contains("isolation ERROR");
  }

  private static GuardResult guard(String metric, boolean broken) {
    return new GuardResult(metric, 0.0, "0.02", "1.0", broken);
  }
}
