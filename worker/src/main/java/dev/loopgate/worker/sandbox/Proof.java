package dev.loopgate.worker.sandbox;

import dev.loopgate.contracts.experiments.Isolation;

/**
 * What became of one try to get out of a sandbox, and of the same try outside, without which a
 * refusal would prove nothing.
 *
 * @param inside what happened in the sandbox, in words
 * @param outside what happened to the worker itself, in words
 */
public record Proof(Escape escape, Held held, String inside, String outside) {
  /** What kept a stage from it. */
  public enum Held {
    /** The worker itself can do it, and the stage cannot. */
    BY_THE_SANDBOX,
    /** The worker's own user cannot do it either. */
    BY_THE_USER,
    NOT
  }

  /** A level that does not promise it stands without it. */
  boolean breaks(Isolation isolation) {
    return held == Held.NOT && escape.isPromisedBy(isolation);
  }

  /** What was tried and what happened, in one sentence. */
  public String sentence() {
    String result =
        switch (held) {
          case BY_THE_SANDBOX -> "held by the sandbox";
          case BY_THE_USER -> "held by the user already";
          case NOT -> "not held";
        };
    return "tried to %s: %s (inside: %s; outside: %s)"
        .formatted(escape.what(), result, inside, outside);
  }
}
