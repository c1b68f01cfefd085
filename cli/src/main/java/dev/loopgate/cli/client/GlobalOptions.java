package dev.loopgate.cli.client;

import dev.loopgate.cli.output.Format;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What every command understands. */
public final class GlobalOptions {
  @Option(
      names = {"-o", "--output"},
      scope = ScopeType.INHERIT,
      paramLabel = "table|json",
      description = "What standard output carries (default: ${DEFAULT-VALUE}).")
  private Format format = Format.TABLE;

  @Option(
      names = "--as",
      scope = ScopeType.INHERIT,
      paramLabel = "NAME",
      description = "Speak as researcher or reviewer of this machine.")
  private @Nullable String as;

  @Option(
      names = "--token-file",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "A file with the token to use; LOOPGATE_TOKEN holds one, too.")
  private @Nullable Path tokenFile;

  @Option(
      names = "--data",
      scope = ScopeType.INHERIT,
      paramLabel = "DIR",
      description = "Data directory (default: LOOPGATE_HOME, or .loopgate in the repository).")
  private @Nullable Path data;

  @Option(
      names = "--server",
      scope = ScopeType.INHERIT,
      paramLabel = "URL",
      description = "One address in front of all services; LOOPGATE_SERVER holds it, too.")
  private @Nullable String server;

  @Option(names = "--server-ideas", scope = ScopeType.INHERIT, paramLabel = "URL", hidden = true)
  private @Nullable String ideas;

  @Option(
      names = "--server-experiments",
      scope = ScopeType.INHERIT,
      paramLabel = "URL",
      hidden = true)
  private @Nullable String experiments;

  @Option(names = "--server-reviews", scope = ScopeType.INHERIT, paramLabel = "URL", hidden = true)
  private @Nullable String reviews;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show where a failure came from.")
  private boolean debug;

  public Format format() {
    return format;
  }

  public boolean debug() {
    return debug;
  }

  @Nullable String as() {
    return as;
  }

  @Nullable Path tokenFile() {
    return tokenFile;
  }

  @Nullable Path data() {
    return data;
  }

  /** The address given for one service, or for all of them. */
  @Nullable String server(String service) {
    String own =
        switch (service) {
          case "ideas" -> ideas;
          case "experiments" -> experiments;
          case "reviews" -> reviews;
          default -> null;
        };
    return own == null ? server : own;
  }
}
