package dev.loopgate.ideas.turn;

/** The right to write to one program's repository, until it is closed. */
public final class Turn implements AutoCloseable {
  private final String program;
  private final int session;
  private final TurnStore store;
  private final Runnable next;

  Turn(String program, int session, TurnStore store, Runnable next) {
    this.program = program;
    this.session = session;
    this.store = store;
    this.next = next;
  }

  /**
   * For the transaction that takes over what was written. The turn ends early when the database
   * loses the session that holds it, and somebody else may be writing by now.
   *
   * @throws IllegalStateException when the turn is over
   */
  public void requireHeld() {
    if (!store.isHeld(program, session)) {
      throw new IllegalStateException(
          "the turn to write " + program + " was lost together with a database connection");
    }
  }

  @Override
  public void close() {
    try {
      store.unlock(program, session);
    } finally {
      next.run();
    }
  }
}
