package dev.loopgate.chassis.feed;

import java.util.function.BooleanSupplier;

/** Runs work in a transaction of its own: true commits, false or an exception rolls back. */
@FunctionalInterface
public interface Transactions {
  boolean run(BooleanSupplier work);
}
