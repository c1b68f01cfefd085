package dev.loopgate.cli.stop;

import dev.loopgate.cli.client.Session;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code loopgate freeze}: asks nothing, because whoever sees something wrong need not be sure. */
@Command(
    name = "freeze",
    description = {
      "Stop a program, or everything: nothing runs, is taken in or decided until people resume it.",
      "Needs no confirmation and no role."
    },
    mixinStandardHelpOptions = true)
public final class FreezeCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      arity = "0..1",
      paramLabel = "PROGRAM",
      description = "Its name (default: everything stops).")
  private @Nullable String program;

  @Option(names = "--reason", paramLabel = "TEXT", description = "What you saw, in one line.")
  private @Nullable String reason;

  @Option(names = "--no-wait", description = "Do not wait until the last process is gone.")
  private boolean noWait;

  public FreezeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    return new PressButton(session).press("FREEZE", program, reason, !noWait);
  }
}
