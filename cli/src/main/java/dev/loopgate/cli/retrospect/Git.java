package dev.loopgate.cli.retrospect;

import dev.loopgate.cli.client.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What this machine's git knows of a repository. Nothing in it is run, and nothing changed. */
record Git(@Nullable Path repository) {

  /** Its output; a refusal with what it said when it fails. */
  String text(String... words) throws IOException, InterruptedException {
    return text(Map.of(), words);
  }

  private String text(Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    Path errors = Files.createTempFile("loopgate-git-", ".txt");
    try {
      ProcessBuilder git = builder(List.of(words)).redirectError(errors.toFile());
      git.environment().putAll(environment);
      Process process = git.start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw refusal(words[0], Files.readString(errors));
      }
      return out;
    } finally {
      Files.deleteIfExists(errors);
    }
  }

  private static Refusal refusal(String command, String said) {
    String why = said.lines().findFirst().orElse("there is no such branch or commit");
    return new Refusal("git %s: %s".formatted(command, why), "git itself, with the same words");
  }

  /** A file of a commit, as it is; the reader closes the stream. */
  InputStream file(String commit, String path) throws IOException {
    return builder(List.of("cat-file", "blob", commit + ":" + path))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .getInputStream();
  }

  /** Whether that names a commit of the repository. */
  boolean hasCommit(String name) throws IOException, InterruptedException {
    return !name.startsWith("-")
        && builder(List.of("rev-parse", "--quiet", "--verify", name + "^{commit}"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor()
            == 0;
  }

  /** Writes the files of a commit into a directory; the repository's own index is left alone. */
  void checkOut(String commit, Path directory) throws IOException, InterruptedException {
    Path index = Files.createTempDirectory("loopgate-index-");
    try {
      Map<String, String> own = Map.of("GIT_INDEX_FILE", index.resolve("index").toString());
      text(own, "read-tree", commit);
      text(own, "checkout-index", "--all", "--prefix=" + directory + "/");
    } finally {
      Files.deleteIfExists(index.resolve("index"));
      Files.deleteIfExists(index);
    }
  }

  private ProcessBuilder builder(List<String> words) {
    List<String> command = new ArrayList<>(List.of("git"));
    if (repository != null) {
      command.addAll(List.of("-C", repository.toString()));
    }
    command.addAll(words);
    ProcessBuilder git = new ProcessBuilder(command);
    git.environment().put("GIT_TERMINAL_PROMPT", "0");
    return git;
  }
}
