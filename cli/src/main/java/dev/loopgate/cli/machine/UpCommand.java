package dev.loopgate.cli.machine;

import dev.loopgate.cli.client.Session;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code loopgate up}: everything on this machine, until Ctrl-C. */
@Command(
    name = "up",
    description = "Start database, services and worker on this machine, and keep them running.",
    mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private final PortBase portBase = new PortBase();

  public UpCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    EndSignal signal = EndSignal.interruptsThisThread();
    try (Machine _ = Machine.start(session, portBase.value(session.environment()))) {
      session.screen().note("Loopgate is up; its data is in " + session.home().data());
      session.screen().note("Ctrl-C stops it.");
      TimeUnit.DAYS.sleep(Long.MAX_VALUE);
      return 0;
    } catch (InterruptedException e) {
      session.screen().note("stopped");
      return signal.exitCode();
    }
  }
}
