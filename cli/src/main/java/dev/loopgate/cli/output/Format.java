package dev.loopgate.cli.output;

import java.util.Locale;

/** For people or for programs. */
public enum Format {
  TABLE,
  JSON;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
