package dev.loopgate.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.ideas.IdeaClosed;
import dev.loopgate.contracts.reviews.ClearanceGranted;
import dev.loopgate.contracts.reviews.StopChanged;
import dev.loopgate.contracts.reviews.StopChanged.Level;
import dev.loopgate.contracts.reviews.StopChanged.State;
import dev.loopgate.experiments.ScriptedProgram.Idea;
import dev.loopgate.testkit.Eventually;
import dev.loopgate.testkit.ParkedEvents;
import dev.loopgate.testkit.Unusable;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
class ParkedEventsTest extends ServiceTest {
  private final ParkedEvents parked = new ParkedEvents("experiments");
  private final List<ScriptedProgram> applied = new ArrayList<>();

  /** Tests that come later would have to work off their baselines. */
  @AfterEach
  void leaveNothingToRun() {
    for (ScriptedProgram program : applied) {
      UUID stop = UUID.randomUUID();
      reviews.tell(
          StopChanged.TYPE,
          stop,
          StopTest.changed(stop, program, Level.FREEZE, State.FREEZING, Instant.EPOCH));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatCannotBeUsedHoldsUpItsOwnProgramOnly(Unusable unusable) {
    ScriptedProgram program = applied("unusable-" + slug(unusable));
    Idea idea = cleared(program);
    UUID behind = UUID.randomUUID();
    UUID subject =
        unusable.tell(ideas, IdeaClosed.TYPE, closed(program, idea), "outcome", program.id);
    ideas.tell(IdeaClosed.TYPE, behind, closed(program, idea), Map.of("programid", program.id));

    cleared(applied("usable-" + slug(unusable)));

    assertThat(parked.cause(subject)).isEqualTo(unusable.cause());
    assertThat(parked.cause(behind)).isEqualTo("BEHIND");
    assertThat(hasState(idea.key(), "WAITING_FOR_BASELINE")).isTrue();
    assertThat(parked.retry(subject).jsonPath().getBoolean("takenUp")).isFalse();
    parked.retry(behind).then().statusCode(409);
  }

  @Test
  void aClearanceThatIsTooEarlyIsTakenUpWhenTheIdeaComes() {
    ScriptedProgram program = applied("too-early");
    Idea idea = new Idea(UUID.randomUUID(), "too-early-1");
    reviews.tell(
        ClearanceGranted.TYPE,
        idea.id(),
        clearance(program, idea),
        Map.of("programid", program.id));
    Eventually.holds("parking", () -> parked.cause(idea.id()).equals("TOO_EARLY"));

    program.propose(idea);

    waitForState(idea.key(), "WAITING_FOR_BASELINE");
    Eventually.holds("taking up", () -> parked.cause(idea.id()).equals("-"));
  }

  @Test
  void anOperatorPassesOverWhatIsNoRegistrationAndTheLogHearsWhy() {
    ScriptedProgram program = applied("passed-over");
    Idea idea = cleared(program);
    UUID broken = UUID.randomUUID();
    Map<String, Object> envelope = Map.of("programid", program.id);
    ideas.tell(IdeaClosed.TYPE, broken, List.of(), envelope);
    ideas.tell(IdeaClosed.TYPE, "x", closed(program, idea), envelope);
    Eventually.holds("parking", () -> parked.cause(broken).equals("UNREADABLE"));

    parked.passOver(broken, "it was told again").then().statusCode(204);

    waitForState(idea.key(), "CANCELLED");
  }

  private ScriptedProgram applied(String name) {
    ScriptedProgram program = program(name).apply();
    applied.add(program);
    return program;
  }

  private static String slug(Unusable unusable) {
    return unusable.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private Idea cleared(ScriptedProgram program) {
    Idea idea = program.propose();
    program.clear(idea);
    waitForState(idea.key(), "WAITING_FOR_BASELINE");
    return idea;
  }

  private static IdeaClosed closed(ScriptedProgram program, Idea idea) {
    return new IdeaClosed(
        idea.id(),
        idea.key(),
        program.id,
        IdeaClosed.Outcome.REJECTED,
        "because",
        null,
        Instant.EPOCH);
  }

  private static ClearanceGranted clearance(ScriptedProgram program, Idea idea) {
    return new ClearanceGranted(
        UUID.randomUUID(),
        idea.id(),
        idea.key(),
        program.id,
        "standard@1",
        "small",
        Isolation.PROCESS,
        Instant.EPOCH);
  }
}
