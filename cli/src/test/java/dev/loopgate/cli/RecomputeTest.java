package dev.loopgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopgate.cli.client.ExitCode;
import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.contracts.experiments.Verdict.Outcome;
import dev.loopgate.contracts.experiments.VerdictFile;
import dev.loopgate.contracts.ideas.ProgramSpec.Transform;
import dev.loopgate.experiments.verdict.VerdictRule;
import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecomputeTest {
  @TempDir Path folder;
  private final Terminal terminal = new Terminal(Map.of());

  @Test
  void honestFileRecomputesWithoutAnyService() throws IOException {
    assertThat(recompute(tree(SomeVerdictFile.improved()))).isZero();
    assertThat(terminal.out())
        .contains("ok       digest of the evidence", "ok       seed commitment", "ok       γ")
        .contains("ok       verdict's eValue", "ok       verdict's outcome")
        .doesNotContain("DIFFERS");
    assertThat(terminal.err()).contains("agrees with itself");
  }

  @Test
  void everyOutcomeRecomputes() throws IOException {
    Map<Outcome, VerdictFile> files =
        Map.of(
            Outcome.IMPROVED, SomeVerdictFile.improved(),
            Outcome.NOT_SHOWN, SomeVerdictFile.of(Transform.SIGN, true, 40, 0, 0.05, 2),
            Outcome.REGRESSED, SomeVerdictFile.of(Transform.CLIP, false, 40, -0.3, 0.05, 3),
            Outcome.INVALID, stoppedFromOutside());
    for (Map.Entry<Outcome, VerdictFile> file : files.entrySet()) {
      assertThat(file.getValue().verdict().outcome()).isEqualTo(file.getKey());
      assertThat(recompute(tree(file.getValue()))).as(terminal.out()).isZero();
    }
  }

  @Test
  void filesOfTheFirstRuleRecomputeUnderItForEver() throws IOException {
    for (String name : List.of("improved", "not-shown", "regressed")) {
      Path file = Path.of("src/test/resources/evidence/version-1", name + ".json");
      assertThat(terminal.type("experiment", "recompute", file.toString()))
          .as(terminal.out())
          .isZero();
      assertThat(terminal.out()).contains("ok       γ").doesNotContain("DIFFERS", "g_t");
    }
  }

  @Test
  void filesOfTheSecondRuleSayWhatOneFileCannotTell() throws IOException {
    Random random = new Random(73);
    EnumSet<Outcome> seen = EnumSet.noneOf(Outcome.class);
    for (int i = 0; i < 60; i++) {
      VerdictFile file = SomeVerdictFile.ofSecondRule(random);
      seen.add(file.verdict().outcome());
      assertThat(recompute(tree(file))).as(terminal.out()).isZero();
      assertThat(terminal.out())
          .contains("g_t: not checked", "ok       α")
          .doesNotContain("DIFFERS");
    }
    assertThat(seen).contains(Outcome.IMPROVED, Outcome.NOT_SHOWN);
  }

  @Test
  void levelThatDoesNotFollowFromItsWeightDiffers() throws IOException {
    ObjectNode file = (ObjectNode) tree(SomeVerdictFile.ofSecondRule(new Random(79)));
    ((ObjectNode) file.path("registration")).put("gamma", "0.5");
    ((ObjectNode) file.at("/registration/stake")).put("fast", "0.04");
    SomeVerdictFile.seal(file);
    assertThat(recompute(file)).isEqualTo(ExitCode.DIFFERS);
    assertThat(terminal.out()).contains("DIFFERS  α", "DIFFERS  sum of both purses");
  }

  private static VerdictFile stoppedFromOutside() {
    Registration plan = SomeVerdictFile.registration(Transform.CLIP, false, 40);
    return SomeVerdictFile.sealed(
        plan, VerdictRule.invalid(plan, List.of(), "The candidate raised NETWORK_ATTEMPT: …"));
  }

  @Test
  void forgerWhoAlsoWritesNewDigestsIsToldWhatDiffers() throws IOException {
    JsonNode changed = tree(SomeVerdictFile.improved());
    Leaves.change(changed, "/evidence/pairs/3/candidate");
    SomeVerdictFile.seal((ObjectNode) changed);
    assertThat(recompute(changed)).isEqualTo(ExitCode.DIFFERS);
    assertThat(terminal.out()).contains("DIFFERS");
  }

  @Test
  void numberThatWouldFillTheMemoryIsRefused() throws IOException {
    JsonNode file = tree(SomeVerdictFile.improved());
    ((ObjectNode) file.at("/evidence/pairs/0")).put("candidate", "1e999999999");
    assertThat(recompute(file)).isEqualTo(ExitCode.DIFFERS);
  }

  @Test
  void whatIsNoVerdictFileIsSaidInOneSentence() throws IOException {
    assertThat(recompute(Json.mapper().readTree("[1]"))).isEqualTo(ExitCode.FAILED);
    assertThat(terminal.err()).contains("no verdict file");
    assertThat(terminal.type("experiment", "recompute", folder.resolve("none").toString()))
        .isEqualTo(ExitCode.NOT_FOUND);
  }

  @Test
  void evidenceIsSavedByteForByte() throws IOException {
    Files.createDirectories(folder.resolve("tokens"));
    Files.writeString(folder.resolve("tokens/researcher.token"), "token\n");
    String served = Json.write(SomeVerdictFile.improved());
    try (FakeServices services = new FakeServices()) {
      services.answer("GET /api/v1/experiments/digits-7/evidence", 200, served);
      Terminal home =
          new Terminal(
              Map.of("LOOPGATE_HOME", folder.toString(), "LOOPGATE_SERVER", services.url()));
      Path file = folder.resolve("saved.json");

      assertThat(home.type("experiment", "evidence", "digits-7", "--file", file.toString()))
          .as(home.err())
          .isZero();

      assertThat(Files.readString(file)).isEqualTo(served);
      assertThat(home.type("experiment", "recompute", file.toString())).isZero();
    }
  }

  private int recompute(JsonNode file) throws IOException {
    return terminal.type("experiment", "recompute", write(file).toString());
  }

  private Path write(JsonNode file) throws IOException {
    return Files.writeString(folder.resolve("file.json"), Json.write(file));
  }

  private static JsonNode tree(VerdictFile file) throws IOException {
    return Json.mapper().readTree(Json.write(file));
  }
}
