package dev.loopgate.experiments.run;

import java.util.Locale;

/** The two sides of an experiment. */
public enum Arm {
  BASELINE,
  CANDIDATE;

  /** As it is written on the wire: {@code baseline} or {@code candidate}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
