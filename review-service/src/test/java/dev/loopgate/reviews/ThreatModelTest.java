package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.testkit.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The threat model names tests that there are. */
class ThreatModelTest {
  private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|Conformance))`");

  @Test
  void everyTestThatItNamesIsThere() throws IOException {
    Set<String> named =
        NAMED
            .matcher(Files.readString(Repository.file("docs/threat-model.md")))
            .results()
            .map((MatchResult match) -> match.group(1) + ".java")
            .collect(Collectors.toSet());
    Set<String> there;
    try (Stream<Path> modules = Files.list(Repository.file("."))) {
      there =
          modules
              .map(module -> module.resolve("src/test/java"))
              .filter(Files::isDirectory)
              .flatMap(ThreatModelTest::files)
              .collect(Collectors.toSet());
    }

    assertThat(named).hasSizeGreaterThan(20);
    assertThat(there).containsAll(named);
  }

  private static Stream<String> files(Path directory) {
    try (Stream<Path> tree = Files.walk(directory)) {
      return tree.map(file -> file.getFileName().toString()).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
