package dev.loopgate.cli.machine;

import dev.loopgate.cli.client.SecretFiles;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL with data that outlives every process. It listens on loopback only, on a port that it
 * keeps, and lets nobody in without a password.
 */
final class Database implements Part {
  private static final Duration STARTUP = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final MachineFiles files;
  private final Path home;
  private final Path data;
  private final DatabaseAccounts accounts;
  private @Nullable EmbeddedPostgres server;
  private @Nullable Pid pid;

  Database(MachineFiles files) throws IOException {
    this.files = files;
    this.home = files.directory("postgres");
    this.data = home.resolve("data");
    this.accounts = DatabaseAccounts.loadOrCreate(home.resolve("passwords.json"));
  }

  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public synchronized void start() throws IOException, InterruptedException {
    letGo();
    clean();
    boolean isNew = !Files.exists(isComplete());
    EmbeddedPostgres started = launch();
    SecretFiles.directory(home); // the unpacker opened it to everybody
    server = started;
    pid = Pid.read(data.resolve("postmaster.pid")).orElseThrow(() -> new IOException("no pid"));
    new Remembered(files, name()).write(pid);
    if (isNew) {
      accounts.create(started.getPostgresDatabase());
      requirePasswords();
      pid.signal("HUP");
      Files.createFile(isComplete());
    }
  }

  private EmbeddedPostgres launch() throws IOException {
    return EmbeddedPostgres.builder()
        .setOverrideWorkingDirectory(home.toFile())
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        .setPort(port())
        .setPGStartupWait(STARTUP)
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("unix_socket_directories", "")
        .setServerConfig("fsync", "on") // the library is made for tests and turns both off
        .setServerConfig("synchronous_commit", "on")
        .setLocaleConfig("locale", "C.UTF-8".equals(locale()) ? "C.UTF-8" : "C")
        .setConnectConfig("password", accounts.password(DatabaseAccounts.OWNER))
        .setOutputRedirector(log())
        .setErrorRedirector(log())
        .start();
  }

  private static String locale() {
    return new File("/usr/lib/locale/C.utf8").exists() ? "C.UTF-8" : "C";
  }

  private ProcessBuilder.Redirect log() {
    return ProcessBuilder.Redirect.appendTo(files.log(name()).toFile());
  }

  String jdbcUrl(String database) throws IOException {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port(), database);
  }

  String password(String role) {
    return accounts.password(role);
  }

  /** The port that was used before, unless somebody else took it meanwhile. */
  int port() throws IOException {
    Path file = home.resolve("port");
    if (Files.exists(file)) {
      int kept = Integer.parseInt(Files.readString(file).strip());
      if (isAlive() || Ports.isFree(kept)) {
        return kept;
      }
    }
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Files.writeString(file, socket.getLocalPort() + "\n");
      return socket.getLocalPort();
    }
  }

  /** Present once the first start went through: before that, there is nothing to lose. */
  private Path isComplete() {
    return home.resolve("complete");
  }

  /** Clears what a crash left: half-made files, and the claim of a process that is gone. */
  private void clean() throws IOException, InterruptedException {
    Optional<Pid> owner = Pid.read(data.resolve("postmaster.pid"));
    if (owner.isPresent() && owner.get().isAlive() && owner.get().runs("postgres")) {
      owner.get().signal("INT");
      owner.get().awaitEnd(PATIENCE);
    }
    if (!Files.exists(isComplete())) {
      Trees.delete(data);
      HalfUnpacked.delete(home);
    }
    Files.deleteIfExists(data.resolve("postmaster.pid"));
    Files.deleteIfExists(data.resolve("epg-lock"));
  }

  /** What initdb wrote trusts everybody on the machine; this lets in passwords only. */
  private void requirePasswords() throws IOException {
    SecretFiles.write(
        data.resolve("pg_hba.conf"),
        """
        # written by loopgate: loopback only, passwords only
        host all all 127.0.0.1/32 scram-sha-256
        """);
  }

  @Override
  public synchronized boolean isAlive() {
    return pid != null && pid.isAlive();
  }

  @Override
  public String epitaph() {
    return "its process is gone";
  }

  @Override
  public synchronized void stop() throws IOException, InterruptedException {
    Pid running = pid;
    if (running != null && running.isAlive()) {
      running.signal("INT");
      if (!running.awaitEnd(PATIENCE)) {
        running.signal("QUIT");
        running.awaitEnd(PATIENCE);
      }
    }
    letGo();
    new Remembered(files, name()).forget();
  }

  private void letGo() throws IOException {
    if (server != null && !isAlive()) {
      server.close();
      server = null;
    }
  }
}
