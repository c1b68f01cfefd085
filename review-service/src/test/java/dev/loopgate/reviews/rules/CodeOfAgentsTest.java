package dev.loopgate.reviews.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.ideas.IdeaProposed;
import dev.loopgate.contracts.ideas.Provenance;
import dev.loopgate.contracts.reviews.DecisionMade.Outcome;
import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.contracts.reviews.VoteCast.Value;
import dev.loopgate.reviews.Samples;
import dev.loopgate.reviews.policy.KnownPolicy;
import dev.loopgate.reviews.policy.TestPolicies;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeOfAgentsTest extends Assessing {
  private static final KnownPolicy STANDARD = TestPolicies.shipped("standard");

  @ParameterizedTest
  @EnumSource(names = {"BUBBLEWRAP", "HARDENED"})
  void aRuleClearsWhatAnAgentWroteForASandboxOnly(Isolation offered) {
    Assessment assessment = assess(STANDARD, written(1), votes(), offered);

    assertThat(assessment.outcome()).isEqualTo(Outcome.CLEAR);
    assertThat(assessment.minimumIsolation()).isEqualTo(Isolation.BUBBLEWRAP);
    assertThat(states(assessment))
        .contains("small-change SATISFIED")
        .doesNotContain("isolation NOT_APPLICABLE");
  }

  @ParameterizedTest
  @EnumSource(names = "PROCESS")
  void withoutASandboxPeopleAreAskedAndToldWhatItCanDo(Isolation offered) {
    Assessment assessment = assess(STANDARD, written(1), votes(), offered);

    assertThat(assessment.outcome()).isNull();
    assertThat(states(assessment))
        .contains(
            "small-change NOT_APPLICABLE", "isolation NOT_APPLICABLE", "approval UNSATISFIED");
    assertThat(risk(assessment))
        .contains("the strongest worker offers PROCESS isolation")
        .contains("keys that make people's tokens")
        .contains("apt install bubblewrap");
  }

  @Test
  void asLongAsNoWorkerIsKnownPeopleAreAsked() {
    Assessment assessment = assess(STANDARD, written(1), votes(), null);

    assertThat(assessment.outcome()).isNull();
    assertThat(risk(assessment)).contains("no worker is known").contains("start a worker");
  }

  @Test
  void whoApprovesWhatHasNoSandboxLetsItRunWithoutOne() {
    Assessment assessment =
        assess(STANDARD, written(1), votes(says("person", Value.APPROVE, NOW)), Isolation.PROCESS);

    assertThat(assessment.outcome()).isEqualTo(Outcome.CLEAR);
    assertThat(assessment.rule()).isEqualTo(Assessment.VOTES);
    assertThat(assessment.minimumIsolation()).isEqualTo(Isolation.PROCESS);
  }

  @Test
  void whoApprovesWhereThereIsASandboxWasNotAskedToDoWithoutIt() {
    Standing approval = votes(says("person", Value.APPROVE, NOW));

    Assessment assessment = assess(STANDARD, written(401), approval, Isolation.HARDENED);

    assertThat(assessment.rule()).isEqualTo(Assessment.VOTES);
    assertThat(assessment.minimumIsolation()).isEqualTo(Isolation.BUBBLEWRAP);
  }

  @Test
  void theBuiltInGeneratorWritesNoCode() {
    Dossier dossier = clearance(1);
    assertThat(dossier.requireIdea().provenance().kind()).isEqualTo(PrincipalKind.AGENT);

    Assessment assessment = assess(STANDARD, dossier, votes(), Isolation.PROCESS);

    assertThat(assessment.rule()).isEqualTo("small-change");
    assertThat(assessment.minimumIsolation()).isEqualTo(Isolation.PROCESS);
  }

  @Test
  void anAgentThatCallsItselfTheGeneratorIsNone() {
    Dossier dossier = written(1);
    assertThat(dossier.requireIdea().provenance().principal()).startsWith("evolve@");

    assertThat(assess(STANDARD, dossier, votes(), Isolation.PROCESS).outcome()).isNull();
  }

  @Test
  void whatAPersonWroteIsClearedAsThePolicySays() {
    IdeaProposed idea = Samples.idea(SUBJECT, 1);
    Dossier dossier = of(Samples.byAgent(Samples.by(idea, person(idea.provenance()))));

    Assessment assessment = assess(STANDARD, dossier, votes(), Isolation.PROCESS);

    assertThat(assessment.outcome()).isEqualTo(Outcome.CLEAR);
    assertThat(assessment.minimumIsolation()).isEqualTo(Isolation.PROCESS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"isolated", "high-assurance"})
  void aPolicyThatDemandsMoreKeepsItsDemand(String policy) {
    Standing everybody = votes(says("one", Value.APPROVE, NOW), says("two", Value.APPROVE, NOW));
    KnownPolicy terms = TestPolicies.shipped(policy);

    for (@Nullable Isolation offered : new @Nullable Isolation[] {null, Isolation.PROCESS}) {
      Assessment assessment = assess(terms, written(1), everybody, offered);
      assertThat(states(assessment)).doesNotContain("isolation NOT_APPLICABLE");
      if (assessment.outcome() == Outcome.CLEAR) {
        assertThat(assessment.minimumIsolation()).isEqualTo(Isolation.HARDENED);
      }
    }
  }

  private static Dossier written(int changedLines) {
    return of(Samples.byAgent(Samples.idea(SUBJECT, changedLines)));
  }

  private static Dossier of(IdeaProposed idea) {
    return dossier(ReviewKind.CLEARANCE, idea, null, null);
  }

  private static Provenance person(Provenance agent) {
    return new Provenance(
        "ada@local",
        PrincipalKind.HUMAN,
        null,
        agent.model(),
        null,
        null,
        Map.of(),
        null,
        null,
        null,
        List.of(),
        List.of());
  }

  private static String risk(Assessment assessment) {
    return assessment.requirements().stream()
        .filter(requirement -> requirement.name().equals("isolation"))
        .map(Requirement::detail)
        .collect(Collectors.joining());
  }
}
