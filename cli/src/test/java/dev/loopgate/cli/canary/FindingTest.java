package dev.loopgate.cli.canary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.canary.Finding.Result;
import dev.loopgate.wire.json.Json;
import dev.loopgate.wire.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What counts as caught, and what does not. */
class FindingTest {
  private static final Sighting RUN =
      Sighting.of(json("{'id': 'i'}"))
          .with(
              json("{'verdict': {'outcome': 'INVALID', 'reason': 'r'}}"),
              List.of(
                  json(
                      "{'outcome': 'DISK_LIMIT', 'detail': 'd',"
                          + " 'flags': [{'kind': 'DISK_FLOOD', 'evidence': 'all of it'}]}")),
              List.of("I looked everywhere\n"));

  @Test
  void whatWasExpectedIsCaughtWithItsProof() {
    assertThat(judge(new Expectation.Flagged("DISK_FLOOD"), RUN))
        .isEqualTo("CAUGHT DISK_FLOOD: all of it");
    assertThat(judge(new Expectation.VerdictIs("INVALID"), RUN))
        .isEqualTo("CAUGHT verdict: INVALID, attempts [DISK_LIMIT]");
    assertThat(judge(new Expectation.AttemptEnds("DISK_LIMIT"), RUN))
        .isEqualTo("CAUGHT outcome: DISK_LIMIT: d");
    assertThat(judge(new Expectation.LogLacks("secret"), RUN)).isEqualTo("CAUGHT it found nothing");
  }

  @Test
  void somethingElseThanExpectedIsMissed() {
    assertThat(judge(new Expectation.Flagged("CPU_FLOOD"), RUN)).startsWith("MISSED INVALID (r)");
    assertThat(judge(new Expectation.VerdictIs("NOT_SHOWN"), RUN)).startsWith("MISSED");
    assertThat(judge(new Expectation.Refused("unsafe-path"), RUN)).startsWith("MISSED");
    assertThat(judge(new Expectation.LogLacks("looked"), RUN)).startsWith("MISSED");
    assertThat(judge(new Expectation.Quarantined(), RUN)).startsWith("MISSED");
  }

  @Test
  void anAttackThatPrintedNothingProvesNothing() {
    Sighting silent = RUN.with(RUN.experiment(), RUN.attempts(), List.of("", "\n"));

    assertThat(judge(new Expectation.LogLacks("secret"), silent)).startsWith("MISSED");
  }

  @Test
  void anImprovementIsMissedWhateverElseHappened() {
    Sighting improved =
        RUN.with(json("{'verdict': {'outcome': 'IMPROVED'}}"), RUN.attempts(), RUN.logs());

    assertThat(judge(new Expectation.Flagged("DISK_FLOOD"), improved)).startsWith("MISSED");
    assertThat(judge(new Expectation.VerdictIs("IMPROVED"), improved)).startsWith("CAUGHT");
  }

  @Test
  void aRefusalCountsOnlyForItsOwnReason() {
    Sighting refused =
        Sighting.refused(
            new Problem(
                "https://loopgate.dev/problems/unsafe-path", "t", 422, "up and away", null));

    assertThat(judge(new Expectation.Refused("unsafe-path"), refused)).startsWith("CAUGHT");
    assertThat(judge(new Expectation.Refused("path-not-editable"), refused))
        .isEqualTo("MISSED refused: up and away");
  }

  @Test
  void whatAPolicyDoesNotLetRunIsNeitherCaughtNorMissed() {
    Sighting blocked =
        Sighting.of(json("{'id': 'i'}"))
            .with(json("{'blockedBy': 'HARDENED is demanded.'}"), List.of(), List.of());

    Finding harmful = Finding.of(canary(new Expectation.Flagged("DISK_FLOOD"), true), blocked);
    assertThat(harmful.result()).isEqualTo(Result.REFUSED_BY_POLICY);
    assertThat(harmful.seen()).isEqualTo("refused by policy: HARDENED is demanded.");
    assertThat(judge(new Expectation.Flagged("DISK_FLOOD"), blocked))
        .isEqualTo("MISSED blocked: HARDENED is demanded.");
  }

  @Test
  void theRateLeavesOutWhatNeverRanAndIsWorthNothingWithoutTheControl() {
    Finding caught = new Finding(canary(new Expectation.Quarantined()), Result.CAUGHT, "s");
    Finding missed = new Finding(canary(new Expectation.Quarantined()), Result.MISSED, "s");
    Finding refused =
        new Finding(
            canary(new Expectation.Quarantined()),
            Result.REFUSED_BY_POLICY,
            "refused by policy: p");

    Catch whole = new Catch(caught, List.of(caught, caught, refused));
    assertThat(whole.isWhole()).isTrue();
    assertThat(whole.report()).contains("caught 2 of 2 (100 %); 1 refused by policy: p");
    assertThat(whole.json().path("rate").asDouble()).isEqualTo(1.0);

    Catch leaky = new Catch(caught, List.of(caught, missed));
    assertThat(leaky.isWhole()).isFalse();
    assertThat(leaky.report()).contains("caught 1 of 2 (50 %)");

    Catch blind = new Catch(missed, List.of(caught));
    assertThat(blind.isWhole()).isFalse();
    assertThat(blind.report()).contains("NOT found");
  }

  @Test
  void quarantineIsProvenByItsReason() {
    Sighting quarantined = RUN.with(Optional.of(json("{'reason': 'passed'}")));

    assertThat(judge(new Expectation.Quarantined(), quarantined))
        .isEqualTo("CAUGHT quarantined: passed");
  }

  private static String judge(Expectation expectation, Sighting seen) {
    Finding finding = Finding.of(canary(expectation), seen);
    return finding.result().name() + " " + finding.seen();
  }

  private static Canary canary(Expectation expectation) {
    return canary(expectation, false);
  }

  private static Canary canary(Expectation expectation, boolean needsSandbox) {
    return new Canary(
        "name", "title", "attack", needsSandbox, expectation, false, "patch", Map.of());
  }

  private static JsonNode json(String text) {
    return Json.read(text.replace('\'', '"'), JsonNode.class);
  }
}
