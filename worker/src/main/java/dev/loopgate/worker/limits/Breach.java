package dev.loopgate.worker.limits;

import dev.loopgate.contracts.work.Completion.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A limit that a stage broke, or the wish that it ends.
 *
 * @param flag the kind of flag that it raises; null when there is nothing to accuse the stage of
 * @param what in words, for example {@code more than 10 s}
 */
public record Breach(Outcome outcome, @Nullable String flag, String what) {
  public static Breach unwanted() {
    return new Breach(Outcome.CANCELLED, null, "nobody needs it");
  }

  static Breach of(Outcome outcome, @Nullable String flag, String what, long limit) {
    return new Breach(outcome, flag, what.formatted(limit));
  }

  /** One sentence for people. */
  public String detail() {
    return "The stage was ended: %s.".formatted(what);
  }
}
