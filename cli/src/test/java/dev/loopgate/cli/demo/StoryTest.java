package dev.loopgate.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.wire.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoryTest {
  private static final String IDEA =
      "{'id':'i1','key':'digits-1','number':1,'generation':1,'status':'OPEN',"
          + "'summary':'learningRate 0.05 → 0.08','provenance':{'principal':'evolve@digits'}}";
  private static final String RUNNING =
      "{'id':'e1','kind':'IDEA','ideaKey':'digits-1','ideaId':'i1','generation':1,"
          + "'threshold':'373.333334','eValue':'%s','pairs':%d}";
  private static final String CONCLUDED =
      "{'id':'e1','kind':'IDEA','ideaKey':'digits-1','ideaId':'i1','generation':1,'pairs':14,"
          + "'threshold':'373.333334','eValue':'400.1','verdict':{'outcome':'IMPROVED',"
          + "'effect':0.021,'low':0.008,'high':0.034,'pairs':14,'eValue':'400.1',"
          + "'threshold':'373.333334'}}";
  private static final String REVIEW =
      "{'id':'r1','key':'digits-1-adoption','kind':'ADOPTION','ideaId':'i1','ideaKey':'digits-1',"
          + "'state':'OPEN'}";

  private final Story story = new Story("digits");

  @Test
  void eachStepIsToldOnce() {
    assertThat(tell(0, snapshot(IDEA, RUNNING.formatted("1", 0), null)))
        .containsExactly(
            "digits-1 proposed: learningRate 0.05 → 0.08", "digits-1 registered: needs e ≥ 373.3");
    assertThat(tell(1, snapshot(IDEA, RUNNING.formatted("1", 0), null))).isEmpty();
    assertThat(tell(2, snapshot(IDEA, CONCLUDED, REVIEW)))
        .containsExactly(
            "digits-1 verdict IMPROVED +0.0210 [+0.0080, +0.0340] after 14 pairs",
            "review digits-1-adoption waits for a person");
    assertThat(tell(3, snapshot(IDEA, CONCLUDED, REVIEW))).isEmpty();
  }

  @Test
  void whatWasThereBeforeIsToldInOneLine() {
    Snapshot before = snapshot(IDEA, CONCLUDED, REVIEW);
    Snapshot known =
        new Snapshot(
            before.ideas(),
            before.experiments(),
            before.reviews(),
            List.of(json("{'id':'g1','number':1}")),
            List.of());

    assertThat(story.begin(known)).containsExactly("digits goes on: generation 1, 1 ideas so far");
    assertThat(tell(1, known)).isEmpty();
  }

  @Test
  void pairsAreToldWithPausesInBetween() {
    List<String> lines = new ArrayList<>();
    for (int second = 0; second < 20; second++) {
      lines.addAll(tell(second, snapshot(IDEA, RUNNING.formatted("1.5", second + 1), null)));
    }

    assertThat(lines).contains("digits-1 1 pair: e = 1.5 of 373.3");
    assertThat(lines.stream().filter(line -> line.contains(" pair"))).hasSize(4);
  }

  @Test
  void aDemoIsCompleteWhenEveryIdeaHasItsAnswer() {
    Progress progress = new Progress(0, 1, "q1");

    assertThat(progress.isComplete(snapshot(IDEA, RUNNING.formatted("1", 0), null))).isFalse();
    assertThat(progress.isComplete(snapshot(IDEA, CONCLUDED, null))).isFalse();
    assertThat(progress.isComplete(snapshot(IDEA, CONCLUDED, REVIEW))).isTrue();
    assertThat(new Progress(1, 1, "q1").isComplete(snapshot(IDEA, CONCLUDED, REVIEW))).isFalse();
  }

  @Test
  void aDemoDoesNotWaitForIdeasThatTheGeneratorCannotFind() {
    Snapshot known = snapshot(IDEA, CONCLUDED, REVIEW);
    Snapshot exhausted =
        new Snapshot(
            known.ideas(),
            known.experiments(),
            known.reviews(),
            known.generations(),
            List.of(json("{'id':'q1','asked':6,'proposed':1,'state':'EXHAUSTED'}")));

    assertThat(new Progress(0, 6, "q1").isComplete(known)).isFalse();
    assertThat(new Progress(0, 6, "q1").isComplete(exhausted)).isTrue();
  }

  @Test
  void theReportNamesWhatToTypeNow() {
    JsonNode summary =
        Summary.of(
            "digits",
            snapshot(IDEA, CONCLUDED, REVIEW),
            new Progress(0, 1, "q1"),
            Duration.ofSeconds(9),
            Duration.ofMillis(61_234));

    assertThat(summary.at("/ideas/0/verdict/outcome").asText()).isEqualTo("IMPROVED");
    assertThat(summary.at("/reviewsWaiting/0/key").asText()).isEqualTo("digits-1-adoption");
    assertThat(summary.at("/timings/totalSeconds").asDouble()).isEqualTo(61.2);
    assertThat(Report.of(summary, "./loopgate", "./loopgate up"))
        .contains(
            "digits-1",
            "+0.0210 [+0.0080, +0.0340]",
            "400.1",
            "373.3",
            "IMPROVED",
            "./loopgate review view digits-1-adoption",
            "./loopgate review vote digits-1-adoption --approve --reason");
  }

  private List<String> tell(int second, Snapshot snapshot) {
    return story.tell(snapshot, Duration.ofSeconds(second));
  }

  private static Snapshot snapshot(String idea, String experiment, @Nullable String review) {
    return new Snapshot(
        List.of(json(idea)),
        List.of(json(experiment)),
        review == null ? List.of() : List.of(json(review)),
        List.of(),
        List.of());
  }

  private static JsonNode json(String text) {
    return Json.read(text.replace('\'', '"'), JsonNode.class);
  }
}
