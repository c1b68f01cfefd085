package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docs/audit.md} says of every operation that changes something where the log has it. */
class LoggedOperationsTest {
  private static final Path CONTRACTS = Path.of("../docs/openapi");

  @ParameterizedTest
  @ValueSource(strings = {"ideas-service", "experiment-service", "review-service"})
  void everyOperationThatChangesSomethingIsListed(String service) throws IOException {
    String page = page();

    Set<String> changes = changes(service);

    assertThat(changes).hasSizeGreaterThan(5);
    assertThat(changes).allSatisfy(change -> assertThat(page).contains("`" + change + "`"));
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("../docs/audit.md"));
  }

  private static Set<String> changes(String service) throws IOException {
    JsonNode document = new YAMLMapper().readTree(CONTRACTS.resolve(service + ".yaml").toFile());
    Set<String> operations = new TreeSet<>();
    for (JsonNode path : document.path("paths")) {
      path.properties().stream()
          .filter(entry -> Set.of("post", "put", "delete", "patch").contains(entry.getKey()))
          .forEach(entry -> operations.add(entry.getValue().path("operationId").asText()));
    }
    return operations;
  }
}
