package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.experiments.ExperimentConcluded;
import dev.loopgate.contracts.experiments.ExperimentRegistered;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.ideas.CanaryKind;
import dev.loopgate.contracts.ideas.IdeaClosed;
import dev.loopgate.reviews.Samples.Subject;
import dev.loopgate.reviews.docket.ReviewView;
import dev.loopgate.reviews.review.ReviewState;
import dev.loopgate.reviews.rules.RequirementState;
import dev.loopgate.wire.json.Json;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
class FeedOrderTest extends DeskTest {
  @Test
  void aRegistrationIsAnsweredOnceWithItsDigestAndPlaceInTheRecord() {
    Subject subject = newSubject();
    propose(subject, 4);
    register(subject);
    register(subject);
    awaitExperimentsApplied();

    List<Map<String, Object>> logged = told("registration.logged", subject.experimentId());

    assertThat(logged).hasSize(1);
    assertThat(Json.write(logged.getFirst()))
        .contains(Samples.registered(subject).digest())
        .contains("\"recordIndex\":");
  }

  @Test
  void aRegistrationThatIsNotWhatItsDigestSaysIsNeverLogged() {
    Subject subject = newSubject();
    propose(subject, 4);
    experiments.tell(
        "experiment.registered",
        subject.experimentId(),
        new ExperimentRegistered(Samples.registration(subject), Samples.DIGEST));
    awaitExperimentsApplied();

    assertThat(told("registration.logged", subject.experimentId())).isEmpty();
  }

  @Test
  void aConclusionThatArrivesBeforeItsIdeaOpensTheReviewWhenTheIdeaComes() {
    Subject subject = newSubject();
    register(subject);
    experiments.tell("run.flagged", subject.experimentId(), Samples.flagged(subject));
    conclude(subject, Verdict.Outcome.IMPROVED);
    awaitExperimentsApplied();

    propose(subject, 4);

    ReviewView review = awaitReview(subject.key() + "-adoption");
    assertThat(review.dossier().flags()).hasSize(1);
    assertThat(review.dossierVersion()).isEqualTo(1);
  }

  @Test
  void aConclusionThatArrivesAfterTheIdeaWasClosedOpensNothing() {
    Subject subject = newSubject();
    propose(subject, 4);
    ideas.tell(
        "idea.closed", subject.ideaId(), Samples.closed(subject, IdeaClosed.Outcome.SUPERSEDED));
    awaitIdeasApplied();
    register(subject);
    conclude(subject, Verdict.Outcome.IMPROVED);
    awaitExperimentsApplied();

    assertThat(getReview(subject.key() + "-adoption").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @EnumSource(value = Verdict.Outcome.class, mode = EnumSource.Mode.EXCLUDE, names = "IMPROVED")
  void whatIsNoImprovementAsksNobody(Verdict.Outcome outcome) {
    Subject subject = newSubject();
    propose(subject, 4);
    register(subject);
    conclude(subject, outcome);
    awaitExperimentsApplied();

    assertThat(getReview(subject.key() + "-adoption").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @EnumSource(CanaryKind.class)
  void aCanaryAsksNobodyWhateverItsVerdictIs(CanaryKind canary) {
    Subject subject = newSubject();
    tellProgram(subject, "standard");
    ideas.tell("idea.proposed", subject.ideaId(), Samples.with(Samples.idea(subject, 4), canary));
    register(subject);
    conclude(subject, Verdict.Outcome.IMPROVED);
    awaitExperimentsApplied();
    awaitReview(subject.key() + "-clearance");

    assertThat(getReview(subject.key() + "-adoption").statusCode()).isEqualTo(404);
  }

  @Test
  void whatTheConclusionCallsACanaryAsksNobody() {
    Subject subject = newSubject();
    propose(subject, 4);
    register(subject);
    experiments.tell(
        "experiment.concluded",
        subject.experimentId(),
        Samples.concluded(subject, Verdict.Outcome.IMPROVED, CanaryKind.NO_CHANGE));
    awaitExperimentsApplied();

    assertThat(getReview(subject.key() + "-adoption").statusCode()).isEqualTo(404);
  }

  @Test
  void aConclusionWithoutARecordedPlanCannotBeAdopted() {
    Subject subject = newSubject();
    propose(subject, 4);
    conclude(subject, Verdict.Outcome.IMPROVED);
    ReviewView review = awaitReview(subject.key() + "-adoption");

    assertThat(vote(REVIEWER, review, "APPROVE").statusCode()).isEqualTo(200);

    ReviewView after = read(review);
    assertThat(after.state()).isEqualTo(ReviewState.OPEN);
    assertThat(state(after, "registration")).isEqualTo(RequirementState.ERROR);
    assertThat(told("decision.made", review.id())).isEmpty();
  }

  @Test
  void evidenceThatIsNotWhatItsDigestSaysCannotBeAdopted() {
    Subject subject = newSubject();
    propose(subject, 4);
    register(subject);
    ExperimentConcluded honest = Samples.concluded(subject, Verdict.Outcome.IMPROVED);
    @SuppressWarnings("unchecked") // JSON objects have string keys
    Map<String, Object> forged = Json.read(Json.write(honest), Map.class);
    forged.put("evidenceDigest", Samples.DIGEST);
    experiments.tell("experiment.concluded", subject.experimentId(), forged);
    ReviewView review = awaitReview(subject.key() + "-adoption");

    vote(REVIEWER, review, "APPROVE");

    ReviewView after = read(review);
    assertThat(after.state()).isEqualTo(ReviewState.OPEN);
    assertThat(state(after, "evidence")).isEqualTo(RequirementState.ERROR);
  }

  @Test
  void factsThatNobodyCanReadOrUseDoNotStopTheFeeds() {
    Subject unknown = newSubject();
    ideas.tell("idea.proposed", unknown.ideaId(), Map.of("ideaId", "no uuid"));
    ideas.tell("idea.proposed", unknown.ideaId(), List.of());
    ideas.tell("idea.weighed", unknown.ideaId(), Map.of());
    ideas.tell(
        "idea.closed", unknown.ideaId(), Samples.closed(unknown, IdeaClosed.Outcome.REJECTED));
    experiments.tell("experiment.concluded", unknown.experimentId(), Map.of("a", 1));
    experiments.tell("run.flagged", unknown.experimentId(), Samples.flagged(unknown));

    ReviewView review = openAdoption();

    assertThat(review.state()).isEqualTo(ReviewState.OPEN);
  }

  @Test
  void anIdeaThatIsProposedTwiceStaysAsItWas() {
    Subject subject = newSubject();
    propose(subject, 401);
    ideas.tell("idea.proposed", subject.ideaId(), Samples.idea(subject, 1));
    awaitIdeasApplied();

    assertThat(awaitReview(subject.key() + "-clearance").state()).isEqualTo(ReviewState.OPEN);
    assertThat(told("clearance.granted", subject.ideaId())).isEmpty();
  }

  private static RequirementState state(ReviewView review, String requirement) {
    return review.requirements().stream()
        .filter(r -> r.name().equals(requirement))
        .findFirst()
        .orElseThrow()
        .state();
  }

  /** Everything told before a marker has been applied when the marker has. */
  private void awaitIdeasApplied() {
    Subject marker = newSubject();
    propose(marker, 4);
    awaitReview(marker.key() + "-clearance");
  }

  private void awaitExperimentsApplied() {
    Subject marker = newSubject();
    register(marker);
    awaitTold("registration.logged", marker.experimentId());
  }
}
