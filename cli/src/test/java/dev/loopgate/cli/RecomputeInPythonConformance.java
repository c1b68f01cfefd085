package dev.loopgate.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.contracts.experiments.Verdict.Outcome;
import dev.loopgate.contracts.experiments.VerdictFile;
import dev.loopgate.contracts.ideas.ProgramSpec.Transform;
import dev.loopgate.experiments.verdict.Recorded;
import dev.loopgate.experiments.verdict.VerdictRule;
import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The exact arithmetic of a verdict is the same in a language that shares no code with this one.
 */
class RecomputeInPythonConformance {
  @TempDir Path folder;

  @Test
  void anotherLanguageGetsTheSameBits() throws IOException, InterruptedException {
    assumeTrue(hasPython(), "there is no python3 here: install it");
    List<VerdictFile> files =
        List.of(
            SomeVerdictFile.improved(),
            SomeVerdictFile.of(Transform.SIGN, true, 40, 0, 0.05, 2),
            SomeVerdictFile.of(Transform.SIGN, false, 1_000, 0.014, 0.05, 3),
            SomeVerdictFile.of(Transform.CLIP, false, 1_000, 0.022, 0.05, 4),
            SomeVerdictFile.of(Transform.CLIP, false, 2_000, 0.015, 0.05, 5));
    for (VerdictFile file : files) {
      String said = python(write(file), 0);
      assertThat(said)
          .contains("e-value: " + file.verdict().eValue() + " exactly " + exact(file) + "\n")
          .contains("threshold: " + file.verdict().threshold() + "\n")
          .contains("IMPROVED: " + (file.verdict().outcome() == Outcome.IMPROVED ? "yes" : "no"))
          .doesNotContain("DIFFERS");
    }
    ObjectNode forged = (ObjectNode) Json.mapper().readTree(Json.write(SomeVerdictFile.improved()));
    ((ObjectNode) forged.at("/evidence/pairs/3")).put("y", "0.0001");
    assertThat(python(write(forged), 1)).contains("observations: DIFFERS", "digests: DIFFERS");
  }

  @Test
  void thousandExperimentsOfTheSecondRuleAgreeToTheLastDigit()
      throws IOException, InterruptedException {
    assumeTrue(hasPython(), "there is no python3 here: install it");
    Random random = new Random(83);
    List<Path> files = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      VerdictFile file = SomeVerdictFile.ofSecondRule(random);
      files.add(Files.writeString(folder.resolve(i + ".json"), Json.write(file)));
      expected.add("threshold: " + file.verdict().threshold());
      expected.add("e-value: " + file.verdict().eValue() + " exactly " + exact(file));
      boolean isImproved = file.verdict().outcome() == Outcome.IMPROVED;
      expected.add("IMPROVED: " + (isImproved ? "yes" : "no"));
    }
    List<String> said = python(files, 0).lines().toList();
    assertThat(said).filteredOn("g_t: not checked"::equals).hasSize(1_000);
    assertThat(said)
        .filteredOn(line -> line.matches("(threshold|e-value|IMPROVED): .*"))
        .isEqualTo(expected);
    assertThat(expected).contains("IMPROVED: yes", "IMPROVED: no");
  }

  private static String exact(VerdictFile file) {
    Registration plan = requireNonNull(file.registration());
    return VerdictRule.capital(plan, Recorded.pairs(plan, file.evidence().pairs()))
        .stripTrailingZeros()
        .toPlainString();
  }

  private static boolean hasPython() {
    try {
      return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException | InterruptedException e) {
      return false;
    }
  }

  private static String python(Path file, int exitCode) throws IOException, InterruptedException {
    return python(List.of(file), exitCode);
  }

  private static String python(List<Path> files, int exitCode)
      throws IOException, InterruptedException {
    Path script = Path.of(System.getProperty("loopgate.repository", ".."), "docs/recompute.py");
    List<String> command = new ArrayList<>(List.of("python3", script.toString()));
    files.forEach(file -> command.add(file.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(exitCode);
    return said;
  }

  private Path write(Object file) throws IOException {
    return Files.writeString(folder.resolve("file.json"), Json.write(file));
  }
}
