package dev.loopgate.experiments.run;

import dev.loopgate.experiments.run.LeaseDesk.Answer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The requests for leases that nobody has served yet, in the order in which they came. */
final class AskingLine {
  private final Deque<Asking> line = new ArrayDeque<>();

  synchronized Asking join(String worker) {
    Asking asking = new Asking(worker);
    line.add(asking);
    return asking;
  }

  /** Takes up to so many of one worker out of the line. */
  synchronized List<Asking> take(String worker, int most) {
    List<Asking> taken = new ArrayList<>();
    for (Iterator<Asking> each = line.iterator(); each.hasNext() && taken.size() < most; ) {
      Asking asking = each.next();
      if (asking.worker.equals(worker)) {
        each.remove();
        taken.add(asking);
      }
    }
    return taken;
  }

  /** One request; read and written by whoever has the turn. */
  static final class Asking {
    private final String worker;
    private @Nullable Answer answer;
    private @Nullable RuntimeException failure;

    private Asking(String worker) {
      this.worker = worker;
    }

    void answer(Answer given) {
      answer = given;
    }

    void fail(RuntimeException e) {
      failure = e;
    }

    boolean isAnswered() {
      return answer != null || failure != null;
    }

    Answer answer() {
      if (answer == null) {
        throw failure == null ? new IllegalStateException("nobody answered") : failure;
      }
      return answer;
    }
  }
}
