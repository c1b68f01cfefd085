package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.ideas.IdeaClosed;
import dev.loopgate.reviews.Samples.Subject;
import dev.loopgate.reviews.review.ReviewState;
import dev.loopgate.testkit.ParkedEvents;
import dev.loopgate.testkit.Unusable;
import dev.loopgate.wire.json.Json;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
class ParkedEventsTest extends DeskTest {
  private final ParkedEvents parked = new ParkedEvents("reviews");

  @ParameterizedTest
  @EnumSource
  void whatCannotBeUsedHoldsUpItsOwnProgramOnly(Unusable unusable) {
    Subject subject = newSubject();
    propose(subject, 401);
    awaitReview(subject.key() + "-clearance");
    UUID behind = UUID.randomUUID();
    UUID told =
        unusable.tell(ideas, IdeaClosed.TYPE, closed(subject), "outcome", subject.programId());
    ideas.tell(IdeaClosed.TYPE, behind, closed(subject), Map.of("programid", subject.programId()));

    openAdoption();

    assertThat(parked.cause(told)).isEqualTo(unusable.cause());
    assertThat(parked.cause(behind)).isEqualTo("BEHIND");
    assertThat(awaitReview(subject.key() + "-clearance").state()).isEqualTo(ReviewState.OPEN);
    assertThat(parked.retry(told).jsonPath().getBoolean("takenUp")).isFalse();
    assertProblem(parked.retry(behind), 409, "waits-behind");
  }

  @Test
  void anIdeaThatIsTooEarlyIsTakenUpWhenItsProgramComes() {
    Subject subject = newSubject();
    ideas.tell(
        "idea.proposed",
        subject.ideaId(),
        Samples.idea(subject, 401),
        Map.of("programid", subject.programId()));
    await(() -> parked.cause(subject.ideaId()).equals("TOO_EARLY") ? subject : null);

    tellProgram(subject, "standard");

    awaitReview(subject.key() + "-clearance");
    assertThat(parked.cause(subject.ideaId())).isEqualTo("-");
  }

  @Test
  void theLogKeepsWhyAnOperatorPassedOverAnEventAndARegistrationStays() {
    Subject subject = newSubject();
    propose(subject, 401);
    UUID broken = UUID.randomUUID();
    UUID registration = UUID.randomUUID();
    Map<String, Object> envelope = Map.of("programid", subject.programId());
    ideas.tell(IdeaClosed.TYPE, broken, List.of(), envelope);
    ideas.tell(IdeaClosed.TYPE, "x", closed(subject), envelope);
    experiments.tell("experiment.registered", registration, List.of(), envelope);
    await(() -> parked.cause(registration).equals("UNREADABLE") ? subject : null);
    await(() -> parked.cause(broken).equals("UNREADABLE") ? subject : null);

    assertProblem(parked.passOver(registration, "why not"), 409, "must-be-understood");
    parked.passOver(broken, "it was told again").then().statusCode(204);

    awaitReview(subject.key() + "-clearance", ReviewState.SUPERSEDED);
    awaitLogged();
    assertThat(entries())
        .anyMatch(entry ->
            entry.kind().equals("event.passed-over")
                && Json.write(entry.texts()).contains("it was told again")
                && entry.entry().path("passedOverBy").asText().equals("operator@local"));
  }

  private static IdeaClosed closed(Subject subject) {
    return Samples.closed(subject, IdeaClosed.Outcome.REJECTED);
  }
}
