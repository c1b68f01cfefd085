package dev.loopgate.worker;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.work.Lease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Fills the workspace of an attempt: the tarball, then the artifacts of earlier stages. */
final class LayOut {
  private final Services services;
  private final Downloads downloads;
  private final Patience patience;
  private final Isolation isolation;

  LayOut(Services services, Downloads downloads, Patience patience, Isolation isolation) {
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

  void into(AttemptDirectory directory, Lease lease)
      throws IOException, InterruptedException, LeaseLostException, BadInputException {
    try {
      Path tarball = patience.untilAnswered("fetch the workspace", () -> tarball(directory, lease));
      Unpack.into(directory.workspace(), tarball);
      Files.deleteIfExists(directory.tarball());
      for (Lease.Input input : lease.inputs()) {
        Path target = target(directory, lease, input);
        patience.untilDone("fetch an artifact", () -> artifact(input, target));
      }
    } catch (Failed e) {
      throw e.reason;
    }
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
      Downloads.fetch(digest, source, directory.tarball());
      return directory.tarball();
    } catch (BadInputException e) {
      throw new Failed(e);
    }
  }

  private void artifact(Lease.Input input, Path target) throws InterruptedException {
    try {
      Downloads.fetch(input.digest(), () -> services.artifact(input.digest()), target);
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
