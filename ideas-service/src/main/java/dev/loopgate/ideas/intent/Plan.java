package dev.loopgate.ideas.intent;

import java.util.List;
import java.util.function.Supplier;

/** How an intent is to be carried out as things stand. */
public sealed interface Plan {
  /** What follows an intent that was carried out. */
  enum Next {
    /** Nothing. */
    DONE,
    /** The same again, because there was more than fits into one transaction. */
    MORE,
    /** The open ideas are laid onto the new baseline before anything else is done. */
    REBASE
  }

  /** Something that it needs has not arrived yet. */
  record Wait(String reason) implements Plan {}

  /**
   * A way to do it.
   *
   * @param steps done outside of transactions, in order; the process may die after each, and doing
   *     all again gives the same
   * @param settle stores the result, in a short transaction that holds the lock of the program
   */
  record Course(List<Runnable> steps, Supplier<Next> settle) implements Plan {
    public Course {
      steps = List.copyOf(steps);
    }
  }

  /** For what has no effect any more. */
  static Plan nothing() {
    return new Course(List.of(), () -> Next.DONE);
  }

  /** For what needs the database only. */
  static Plan settled(Supplier<Next> settle) {
    return new Course(List.of(), settle);
  }
}
