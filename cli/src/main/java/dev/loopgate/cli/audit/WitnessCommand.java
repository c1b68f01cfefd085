package dev.loopgate.cli.audit;

import dev.loopgate.cli.client.ExitCode;
import dev.loopgate.cli.client.Refusal;
import dev.loopgate.cli.client.Session;
import dev.loopgate.tlog.NoteVerifier;
import dev.loopgate.tlog.TlogException;
import dev.loopgate.tlog.witness.WitnessFiles;
import dev.loopgate.tlog.witness.WitnessServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code loopgate witness}: remembers how far a log had come, and cosigns only what goes on. */
@Command(
    name = "witness",
    description = "Watch a log: cosign its checkpoints, and notice when it is set back or forked.",
    mixinStandardHelpOptions = true)
public final class WitnessCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--origin",
      paramLabel = "NAME",
      description = "The log to watch (default: the name of its key).")
  private @Nullable String origin;

  @Option(
      names = "--log-key",
      required = true,
      paramLabel = "VKEY|FILE",
      description = "The verification key of the log.")
  private String logKey = "";

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = "The witness's own key; made with its memory when neither is there.")
  private Path key = Path.of("");

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "loopgate.local/witness",
      description = "The name of a new key (default: ${DEFAULT-VALUE}).")
  private String name = "";

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Where to listen (default: ${DEFAULT-VALUE}).")
  private String bind = "";

  @Option(names = "--port", paramLabel = "PORT", defaultValue = "8088")
  private int port;

  public WitnessCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (WitnessServer server = start()) {
      session.screen().data(server.key().toString());
      session.screen().note("listening on port " + server.address().getPort());
      Thread.currentThread().join();
    }
    return ExitCode.DONE;
  }

  private WitnessServer start() throws IOException {
    try {
      Path file = Path.of(logKey);
      NoteVerifier log =
          NoteVerifier.of(Files.isRegularFile(file) ? Files.readString(file) : logKey);
      return WitnessServer.start(
          WitnessFiles.open(key, name, new SecureRandom()),
          Map.of(origin == null ? log.key().name() : origin, List.of(log)),
          new InetSocketAddress(InetAddress.getByName(bind), port),
          session.clock());
    } catch (TlogException e) {
      throw new Refusal(String.valueOf(e.getMessage()), null);
    }
  }
}
