package dev.loopgate.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopgate.cli.client.ExitCode;
import dev.loopgate.cli.client.Refusal;
import dev.loopgate.cli.client.Session;
import dev.loopgate.cli.machine.PortBase;
import dev.loopgate.cli.machine.Ports;
import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code loopgate doctor}: what this machine can do, and how to get more. */
@Command(
    name = "doctor",
    description = "Check what this machine can do, and say how to get more.",
    mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private final PortBase portBase = new PortBase();

  public DoctorCommand(Session session) {
    this.session = session;
  }

  /** Fails only when nothing can be started; a weaker sandbox is an advice. */
  @Override
  public Integer call() throws IOException, InterruptedException {
    Ports ports = new Ports(portBase.value(session.environment()));
    List<Check> launcher = new LauncherChecks(session.home(), ports).all();
    JsonNode worker = worker();
    ObjectNode document = Json.mapper().createObjectNode();
    document.set("isolation", worker.path("isolation"));
    document.set("launcher", Json.mapper().valueToTree(launcher));
    document.set("worker", worker.path("checks"));
    document.set("proofs", worker.path("proofs"));
    document.set("events", Json.mapper().valueToTree(new EventChecks(session.home()).all()));
    session.show(document, Diagnosis.of(document));
    return launcher.stream().allMatch(Check::ok) ? ExitCode.DONE : ExitCode.FAILED;
  }

  private JsonNode worker() throws IOException, InterruptedException {
    try {
      return new WorkerChecks(session.home()).ask();
    } catch (Refusal e) {
      return WorkerChecks.unknown(e);
    }
  }
}
