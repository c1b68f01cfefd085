package dev.loopgate.worker.lease;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.worker.layout.AttemptDirectory;
import dev.loopgate.worker.layout.Downloads;
import dev.loopgate.worker.layout.LayOut;
import dev.loopgate.worker.layout.Tree;
import dev.loopgate.worker.sandbox.Sandbox;
import dev.loopgate.worker.services.Patience;
import dev.loopgate.worker.services.Services;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What all attempts of one worker share: the sandbox, the folders, the services, the wish to stop.
 */
public final class Machine {
  private static final System.Logger LOG = System.getLogger(Machine.class.getName());

  private final Path attempts;
  private final Services services;
  private final Sandbox sandbox;
  private final Downloads downloads;
  private final TrustDomains trustDomains;
  private final Set<String> names = ConcurrentHashMap.newKeySet();
  private volatile Set<UUID> toEnd = Set.of();
  private volatile boolean stopping;

  public Machine(Path directory, Services services, Sandbox sandbox) {
    attempts = AttemptDirectory.allIn(directory);
    this.services = services;
    this.sandbox = sandbox;
    downloads = new Downloads(directory.resolve("tarballs"));
    trustDomains = new TrustDomains(sandbox.isolation() != Isolation.PROCESS);
  }

  Services services() {
    return services;
  }

  Sandbox sandbox() {
    return sandbox;
  }

  TrustDomains trustDomains() {
    return trustDomains;
  }

  LayOut layOut(Patience patience) {
    return new LayOut(services, downloads, patience, sandbox.isolation());
  }

  /** Known by name before it exists, so that no inspection takes it for a stranger. */
  AttemptDirectory newAttempt() throws IOException {
    AttemptDirectory directory = AttemptDirectory.in(attempts);
    names.add(directory.name());
    directory.create();
    return directory;
  }

  boolean isAttempt(String name) {
    return names.contains(name);
  }

  void forget(AttemptDirectory directory) {
    if (Tree.delete(directory.root())) {
      names.remove(directory.name());
    } else {
      LOG.log(System.Logger.Level.WARNING, "cannot delete {0}", directory.root());
    }
  }

  /** Replaces the orders that were given before. */
  void obey(List<UUID> end) {
    toEnd = Set.copyOf(end);
  }

  boolean isToEnd(UUID attempt) {
    return toEnd.contains(attempt);
  }

  boolean stopping() {
    return stopping;
  }

  public void stop() {
    stopping = true;
  }
}
