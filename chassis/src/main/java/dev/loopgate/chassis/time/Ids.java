package dev.loopgate.chassis.time;

import java.util.UUID;

/** Hands out ids. Injected wherever a rule needs one, so that tests can foresee them. */
@FunctionalInterface
public interface Ids {
  /** A new UUIDv7. */
  UUID next();
}
