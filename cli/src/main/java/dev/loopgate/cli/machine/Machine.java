package dev.loopgate.cli.machine;

import dev.loopgate.cli.client.SecretFiles;
import dev.loopgate.cli.client.Session;
import dev.loopgate.cli.output.Screen;
import dev.loopgate.cli.token.Issuer;
import dev.loopgate.cli.token.IssuerKey;
import dev.loopgate.wire.peer.PeerClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Loopgate on one machine: brings it up, keeps it up, and takes it down in order. */
public final class Machine implements AutoCloseable {
  private final Screen screen;
  private final MachineFiles files;
  private final Ports ports;
  private final MachineLock lock;
  private final Supervisor supervisor;
  private final List<Part> started = new ArrayList<>();
  private volatile @Nullable RenewTokens renewal;
  private boolean closed;

  private Machine(Screen screen, MachineFiles files, Ports ports, MachineLock lock) {
    this.screen = screen;
    this.files = files;
    this.ports = ports;
    this.lock = lock;
    this.supervisor = new Supervisor(screen);
  }

  /** Starts everything and returns when all of it is ready; nothing stays when that fails. */
  public static Machine start(Session session, int portBase)
      throws IOException, InterruptedException {
    return start(session, new Ports(portBase), Extras.NONE, false);
  }

  /**
   * The same on ports that happen to be free, and without anything that an earlier one left in the
   * data directory.
   */
  public static Machine startAfresh(Session session, Extras extras)
      throws IOException, InterruptedException {
    return start(session, Ports.free(), extras, true);
  }

  @SuppressWarnings("MustBeClosedChecker")
  private static Machine start(Session session, Ports ports, Extras extras, boolean afresh)
      throws IOException, InterruptedException {
    MachineFiles files = MachineFiles.prepare(session.home());
    Machine machine = new Machine(session.screen(), files, ports, MachineLock.take(files));
    Thread.Builder hook = Thread.ofPlatform().name("take-down");
    Runtime.getRuntime().addShutdownHook(hook.unstarted(machine::close));
    try {
      machine.endLeftOvers();
      if (afresh) {
        files.clear();
      }
      machine.bringUp(session, extras);
      return machine;
    } catch (IOException | InterruptedException | RuntimeException e) {
      machine.close();
      throw e;
    }
  }

  private void bringUp(Session session, Extras extras) throws IOException, InterruptedException {
    ports.requireFree();
    Issuer issuer = new Issuer(IssuerKey.loadOrCreate(files.home().issuerKey()));
    LocalTokens tokens = new LocalTokens(files, issuer, session.clock());
    tokens.renew(screen);
    Database database = new Database(files);
    begin(database);
    screen.note("postgres     127.0.0.1:%d".formatted(database.port()));
    Blueprint blueprint = new Blueprint(files, database, ports, extras);
    for (String service : DatabaseAccounts.SERVICES) {
      begin(blueprint.service(service));
    }
    Readiness readiness = new Readiness(supervisor, files);
    for (String service : DatabaseAccounts.SERVICES) {
      readiness.await(service, ports.url(service));
      screen.note("%-12s %s".formatted(service, ports.url(service)));
    }
    tokens.announce(token -> client("reviews", token));
    keepFresh(tokens);
    SecretFiles.write(files.home().endpoints(), ports.json());
    if (extras.worker()) {
      begin(blueprint.worker());
      screen.note("worker       log in %s".formatted(files.log("worker")));
    }
  }

  private void keepFresh(LocalTokens tokens) {
    RenewTokens renewing = new RenewTokens(tokens, token -> client("reviews", token), screen);
    renewing.start();
    renewal = renewing;
  }

  private void begin(Part part) throws IOException, InterruptedException {
    synchronized (started) {
      started.add(part);
    }
    part.start();
    supervisor.keepAlive(part);
  }

  /** What a killed launcher left running is ended, in the order in which it would have been. */
  private void endLeftOvers() throws IOException, InterruptedException {
    List<String> names = new ArrayList<>(List.of("worker"));
    names.addAll(DatabaseAccounts.SERVICES);
    for (String name : names) {
      endLeftOver(name, "TERM");
    }
    endLeftOver("postgres", "INT");
  }

  private void endLeftOver(String name, String signal) throws IOException, InterruptedException {
    if (new Remembered(files, name).endLeftOver(signal)) {
      screen.note("ended %s, which an earlier launcher left behind".formatted(name));
    }
  }

  /** One of the services as a person of this machine. */
  public PeerClient client(String service, String person) {
    Path token = files.home().token(person);
    return client(service, () -> read(token));
  }

  /** One of the services as the bearer of any token. */
  public PeerClient client(String service, Supplier<String> token) {
    return new PeerClient(PeerClient.newHttpClient(), URI.create(ports.url(service)), token);
  }

  private static String read(Path token) {
    try {
      return Files.readString(token).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + token, e);
    }
  }

  /** Stops the worker, then the services, then the database. Repeating it does nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    boolean interrupted = Thread.interrupted();
    try {
      if (renewal != null) {
        renewal.close();
      }
      supervisor.stop();
      stop("worker");
      DatabaseAccounts.SERVICES.stream()
          .map(name -> Thread.ofVirtual().start(() -> stop(name)))
          .toList()
          .forEach(Machine::join);
      stop("postgres");
      lock.close();
    } catch (IOException | InterruptedException e) {
      screen.note("not everything stopped in order: " + e.getMessage());
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void stop(String name) {
    try {
      for (Part part : begun()) {
        if (part.name().equals(name)) {
          part.stop();
        }
      }
    } catch (IOException | InterruptedException e) {
      screen.note("%s did not stop in order: %s".formatted(name, e.getMessage()));
    }
  }

  private List<Part> begun() {
    synchronized (started) {
      return List.copyOf(started);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
