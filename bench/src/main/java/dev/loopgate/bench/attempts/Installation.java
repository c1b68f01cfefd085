package dev.loopgate.bench.attempts;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.loopgate.cli.client.GlobalOptions;
import dev.loopgate.cli.client.Session;
import dev.loopgate.cli.machine.Extras;
import dev.loopgate.cli.machine.Machine;
import dev.loopgate.cli.output.Screen;
import dev.loopgate.wire.json.Json;
import dev.loopgate.wire.peer.PeerClient;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/** The packaged services and their PostgreSQL as {@code up} starts them, without its worker. */
final class Installation implements AutoCloseable {
  private static final List<String> PROCESSES =
      List.of("experiments", "ideas", "reviews", "postgres");
  private static final String OWNER = "postgres";

  private final Machine machine;
  private final Path data;

  private Installation(Machine machine, Path data) {
    this.machine = machine;
    this.data = data;
  }

  static Installation start(Path data) throws IOException, InterruptedException {
    Screen screen = journal(data);
    Session session =
        new Session(new GlobalOptions(), System.getenv(), screen, Clock.systemUTC())
            .aside(data, screen);
    return new Installation(Machine.startAfresh(session, Extras.WITHOUT_WORKER), data);
  }

  /** What the launcher says is of interest only when something goes wrong. */
  private static Screen journal(Path data) throws IOException {
    Files.createDirectories(data);
    PrintStream file =
        new PrintStream(
            Files.newOutputStream(data.resolve("launcher.log")), true, StandardCharsets.UTF_8);
    return new Screen(file, file);
  }

  PeerClient client(String service, String principal) {
    return machine.client(service, principal);
  }

  /** Milliseconds of processor time since the start, by process. */
  Map<String, Double> processorTime() throws IOException {
    Map<String, Double> times = new LinkedHashMap<>();
    for (String process : PROCESSES) {
      long pid = Long.parseLong(Files.readString(data.resolve("run/" + process + ".pid")).strip());
      times.put(process, ProcessorTime.ofTree(pid));
    }
    return times;
  }

  /** Its PostgreSQL as the owner. */
  PGSimpleDataSource postgres(String database) throws IOException {
    PGSimpleDataSource postgres = new PGSimpleDataSource();
    String port = Files.readString(data.resolve("postgres/port")).strip();
    postgres.setUrl("jdbc:postgresql://127.0.0.1:%s/%s".formatted(port, database));
    postgres.setUser(OWNER);
    postgres.setPassword(passwords().get(OWNER));
    return postgres;
  }

  private Map<String, String> passwords() throws IOException {
    Path file = data.resolve("postgres/passwords.json");
    return Json.mapper().readValue(file.toFile(), new TypeReference<>() {});
  }

  @Override
  public void close() {
    machine.close();
  }
}
