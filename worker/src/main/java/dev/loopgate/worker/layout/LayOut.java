package dev.loopgate.worker.layout;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.worker.services.LeaseLostException;
import dev.loopgate.worker.services.Patience;
import dev.loopgate.worker.services.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Fills the workspace of an attempt: the tarball, then the artifacts of earlier stages. */
public final class LayOut {
  private final Services services;
  private final Downloads downloads;
  private final Patience patience;
  private final Isolation isolation;

  public LayOut(Services services, Downloads downloads, Patience patience, Isolation isolation) {
    this.services = services;
    this.downloads = downloads;
    this.patience = patience;
    this.isolation = isolation;
  }

  /** Wraps what a call can throw besides what every call can. */
  private static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient BadInputException reason;

    Failed(BadInputException reason) {
      super(reason);
      this.reason = reason;
    }
  }

  public void into(AttemptDirectory directory, Lease lease)
      throws IOException, InterruptedException, LeaseLostException, BadInputException {
    try {
      Path tarball = patience.untilAnswered("fetch the workspace", () -> tarball(directory, lease));
      Unpack.into(directory.workspace(), tarball);
      Files.deleteIfExists(directory.tarball());
      inputs(directory, lease);
    } catch (Failed e) {
      throw e.reason;
    }
  }

  /** All together no more than a stage may hand on; a trusted stage cannot write them. */
  private void inputs(AttemptDirectory directory, Lease lease)
      throws IOException, InterruptedException, LeaseLostException, BadInputException {
    Set<String> own = topLevel(directory);
    Set<String> laidIn = new TreeSet<>();
    long left = lease.limits().artifactBytes();
    for (Lease.Input input : lease.inputs()) {
      Path target = target(directory, lease, input);
      long atMost = left;
      patience.untilDone("fetch an artifact", () -> artifact(input, target, atMost));
      left -= Files.size(target);
      if (lease.trusted()) {
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("r--r--r--"));
        laidIn.add(directory.workspace().relativize(target).getName(0).toString());
      }
    }
    laidIn.removeAll(own);
    laidIn.removeIf(name -> lease.produces().stream().anyMatch(path -> isIn(path, name)));
    directory.readOnly(laidIn);
  }

  private static Set<String> topLevel(AttemptDirectory directory) throws IOException {
    try (Stream<Path> files = Files.list(directory.workspace())) {
      return files.map(file -> String.valueOf(file.getFileName())).collect(Collectors.toSet());
    }
  }

  private static boolean isIn(String path, String name) {
    String plain = path.startsWith("./") ? path.substring(2) : path;
    return plain.equals(name) || plain.startsWith(name + "/");
  }

  /**
   * What a trusted stage runs from holds sealed files: where no sandbox hides the worker's folders
   * from candidates, it is not kept.
   */
  private Path tarball(AttemptDirectory directory, Lease lease) throws InterruptedException {
    String digest = lease.workspace();
    Downloads.Source source = () -> services.workspace(digest);
    try {
      if (!lease.trusted() || isolation != Isolation.PROCESS) {
        return downloads.kept(digest, source);
      }
      Downloads.fetch(digest, source, directory.tarball(), Downloads.MAX_BYTES);
      return directory.tarball();
    } catch (BadInputException e) {
      throw new Failed(e);
    }
  }

  private void artifact(Lease.Input input, Path target, long atMost) throws InterruptedException {
    try {
      Downloads.fetch(input.digest(), () -> services.artifact(input.digest()), target, atMost);
    } catch (BadInputException e) {
      throw new Failed(e);
    }
  }

  /** A candidate's artifact must never take the place of an evaluator's own file. */
  private static Path target(AttemptDirectory directory, Lease lease, Lease.Input input)
      throws BadInputException {
    Path target = SafePath.resolve(directory.workspace(), input.path());
    if (lease.trusted() && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new BadInputException(
          "artifact %s would replace a file of the evaluator".formatted(input.path()));
    }
    return target;
  }
}
