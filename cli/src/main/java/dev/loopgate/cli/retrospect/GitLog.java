package dev.loopgate.cli.retrospect;

import dev.loopgate.cli.client.ExitCode;
import dev.loopgate.cli.client.Refusal;
import dev.loopgate.cli.machine.Trees;
import dev.loopgate.retrospect.ReadLog;
import dev.loopgate.retrospect.RunLog;
import dev.loopgate.retrospect.TableOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A log that somebody committed: {@code REPOSITORY#REF}, a directory or an address. */
final class GitLog {
  private final String name;
  private final Path repository;
  private final String ref;

  private GitLog(String name, Path repository, String ref) {
    this.name = name;
    this.repository = repository;
    this.ref = ref;
  }

  static RunLog read(String log, TableOptions options) throws IOException, InterruptedException {
    int mark = log.lastIndexOf('#');
    String repository = log.substring(0, mark);
    String ref = log.substring(mark + 1);
    if (ref.isBlank() || ref.startsWith("-") || repository.startsWith("-")) {
      throw new Refusal(ExitCode.USAGE, log + " names no branch or commit", "REPOSITORY#REF");
    }
    if (Files.isDirectory(Path.of(repository))) {
      return new GitLog(log, Path.of(repository), ref).read(options);
    }
    Path copy = Files.createTempDirectory("loopgate-log-");
    try {
      git(
          null,
          "clone",
          "--quiet",
          "--bare",
          "--depth=1",
          "--branch",
          ref,
          "--",
          repository,
          copy.toString());
      return new GitLog(log, copy, "HEAD").read(options);
    } finally {
      Trees.delete(copy);
    }
  }

  private RunLog read(TableOptions options) throws IOException, InterruptedException {
    git(repository, "rev-parse", "--quiet", "--verify", ref + "^{commit}");
    List<String> there = git(repository, "ls-tree", "-r", "--name-only", ref).lines().toList();
    for (String place : ReadLog.PLACES) {
      if (there.contains(place)) {
        return show(place, options);
      }
    }
    throw new Refusal(
        "there is no log in %s: none of %s".formatted(name, String.join(", ", ReadLog.PLACES)),
        "a branch where the log is committed");
  }

  private RunLog show(String place, TableOptions options) throws IOException, InterruptedException {
    Process git = start(repository, List.of("cat-file", "blob", ref + ":" + place));
    try (BufferedReader text =
        new BufferedReader(new InputStreamReader(git.getInputStream(), StandardCharsets.UTF_8))) {
      return ReadLog.text(name + "/" + place, text, options);
    } finally {
      git.destroy();
      git.waitFor();
    }
  }

  /** Its output, or a refusal with what it said. */
  private static String git(@Nullable Path repository, String... words)
      throws IOException, InterruptedException {
    Process git = start(repository, List.of(words));
    String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (git.waitFor() != 0) {
      String why = said.lines().findFirst().orElse("there is no such branch or commit");
      throw new Refusal("git %s: %s".formatted(words[0], why), "git itself, with the same address");
    }
    return said;
  }

  private static Process start(@Nullable Path repository, List<String> words) throws IOException {
    List<String> command = new ArrayList<>(List.of("git"));
    if (repository != null) {
      command.addAll(List.of("-C", repository.toString()));
    }
    command.addAll(words);
    ProcessBuilder git = new ProcessBuilder(command).redirectErrorStream(true);
    git.environment().put("GIT_TERMINAL_PROMPT", "0");
    return git.start();
  }
}
