package dev.loopgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopgate.contracts.experiments.Verdict.Outcome;
import dev.loopgate.contracts.experiments.VerdictFile;
import dev.loopgate.contracts.ideas.ProgramSpec.Transform;
import dev.loopgate.experiments.verdict.Bets;
import dev.loopgate.experiments.verdict.EProcess;
import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  private Path write(Object file) throws IOException {
    return Files.writeString(folder.resolve("file.json"), Json.write(file));
  }
}
