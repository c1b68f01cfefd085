package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of known ways around a review and the tests that try them say the same. */
class BypassListTest {
  private static final Pattern NAMED = Pattern.compile("`(\\w+)\\.(\\w+)`");
  private static final Map<String, Class<?>> CLASSES =
      Stream.of(
              AdoptionTest.class,
              BypassByIdentityTest.class,
              BypassByPolicyTest.class,
              BypassByStalenessTest.class,
              ClearanceTest.class,
              ProgramQuestionTest.class,
              ResumptionTest.class,
              VotesTest.class,
              WaiversTest.class,
              WhoVotesTest.class)
          .collect(Collectors.toMap(Class::getSimpleName, type -> type));

  private final List<String> rows = rows();

  @Test
  void everyLineNamesATestThatThereIs() {
    assertThat(rows).hasSizeGreaterThan(35);
    for (String row : rows) {
      List<MatchResult> named = NAMED.matcher(row).results().toList();
      assertThat(named).as(row).isNotEmpty();
      named.forEach(name -> assertThat(tests(name.group(1))).as(row).contains(name.group(2)));
    }
  }

  @Test
  void everyTestOfABypassIsListed() {
    String page = String.join("\n", rows);
    for (String type :
        List.of("BypassByIdentityTest", "BypassByPolicyTest", "BypassByStalenessTest")) {
      assertThat(tests(type)).isNotEmpty();
      tests(type).forEach(test -> assertThat(page).contains("`" + type + "." + test + "`"));
    }
  }

  private static Set<String> tests(String type) {
    assertThat(CLASSES).containsKey(type);
    return Stream.of(Objects.requireNonNull(CLASSES.get(type)).getDeclaredMethods())
        .filter(method -> !method.isSynthetic() && method.getReturnType() == void.class)
        .filter(method -> method.getAnnotations().length > 0)
        .map(java.lang.reflect.Method::getName)
        .collect(Collectors.toSet());
  }

  private static List<String> rows() {
    try {
      return Files.readAllLines(Path.of("../docs/bypasses.md")).stream()
          .filter(line -> line.startsWith("| ") && !line.startsWith("| the way around"))
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
