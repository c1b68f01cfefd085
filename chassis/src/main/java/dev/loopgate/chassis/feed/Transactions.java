package dev.loopgate.chassis.feed;

import io.quarkus.narayana.jta.QuarkusTransaction;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Runs work in a transaction of its own: true commits, false or an exception rolls back. */
@FunctionalInterface
public interface Transactions {
  boolean run(BooleanSupplier work);

  /**
   * Transactions of the container.
   *
   * @param longest what lasts longer is rolled back
   */
  static Transactions ofContainer(Duration longest) {
    return work ->
        QuarkusTransaction.requiringNew()
            .timeout(Math.toIntExact(longest.toSeconds()))
            .call(() -> {
              boolean done = work.getAsBoolean();
              if (!done) {
                QuarkusTransaction.setRollbackOnly();
              }
              return done;
            });
  }

  /** Transactions of the container, for ordinary work. */
  static Transactions ofContainer() {
    return ofContainer(Duration.ofMinutes(1));
  }
}
