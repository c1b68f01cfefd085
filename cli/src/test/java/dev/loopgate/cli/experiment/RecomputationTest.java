package dev.loopgate.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopgate.cli.Leaves;
import dev.loopgate.cli.SomeVerdictFile;
import dev.loopgate.cli.client.Refusal;
import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever changes or leaves out any one value of a verdict file is found. */
class RecomputationTest {
  @Test
  void nothingDiffersInAnHonestFile() throws IOException {
    assertThat(isFound(honest())).isFalse();
  }

  @Test
  void whateverIsChangedIsFound() throws IOException {
    JsonNode honest = honest();
    assertThat(Leaves.of(honest)).hasSizeGreaterThan(60);
    for (String leaf : Leaves.of(honest)) {
      JsonNode changed = honest.deepCopy();
      Leaves.change(changed, leaf);
      assertThat(isFound(changed)).as(leaf).isTrue();
    }
  }

  @Test
  void whateverIsLeftOutIsFound() throws IOException {
    JsonNode honest = honest();
    for (String leaf : Leaves.of(honest)) {
      JsonNode changed = honest.deepCopy();
      if (Leaves.remove(changed, leaf)) {
        assertThat(isFound(changed)).as(leaf).isTrue();
      }
    }
  }

  @Test
  void forgerWhoAlsoWritesNewDigestsIsFound() throws IOException {
    JsonNode honest = honest();
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
      Leaves.change(changed, leaf);
      SomeVerdictFile.seal((ObjectNode) changed);
      assertThat(Recomputation.of(changed).differing()).as(leaf).isPositive();
    }
  }

  private static JsonNode honest() throws IOException {
    return Json.mapper().readTree(Json.write(SomeVerdictFile.improved()));
  }

  private static boolean isFound(JsonNode file) {
    try {
      return Recomputation.of(file).differing() > 0;
    } catch (Refusal e) {
      return true;
    }
  }
}
