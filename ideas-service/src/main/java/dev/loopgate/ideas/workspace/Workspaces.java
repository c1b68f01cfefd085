package dev.loopgate.ideas.workspace;

import dev.loopgate.ideas.workspace.WorkspaceStore.Origin;
import dev.loopgate.wire.json.Json;
import dev.loopgate.wire.path.Globs;
import dev.loopgate.wire.path.SafePath;
import dev.loopgate.wire.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;

/** The tarballs that runs start from, and the uploads that programs start from. */
@ApplicationScoped
public class Workspaces {
  private final Repositories repositories;
  private final WorkspaceStore store;
  private final DigestFiles tarballs;
  private final DigestFiles uploads;

  @Inject
  Workspaces(WorkspaceConfig config, Repositories repositories, WorkspaceStore store) {
    this.repositories = repositories;
    this.store = store;
    this.tarballs = new DigestFiles(config.directory().resolve("workspaces"));
    this.uploads = new DigestFiles(config.directory().resolve("uploads"));
  }

  /** The digest of the tarball of a commit without some files; writes it when it is new. */
  public String pack(String program, String commit, Globs leftOut, Globs sealed) {
    try (ProgramRepository repository = repositories.open(program)) {
      ObjectId tree = repository.tree(commit);
      boolean holdsSealed =
          repository.files(tree).stream()
              .anyMatch(file -> sealed.match(file.path()) && !leftOut.match(file.path()));
      String digest = write(repository, tree, leftOut);
      store.remember(digest, new Origin(program, commit, leftOut, holdsSealed));
      return digest;
    }
  }

  /** {@code sha256} over path, mode and content of the sealed files alone: what judges. */
  public String evaluatorDigest(ProgramRepository repository, ObjectId tree, Globs sealed) {
    Map<String, String> files = new TreeMap<>();
    for (TreeFile file : repository.files(tree)) {
      if (sealed.match(file.path())) {
        String mode = file.isExecutable() ? "755 " : "644 ";
        files.put(file.path(), mode + Json.digest(repository.read(file.blob())));
      }
    }
    return Json.digest(files);
  }

  private String write(ProgramRepository repository, ObjectId tree, Globs leftOut) {
    try {
      return tarballs.store(out -> pack(repository, tree, leftOut, out));
    } catch (IOException e) {
      throw new WorkspaceException("cannot pack tree " + tree.name(), e);
    }
  }

  private static void pack(
      ProgramRepository repository, ObjectId tree, Globs leftOut, OutputStream out)
      throws IOException {
    Tarball.write(repository, tree, leftOut, new BufferedOutputStream(out));
  }

  /** Whether a tarball shows sealed files; uploads do, as far as anybody knows. */
  boolean holdsSealed(String digest) {
    return store.find(digest).map(Origin::holdsSealed).orElse(true);
  }

  /** The file with that digest, made again from git when it is gone. */
  Optional<Path> find(String digest) {
    if (!DigestFiles.isDigest(digest)) {
      return Optional.empty();
    }
    return tarballs
        .find(digest)
        .or(() -> uploads.find(digest))
        .or(() -> store.find(digest).flatMap(origin -> restore(digest, origin)));
  }

  private Optional<Path> restore(String digest, Origin origin) {
    try (ProgramRepository repository = repositories.open(origin.program())) {
      String made = write(repository, repository.tree(origin.commit()), origin.leftOut());
      if (!made.equals(digest)) {
        throw new WorkspaceException("tarball %s was packed again as %s".formatted(digest, made));
      }
      return tarballs.find(digest);
    }
  }

  /** Keeps an upload after checking that it is what its name says and can be unpacked safely. */
  void keepUpload(String digest, InputStream body) {
    if (!DigestFiles.isDigest(digest)) {
      throw ProblemException.invalid(
          "digest", "The digest must be sha256: and 64 lower-case hexadecimal digits.");
    }
    try {
      if (uploads.find(digest).isPresent()) {
        return;
      }
      String received = uploads.store(body::transferTo);
      if (!received.equals(digest)) {
        throw ProblemException.invalid(
            "digest", "The body has the digest %s. Send it to that address.".formatted(received));
      }
      checkUpload(digest);
    } catch (IOException e) {
      throw new WorkspaceException("cannot store upload " + digest, e);
    }
  }

  private void checkUpload(String digest) throws IOException {
    try {
      readUpload(digest, (path, executable, size, content) -> {});
    } catch (ProblemException e) {
      uploads.remove(digest);
      throw e;
    }
  }

  /** Reads the files of an upload. */
  void readUpload(String digest, SafeUntar.Visitor visitor) {
    Path file =
        (DigestFiles.isDigest(digest) ? uploads.find(digest) : Optional.<Path>empty())
            .orElseThrow(() ->
                ProblemException.invalid(
                    "workspace",
                    "No upload has the digest %s. Upload the tarball first: PUT /api/v1/workspaces/<digest>."
                        .formatted(SafePath.visible(digest))));
    try (InputStream body = Files.newInputStream(file)) {
      SafeUntar.read(body, visitor);
    } catch (IOException e) {
      throw new WorkspaceException("cannot read upload " + digest, e);
    }
  }
}
