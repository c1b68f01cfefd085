package dev.loopgate.cli.client;

import java.nio.file.Path;

/** A home in a test's own directory. */
public final class HomeOf {
  private HomeOf() {}

  public static Home directory(Path data) {
    return new Home(data.resolveSibling("repository"), data);
  }
}
