package dev.loopgate.experiments.run;

import dev.loopgate.contracts.work.Lease;
import dev.loopgate.experiments.run.AskingLine.Asking;
import dev.loopgate.experiments.run.Lending.Round;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Serves all requests of one worker that wait at the same time in one transaction: whoever has the
 * turn asks for the others as well.
 */
@Singleton
class LeaseDesk {
  private static final int MOST = 32;

  private final Lending lending;
  private final AskingLine line = new AskingLine();
  private final ReentrantLock turn = new ReentrantLock(true);

  @Inject
  LeaseDesk(Lending lending) {
    this.lending = lending;
  }

  /**
   * What somebody gets who asks.
   *
   * @param isBusy another replica was lending, so that it pays to ask again at once
   */
  record Answer(Optional<Lease> lease, boolean isBusy) {}

  Answer ask(String worker) {
    Asking mine = line.join(worker);
    turn.lock();
    try {
      while (!mine.isAnswered()) {
        serve(worker);
      }
      return mine.answer();
    } finally {
      turn.unlock();
    }
  }

  private void serve(String worker) {
    List<Asking> served = line.take(worker, MOST);
    try {
      Round round = lending.lend(worker, served.size());
      for (int i = 0; i < served.size(); i++) {
        served.get(i).answer(round.answer(i));
      }
    } catch (RuntimeException e) {
      served.forEach(each -> each.fail(e));
    } catch (Error e) {
      served.forEach(each -> each.fail(new IllegalStateException("lending failed", e)));
      throw e;
    }
  }
}
