package dev.loopgate.testkit;

import java.nio.file.Path;

/** The sources that are under test: pages and files that code is held against. */
public final class Repository {
  private Repository() {}

  /** A file by its path in the repository, for example {@code docs/states.md}. */
  public static Path file(String path) {
    return Path.of(System.getProperty("loopgate.repository", ".."), path);
  }
}
