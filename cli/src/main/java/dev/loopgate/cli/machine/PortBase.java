package dev.loopgate.cli.machine;

import dev.loopgate.cli.client.ExitCode;
import dev.loopgate.cli.client.Refusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that moves all services to other ports. */
public final class PortBase {
  public static final int DEFAULT = Ports.DEFAULT_BASE;

  @Option(
      names = "--port-base",
      paramLabel = "N",
      description = "Services take N+1 to N+3 (default: LOOPGATE_PORT_BASE, or 8080).")
  private @Nullable Integer value;

  public int value(Map<String, String> environment) {
    if (value != null) {
      return value;
    }
    String text = environment.getOrDefault("LOOPGATE_PORT_BASE", "").strip();
    if (text.isEmpty()) {
      return DEFAULT;
    }
    if (!text.matches("[0-9]{1,5}")) {
      throw new Refusal(
          ExitCode.USAGE, "LOOPGATE_PORT_BASE is '%s', no port".formatted(text), null);
    }
    return Integer.parseInt(text);
  }
}
