package dev.loopgate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopgate.cli.client.Session;
import dev.loopgate.wire.json.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** What runs: for bug reports. */
@Command(name = "version", description = "Print the version.")
final class Version implements IVersionProvider, Runnable {
  private final @Nullable Session session;

  /** For picocli, as the provider of {@code --version}. */
  Version() {
    this.session = null;
  }

  Version(Session session) {
    this.session = session;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"loopgate %s (Java %s)".formatted(own(), Runtime.version())};
  }

  @Override
  public void run() {
    if (session != null) {
      ObjectNode answer = Json.mapper().createObjectNode();
      answer.put("version", own()).put("java", Runtime.version().toString());
      session.show(answer, getVersion()[0]);
    }
  }

  private static String own() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
