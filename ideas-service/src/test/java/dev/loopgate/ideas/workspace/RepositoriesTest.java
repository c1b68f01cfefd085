package dev.loopgate.ideas.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoriesTest {
  private static final Signature ADA =
      new Signature("ada@local", Instant.parse("2026-11-21T12:00:00.123Z"));

  @Test
  void writingTheSameFactAgainGivesTheSameCommitAndTag(@TempDir Path directory) throws IOException {
    try (ProgramRepository repository = ProgramRepository.open(directory.resolve("a.git"))) {
      String first = commit(repository);
      repository.tag("a/generation-1", first, ADA, "one");
      ObjectId tag = repository.git().resolve("refs/tags/a/generation-1");
      String again = commit(repository);
      repository.tag("a/generation-1", again, ADA, "one");
      assertThat(again).isEqualTo(first);
      assertThat(repository.git().resolve("refs/tags/a/generation-1")).isEqualTo(tag);
    }
  }

  @Test
  void lockOfAKilledProcessDoesNotStopTheProgram(@TempDir Path directory) throws IOException {
    Path git = directory.resolve("a.git");
    try (ProgramRepository repository = ProgramRepository.open(git)) {
      Path lock = Files.createDirectories(git.resolve("refs/heads")).resolve("main.lock");
      Files.createFile(lock);
      assertThatThrownBy(() -> commit(repository)).hasMessageContaining("LOCK_FAILURE");
      Files.setLastModifiedTime(lock, FileTime.from(Instant.EPOCH));
      assertThat(commit(repository)).isNotBlank();
    }
  }

  @Test
  void lostRepositoryComesBackFromTheRemote(@TempDir Path directory) throws Exception {
    Path remote = directory.resolve("remote");
    Git.init().setBare(true).setDirectory(remote.resolve("a.git").toFile()).call().close();
    Repositories repositories = new Repositories(config(directory.resolve("data"), remote));
    String commit;
    try (ProgramRepository repository = repositories.open("a")) {
      commit = commit(repository);
      repositories.publish("a", repository);
    }
    delete(directory.resolve("data"));
    try (ProgramRepository repository = repositories.open("a")) {
      assertThat(
              repository
                  .read(commit, "config.json")
                  .map(b -> new String(b, StandardCharsets.UTF_8)))
          .contains("{}");
    }
  }

  private static String commit(ProgramRepository repository) throws IOException {
    try (TreeWriter writer = new TreeWriter(repository)) {
      byte[] content = "{}".getBytes(StandardCharsets.UTF_8);
      writer.file("config.json", false, content.length, new ByteArrayInputStream(content));
      return repository.commit(writer.write(), List.of(), ADA, "start", "refs/heads/main");
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static WorkspaceConfig config(Path data, Path remote) {
    return new WorkspaceConfig() {
      @Override
      public Path directory() {
        return data;
      }

      @Override
      public Optional<String> remote() {
        return Optional.of(remote.toUri().toString());
      }

      @Override
      public List<String> gitSchemes() {
        return List.of("file");
      }
    };
  }
}
