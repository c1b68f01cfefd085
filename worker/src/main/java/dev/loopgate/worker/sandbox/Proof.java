package dev.loopgate.worker.sandbox;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.loopgate.contracts.experiments.Isolation;

/**
 * What became of one try to get out of a sandbox, and of the same try outside, without which a
 * refusal would prove nothing.
 *
 * @param inside what happened in the sandbox, in words
 * @param outside what happened to the worker itself, in words
 */
public record Proof(@JsonIgnore Escape escape, Held held, String inside, String outside) {
  /** What kept a stage from it. */
  public enum Held {
    /** The worker itself can do it, and the stage cannot. */
    BY_THE_SANDBOX,
    /** The worker's own user cannot do it either. */
    BY_THE_USER,
    NOT
  }

  /** The name of what was tried. */
  @JsonProperty
  public String name() {
    return escape.printed();
  }

  /** What was tried, in words. */
  @JsonProperty
  public String tried() {
    return escape.what();
  }

  /** Whether it worked. */
  @JsonIgnore
  public boolean isOpen() {
    return held == Held.NOT;
  }

  /** A level that does not promise it stands without it. */
  boolean breaks(Isolation isolation) {
    return isOpen() && escape.isPromisedBy(isolation);
  }

  /** That it worked, in words. */
  String fault() {
    return "a stage could %s (inside: %s; outside: %s)".formatted(tried(), inside, outside);
  }
}
