package dev.loopgate.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.client.ExitCode;
import dev.loopgate.cli.client.Refusal;
import dev.loopgate.cli.client.Session;
import dev.loopgate.cli.machine.EndSignal;
import dev.loopgate.cli.machine.Machine;
import dev.loopgate.cli.machine.PortBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code loopgate demo}: the whole loop on real data, from nothing to the question for people. */
@Command(
    name = "demo",
    description =
        "Start everything, let the generator propose ideas, and show what experiments say.",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  private static final int MOST_IDEAS = 100;

  private final Session session;
  @Mixin private final PortBase portBase = new PortBase();

  @Option(
      names = "--ideas",
      defaultValue = "6",
      paramLabel = "N",
      description = "How many ideas to ask for (default: ${DEFAULT-VALUE}).")
  private int ideas;

  @Option(names = "--exit", description = "Stop everything at the end.")
  private boolean exit;

  @Option(
      names = "--program",
      paramLabel = "DIR",
      description = "A directory with a program.yaml (default: examples/digits).")
  private @Nullable Path program;

  public DemoCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Path file = programFile();
    long begin = System.nanoTime();
    EndSignal signal = EndSignal.interruptsThisThread();
    try (Machine machine = Machine.start(session, portBase.value(session.environment()))) {
      show(new Demo(machine, session, begin).run(file, ideas));
      if (!exit) {
        session.screen().note("Loopgate stays up; Ctrl-C stops it.");
        TimeUnit.DAYS.sleep(Long.MAX_VALUE);
      }
      return ExitCode.DONE;
    } catch (InterruptedException e) {
      session.screen().note("stopped");
      return signal.exitCode();
    }
  }

  private Path programFile() {
    if (ideas < 1 || ideas > MOST_IDEAS) {
      throw new Refusal(ExitCode.USAGE, "--ideas takes 1 to " + MOST_IDEAS, null);
    }
    Path directory =
        program == null ? session.home().repository().resolve("examples/digits") : program;
    Path file = directory.resolve("program.yaml");
    if (!Files.exists(file)) {
      throw new Refusal("there is no " + file, "--program DIR with a program.yaml in it");
    }
    return file;
  }

  private void show(JsonNode summary) {
    session.show(summary, Report.of(summary, typed(), exit ? typed() + " up" + ports() : ""));
  }

  private String ports() {
    int base = portBase.value(session.environment());
    return base == PortBase.DEFAULT ? "" : " --port-base " + base;
  }

  /** How a person calls this command here. */
  private String typed() {
    Path usual = session.home().repository().resolve(".loopgate");
    boolean isUsual =
        session.home().data().equals(usual)
            || session.environment().getOrDefault("LOOPGATE_HOME", "").length() > 0;
    return isUsual ? "./loopgate" : "./loopgate --data " + session.home().data();
  }
}
