package dev.loopgate.chassis.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.loopgate.wire.problem.Problem;
import dev.loopgate.wire.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictYamlTest {
  private final StrictYaml yaml = new StrictYaml("pie", 1000, 10);

  private record Pie(String name, int slices, List<Pie> inside) {}

  private Problem refused(String text) {
    return Objects.requireNonNull(
            catchThrowableOfType(
                ProblemException.class, () -> yaml.text(text.getBytes(StandardCharsets.UTF_8))))
        .problem();
  }

  @Test
  void whatKeepsToTheRulesIsTakenAsItIs() {
    assertThat(yaml.text("a: [1]\n".getBytes(StandardCharsets.UTF_8))).isEqualTo("a: [1]\n");
  }

  @Test
  void aFaultNamesItsPlace() {
    Problem problem = refused("a: 1\nb: [Pie\nc: x\n");

    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.detail()).contains("The pie file is no valid YAML at line 3, column 2");
    assertThat(Objects.requireNonNull(problem.errors()).getFirst().pointer())
        .isEqualTo("pie.yaml:3:2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing", "a: &x 1\nb: *x", "a: 1\n---\nb: 2", "a: \u0000", "["})
  void whatIsNotOneWholeDocumentWithoutAliasesIsRefused(String text) {
    assertThat(refused(text).status()).isEqualTo(400);
  }

  @Test
  void whatIsTooLargeOrTooDeepIsRefused() {
    assertThat(refused("#" + "x".repeat(1000)).status()).isEqualTo(413);
    assertThat(refused("[".repeat(11) + "]".repeat(11)).status()).isEqualTo(400);
  }

  @Test
  void aValueThatDoesNotFitIsNamedByItsPointerAndWithoutOurClasses() {
    JsonProcessingException unknown = unreadable("{name: a, slices: 1, inside: [{nmae: b}]}");
    JsonProcessingException wrong = unreadable("{name: a, slices: many}");

    assertThat(StrictYaml.pointer(unknown)).isEqualTo("/inside/0/nmae");
    assertThat(StrictYaml.words(unknown)).startsWith("there is no field “nmae”; known are");
    assertThat(StrictYaml.pointer(wrong)).isEqualTo("/slices");
    assertThat(StrictYaml.words(wrong)).contains("many").doesNotContain("dev.loopgate");
    assertThatThrownBy(() -> yaml.mapper().build().readValue("{name: a, name: b}", Pie.class))
        .hasMessageContaining("name");
  }

  private JsonProcessingException unreadable(String text) {
    return Objects.requireNonNull(
        catchThrowableOfType(
            JsonProcessingException.class, () -> yaml.mapper().build().readValue(text, Pie.class)));
  }
}
