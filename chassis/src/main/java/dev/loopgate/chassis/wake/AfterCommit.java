package dev.loopgate.chassis.wake;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** Does something once the transaction under way has committed, or at once where there is none. */
@FunctionalInterface
interface AfterCommit {
  /**
   * Does the work after the commit.
   *
   * @param key once per transaction and key
   */
  void run(String key, Runnable work);

  /** Knows the transactions of the container. */
  record OfTransactions(TransactionSynchronizationRegistry registry) implements AfterCommit {
    @Override
    public void run(String key, Runnable work) {
      if (registry.getTransactionKey() == null) {
        work.run();
        return;
      }
      if (registry.getTransactionStatus() == Status.STATUS_ACTIVE && isFirst(new Key(key))) {
        registry.registerInterposedSynchronization(new IfCommitted(work));
      }
    }

    private boolean isFirst(Key key) {
      if (registry.getResource(key) != null) {
        return false;
      }
      registry.putResource(key, key);
      return true;
    }
  }

  /** Names what is to be done among the other resources of a transaction. */
  record Key(String name) {}

  /** Nothing is announced that was rolled back. */
  record IfCommitted(Runnable work) implements Synchronization {
    @Override
    public void beforeCompletion() {
      // only what is committed counts
    }

    @Override
    public void afterCompletion(int status) {
      if (status == Status.STATUS_COMMITTED) {
        work.run();
      }
    }
  }
}
