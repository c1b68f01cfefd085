package dev.loopgate.system.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.system.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProblemsPageTest {
  private static final Path REPOSITORY = Installation.repository();
  private static final Pattern DECLARED =
      Pattern.compile("new ProblemType\\(\\s*\"([a-z][a-z0-9-]*)\"");
  private static final Pattern LISTED = Pattern.compile("(?m)^\\| `([a-z][a-z0-9-]*)` \\|");

  @Test
  void clientAuthorsFindEveryProblemType() throws IOException {
    Set<String> declared = new TreeSet<>();
    for (Path file : sources()) {
      declared.addAll(found(DECLARED, read(file)));
    }
    Set<String> listed = found(LISTED, read(REPOSITORY.resolve("docs/problems.md")));
    assertThat(declared).hasSizeGreaterThan(14);
    assertThat(listed).containsExactlyInAnyOrderElementsOf(declared);
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(REPOSITORY)) {
      for (Path folder : folders) {
        Path code = folder.resolve("src/main/java");
        if (Files.isDirectory(code)) {
          sources.addAll(below(code));
        }
      }
    }
    return sources;
  }

  private static List<Path> below(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(ProblemsPageTest::slug).collect(Collectors.toSet());
  }

  private static String slug(MatchResult match) {
    return match.group(1);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
