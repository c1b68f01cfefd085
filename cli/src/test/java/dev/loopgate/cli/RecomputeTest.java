package dev.loopgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopgate.chassis.json.Json;
import dev.loopgate.cli.client.ExitCode;
import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.contracts.experiments.Verdict.Outcome;
import dev.loopgate.contracts.experiments.VerdictFile;
import dev.loopgate.contracts.ideas.ProgramSpec.Transform;
import dev.loopgate.experiments.verdict.Bets;
import dev.loopgate.experiments.verdict.EProcess;
import dev.loopgate.experiments.verdict.VerdictRule;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecomputeTest {
  /** The others have the same fields. */
  private static final int PAIRS_TRIED = 3;

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

  private static VerdictFile stoppedFromOutside() {
    Registration plan = SomeVerdictFile.registration(Transform.CLIP, false, 40);
    return SomeVerdictFile.sealed(
        plan, VerdictRule.invalid(plan, List.of(), "The candidate raised NETWORK_ATTEMPT: …"));
  }

  @Test
  void whateverIsChangedIsFound() throws IOException {
    JsonNode honest = tree(SomeVerdictFile.improved());
    List<String> leaves = new ArrayList<>();
    collect(honest, "", leaves);
    assertThat(leaves.size()).isGreaterThan(60);
    for (String leaf : leaves) {
      JsonNode changed = honest.deepCopy();
      change(changed, leaf);
      assertThat(recompute(changed)).as(leaf).isNotZero();
    }
  }

  @Test
  void whateverIsLeftOutIsFound() throws IOException {
    JsonNode honest = tree(SomeVerdictFile.improved());
    List<String> leaves = new ArrayList<>();
    collect(honest, "", leaves);
    for (String leaf : leaves) {
      JsonNode changed = honest.deepCopy();
      JsonNode parent = changed.at(leaf.substring(0, leaf.lastIndexOf('/')));
      if (parent instanceof ObjectNode object) {
        object.remove(leaf.substring(leaf.lastIndexOf('/') + 1));
        assertThat(recompute(changed)).as(leaf).isNotZero();
      }
    }
  }

  @Test
  void forgerWhoAlsoWritesNewDigestsIsFound() throws IOException {
    JsonNode honest = tree(SomeVerdictFile.improved());
    for (String leaf :
        List.of(
            "/evidence/pairs/3/y",
            "/evidence/pairs/3/seed",
            "/evidence/pairs/3/index",
            "/evidence/pairs/3/candidate",
            "/evidence/pairs/3/baseline",
            "/evidence/pairs/3/guards/loss/candidate",
            "/evidence/seedSecret",
            "/registration/alpha",
            "/registration/gamma",
            "/registration/threshold",
            "/registration/t",
            "/registration/adoptedBefore",
            "/registration/seedCommitment",
            "/registration/experimentId",
            "/registration/scale")) {
      JsonNode changed = honest.deepCopy();
      change(changed, leaf);
      seal((ObjectNode) changed);
      assertThat(recompute(changed)).as(leaf).isEqualTo(ExitCode.DIFFERS);
      assertThat(terminal.out()).as(leaf).contains("DIFFERS");
    }
  }

  private static void seal(ObjectNode file) {
    String digest = Json.digest(file.path("registration"));
    file.put("registrationDigest", digest);
    ((ObjectNode) file.path("evidence")).put("registrationDigest", digest);
    file.put("evidenceDigest", Json.digest(file.path("evidence")));
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
  void anotherLanguageGetsTheSameBits() throws IOException, InterruptedException {
    assumeTrue(hasPython(), "no python3 here: the second language is skipped");
    List<VerdictFile> files =
        List.of(
            SomeVerdictFile.improved(),
            SomeVerdictFile.of(Transform.SIGN, true, 40, 0, 0.05, 2),
            SomeVerdictFile.of(Transform.SIGN, false, 1_000, 0.014, 0.05, 3),
            SomeVerdictFile.of(Transform.CLIP, false, 1_000, 0.022, 0.05, 4),
            SomeVerdictFile.of(Transform.CLIP, false, 2_000, 0.015, 0.05, 5));
    for (VerdictFile file : files) {
      String said = python(write(tree(file)), 0);
      assertThat(said)
          .contains("e-value: " + file.verdict().eValue() + " exactly " + exact(file) + "\n")
          .contains("threshold: " + file.verdict().threshold() + "\n")
          .contains("IMPROVED: " + (file.verdict().outcome() == Outcome.IMPROVED ? "yes" : "no"))
          .doesNotContain("DIFFERS");
    }
    JsonNode forged = tree(SomeVerdictFile.improved());
    change(forged, "/evidence/pairs/3/y");
    assertThat(python(write(forged), 1)).contains("observations: DIFFERS", "digests: DIFFERS");
  }

  private static String exact(VerdictFile file) {
    EProcess process = EProcess.over(Bets.of(EProcess.GRID));
    file.evidence()
        .pairs()
        .forEach(pair -> process.observe(new BigDecimal(pair.y()).movePointRight(4).intValue()));
    return process.value().stripTrailingZeros().toPlainString();
  }

  private static boolean hasPython() {
    try {
      return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException | InterruptedException e) {
      return false;
    }
  }

  private static String python(Path file, int exitCode) throws IOException, InterruptedException {
    Path script = Path.of(System.getProperty("loopgate.repository", ".."), "docs/recompute.py");
    Process process =
        new ProcessBuilder("python3", script.toString(), file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(exitCode);
    return said;
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

  private static void collect(JsonNode node, String path, List<String> leaves) {
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < Math.min(PAIRS_TRIED, array.size()); i++) {
        collect(array.get(i), path + "/" + i, leaves);
      }
      return;
    }
    if (!(node instanceof ObjectNode object)) {
      leaves.add(path);
      return;
    }
    object
        .properties()
        .forEach(field -> collect(field.getValue(), path + "/" + field.getKey(), leaves));
  }

  private static void change(JsonNode file, String leaf) {
    JsonNode parent = file.at(leaf.substring(0, leaf.lastIndexOf('/')));
    String name = leaf.substring(leaf.lastIndexOf('/') + 1);
    JsonNode value = Json.mapper().valueToTree(changed(file.at(leaf)));
    if (parent instanceof ObjectNode object) {
      object.set(name, value);
    } else {
      ((ArrayNode) parent).set(Integer.parseInt(name), value);
    }
  }

  /** Another value of the same kind: digits stay digits. */
  private static Object changed(JsonNode value) {
    if (value.isBoolean()) {
      return !value.asBoolean();
    }
    if (value.isIntegralNumber()) {
      return value.asLong() + 1;
    }
    if (value.isNumber()) {
      return Math.nextUp(value.asDouble());
    }
    String text = value.asText();
    char last = text.charAt(text.length() - 1);
    char other = last == '1' ? '2' : Character.isDigit(last) ? '1' : last == 'a' ? 'b' : 'a';
    return text.substring(0, text.length() - 1) + other;
  }
}
