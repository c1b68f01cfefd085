package dev.loopgate.cli.client;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every list. */
public final class Paging {
  @Option(names = "--limit", paramLabel = "N", description = "At most so many, up to 200.")
  private @Nullable Integer limit;

  @Option(names = "--cursor", paramLabel = "CURSOR", description = "Go on where a list ended.")
  private @Nullable String cursor;

  public Address of(Address list) {
    return list.with("limit", limit).with("cursor", cursor);
  }
}
