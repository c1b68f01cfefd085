package dev.loopgate.ideas.workspace;

import dev.loopgate.wire.path.SafePath;
import dev.loopgate.wire.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.InvalidRemoteException;
import org.eclipse.jgit.api.errors.TransportException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.RefSpec;
import org.jspecify.annotations.Nullable;

/** Brings the first files of a program into its repository. */
@ApplicationScoped
public class Sources {
  private static final int TIMEOUT_SECONDS = 120;

  private final Workspaces workspaces;
  private final WorkspaceConfig config;

  @Inject
  Sources(Workspaces workspaces, WorkspaceConfig config) {
    this.workspaces = workspaces;
    this.config = config;
  }

  /** The names of the files of an upload. */
  public Set<String> paths(String upload) {
    Set<String> paths = new TreeSet<>();
    workspaces.readUpload(upload, (path, executable, size, content) -> paths.add(path));
    return paths;
  }

  /** Writes an uploaded tarball as a tree. */
  public ObjectId upload(ProgramRepository repository, String upload) {
    try (TreeWriter writer = new TreeWriter(repository)) {
      workspaces.readUpload(upload, writer);
      return writer.write();
    } catch (IOException | IllegalStateException e) {
      throw new ProblemException(
          Refusals.BAD_WORKSPACE,
          "The files cannot be laid out together: %s.".formatted(e.getMessage()));
    }
  }

  /** Fetches one commit of a git repository and takes its files, after the same checks. */
  public ObjectId clone(ProgramRepository repository, String address, @Nullable String ref) {
    checkAddress(address);
    String name = ref == null || ref.isBlank() ? "HEAD" : ref;
    try (Git git = new Git(repository.git());
        RevWalk walk = new RevWalk(repository.git())) {
      git.fetch()
          .setRemote(address)
          .setRefSpecs(
              List.of(new RefSpec("+" + fullName(address, name) + ":refs/loopgate/source")))
          .setDepth(1)
          .setTimeout(TIMEOUT_SECONDS)
          .call();
      ObjectId commit = repository.git().resolve("refs/loopgate/source^{commit}");
      if (commit == null) {
        throw ProblemException.invalid(
            "/spec/source/ref", "%s of %s names no commit.".formatted(name, address));
      }
      ObjectId tree = walk.parseCommit(commit).getTree().getId();
      checkTree(repository.files(tree));
      return tree;
    } catch (TransportException | InvalidRemoteException | IllegalArgumentException e) {
      throw ProblemException.invalid(
          "/spec/source/git",
          "Git cannot fetch %s of %s: %s.".formatted(name, address, e.getMessage()));
    } catch (GitAPIException | IOException e) {
      throw new WorkspaceException("cannot clone " + address, e);
    }
  }

  /** A remote wants the whole name of a ref; a commit is asked for by its id. */
  private static String fullName(String address, String name) throws GitAPIException {
    Map<String, Ref> refs =
        Git.lsRemoteRepository().setRemote(address).setTimeout(TIMEOUT_SECONDS).callAsMap();
    return Stream.of(name, "refs/heads/" + name, "refs/tags/" + name)
        .filter(refs::containsKey)
        .findFirst()
        .orElse(name);
  }

  /** Refuses addresses that the configuration does not allow. */
  public void checkAddress(String address) {
    URI uri;
    try {
      uri = URI.create(address);
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid("/spec/source/git", "The address is no URI.");
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!config.gitSchemes().contains(scheme)) {
      throw ProblemException.invalid(
          "/spec/source/git",
          "Addresses may start with %s only. Change the address, or loopgate.workspace.git-schemes."
              .formatted(String.join(", ", config.gitSchemes())));
    }
    if (uri.getUserInfo() != null) {
      throw ProblemException.invalid(
          "/spec/source/git", "The address must not hold a user or password.");
    }
  }

  private static void checkTree(List<TreeFile> files) {
    long bytes = 0;
    for (TreeFile file : files) {
      SafePath.fault(file.path())
          .ifPresent(fault -> {
            throw Refusals.at(Refusals.UNSAFE_PATH, file.path(), 1, "the path " + fault + ".");
          });
      ChangeRules.checkMode(file.path(), file.mode());
      bytes += file.size();
    }
    if (bytes > SafeUntar.MOST_BYTES || files.size() > SafeUntar.MOST_FILES) {
      throw Refusals.badWorkspace(
          "The repository holds %d files with %d MiB; %d files with %d MiB are allowed."
              .formatted(
                  files.size(), bytes >> 20, SafeUntar.MOST_FILES, SafeUntar.MOST_BYTES >> 20));
    }
  }
}
