package dev.loopgate.worker;

import dev.loopgate.contracts.experiments.Isolation;
import org.junit.jupiter.api.Nested;

/** In both sandboxes, below a worker that is root and below one that is nobody in particular. */
class WaysOutConformance {
  @Nested
  class HardenedBelowRoot extends WaysOut {
    HardenedBelowRoot() {
      super(AttackedWorker.ROOT, Isolation.HARDENED);
    }
  }

  @Nested
  class BubblewrapBelowRoot extends WaysOut {
    BubblewrapBelowRoot() {
      super(AttackedWorker.ROOT, Isolation.BUBBLEWRAP);
    }
  }

  @Nested
  class HardenedBelowNobody extends WaysOut {
    HardenedBelowNobody() {
      super(AttackedWorker.NOBODY, Isolation.HARDENED);
    }
  }

  @Nested
  class BubblewrapBelowNobody extends WaysOut {
    BubblewrapBelowNobody() {
      super(AttackedWorker.NOBODY, Isolation.BUBBLEWRAP);
    }
  }
}
