package dev.loopgate.ideas.workspace;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;

/** One bare repository per program, with a copy at a remote when one is configured. */
@ApplicationScoped
public class Repositories {
  private static final int TIMEOUT_SECONDS = 60;
  private static final List<RefSpec> EVERYTHING = List.of(new RefSpec("+refs/*:refs/*"));

  private final Path directory;
  private final Optional<String> remote;

  @Inject
  Repositories(WorkspaceConfig config) {
    directory = config.directory().resolve("git");
    remote = config.remote().map(base -> base.replaceAll("/+$", ""));
  }

  /** Opens a program's repository; one that is gone comes back from the remote. */
  public ProgramRepository open(String program) {
    Path path = directory.resolve(program + ".git");
    boolean isNew = !Files.exists(path.resolve("HEAD"));
    ProgramRepository repository = ProgramRepository.open(path);
    if (isNew && remote.isPresent()) {
      fetchAll(program, repository);
    }
    return repository;
  }

  /** Sends everything to the remote before the change is acknowledged; nothing without a remote. */
  public void publish(String program, ProgramRepository repository) {
    if (remote.isEmpty()) {
      return;
    }
    try (Git git = new Git(repository.git())) {
      Iterable<PushResult> results =
          git.push()
              .setRemote(address(program))
              .setRefSpecs(EVERYTHING)
              .setTimeout(TIMEOUT_SECONDS)
              .call();
      results.forEach(result -> result.getRemoteUpdates().forEach(Repositories::demandDone));
    } catch (GitAPIException e) {
      throw new WorkspaceException("cannot push " + program + " to its remote", e);
    }
  }

  private static void demandDone(RemoteRefUpdate update) {
    switch (update.getStatus()) {
      case OK, UP_TO_DATE -> {}
      default ->
          throw new WorkspaceException(
              "the remote answered %s for %s"
                  .formatted(
                      update.getStatus().name().toLowerCase(Locale.ROOT), update.getRemoteName()));
    }
  }

  private void fetchAll(String program, ProgramRepository repository) {
    try (Git git = new Git(repository.git())) {
      git.fetch()
          .setRemote(address(program))
          .setRefSpecs(EVERYTHING)
          .setTimeout(TIMEOUT_SECONDS)
          .call();
    } catch (GitAPIException e) {
      repository.close();
      throw new WorkspaceException("cannot fetch " + program + " from its remote", e);
    }
  }

  private String address(String program) {
    return remote.orElseThrow() + "/" + program + ".git";
  }
}
