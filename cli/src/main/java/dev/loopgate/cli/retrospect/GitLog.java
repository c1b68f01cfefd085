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
import java.util.List;

/** A log that somebody committed: {@code REPOSITORY#REF}, a directory or an address. */
record GitLog(String name, Git git, String ref) {

  static RunLog read(String log, TableOptions options) throws IOException, InterruptedException {
    int mark = log.lastIndexOf('#');
    String repository = log.substring(0, mark);
    String ref = log.substring(mark + 1);
    if (ref.isBlank() || ref.startsWith("-") || repository.startsWith("-")) {
      throw new Refusal(ExitCode.USAGE, log + " names no branch or commit", "REPOSITORY#REF");
    }
    if (Files.isDirectory(Path.of(repository))) {
      return new GitLog(log, new Git(Path.of(repository)), ref).read(options);
    }
    Path copy = Files.createTempDirectory("loopgate-log-");
    try {
      new Git(null)
          .text(
              "clone",
              "--quiet",
              "--bare",
              "--depth=1",
              "--branch",
              ref,
              "--",
              repository,
              copy.toString());
      return new GitLog(log, new Git(copy), "HEAD").read(options);
    } finally {
      Trees.delete(copy);
    }
  }

  private RunLog read(TableOptions options) throws IOException, InterruptedException {
    if (!git.hasCommit(ref)) {
      throw new Refusal(name + ": there is no such branch or commit", "git branch --all");
    }
    List<String> there = git.text("ls-tree", "-r", "--name-only", ref).lines().toList();
    for (String place : ReadLog.PLACES) {
      if (there.contains(place)) {
        return show(place, options);
      }
    }
    throw new Refusal(
        "there is no log in %s: none of %s".formatted(name, String.join(", ", ReadLog.PLACES)),
        "a branch where the log is committed");
  }

  private RunLog show(String place, TableOptions options) throws IOException {
    try (BufferedReader text =
        new BufferedReader(new InputStreamReader(git.file(ref, place), StandardCharsets.UTF_8))) {
      return ReadLog.text(name + "/" + place, text, options);
    }
  }
}
