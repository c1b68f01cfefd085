package dev.loopgate.system.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.system.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngressListTest {
  private static final Path REPOSITORY = Installation.repository();

  /** A path of an OpenAPI document, cut where an ingress would cut it. */
  private static final Pattern SERVED =
      Pattern.compile("(?m)^  (/(?:api/v1/[a-z-]+|[a-z]+))\\b[^\\n]*:$");

  private static final Pattern LISTED = Pattern.compile("`(/(?:api/v1/[a-z-]+|log))`");

  @ParameterizedTest
  @CsvSource({"ideas,ideas-service", "experiments,experiment-service", "reviews,review-service"})
  void adminsFindEveryPrefixOfAService(String name, String service) throws IOException {
    Set<String> served =
        found(SERVED, Files.readString(REPOSITORY.resolve("docs/openapi/" + service + ".yaml")));
    served.remove("/feeds"); // listed with the name of each feed
    assertThat(served).hasSizeGreaterThan(4);
    assertThat(found(LISTED, paragraph(name))).containsExactlyInAnyOrderElementsOf(served);
  }

  /** What deploy/README.md says goes to one service. */
  private static String paragraph(String name) throws IOException {
    String page = Files.readString(REPOSITORY.resolve("deploy/README.md"));
    String start = "To `%s`: ".formatted(name);
    assertThat(page).contains(start);
    String rest = page.substring(page.indexOf(start) + start.length());
    return rest.substring(0, rest.indexOf('.'));
  }

  private static Set<String> found(Pattern pattern, String text) {
    Set<String> found = new TreeSet<>();
    pattern.matcher(text).results().forEach(match -> found.add(match.group(1)));
    return found;
  }
}
