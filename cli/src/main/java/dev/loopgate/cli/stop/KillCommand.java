package dev.loopgate.cli.stop;

import dev.loopgate.cli.client.Session;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code loopgate kill}: a freeze that also loses what waits. */
@Command(
    name = "kill",
    description = {
      "Freeze, discard what waits, and revoke the tokens that agents have now.",
      "For people with the role operator, safety or admin."
    },
    mixinStandardHelpOptions = true)
public final class KillCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      arity = "0..1",
      paramLabel = "PROGRAM",
      description = "Its name (default: everything).")
  private @Nullable String program;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Goes into the record: one line.")
  private String reason = "";

  @Option(names = "--no-wait", description = "Do not wait until the last process is gone.")
  private boolean noWait;

  public KillCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    return new PressButton(session).press("KILL", program, reason, !noWait);
  }
}
