package dev.loopgate.bench.streams;

import dev.loopgate.experiments.verdict.ErrorBudget;
import dev.loopgate.experiments.verdict.Purses;
import dev.loopgate.experiments.verdict.Purses.Ending;
import dev.loopgate.experiments.verdict.Purses.Registered;
import java.math.BigDecimal;

/** What one program has left of its error rate. */
sealed interface Budget {
  BigDecimal ERROR_RATE = new BigDecimal("0.05");

  /** α_t of the next idea. */
  BigDecimal register(String sponsor);

  /** Closes the case of the idea that was registered last. */
  void close(double capital, Ending ending);

  /** Weights that are spent for ever. */
  final class OfWeights implements Budget {
    private int registered;
    private int adopted;

    @Override
    public BigDecimal register(String sponsor) {
      registered++;
      return ErrorBudget.alpha(ERROR_RATE, ErrorBudget.gamma(registered), adopted);
    }

    @Override
    public void close(double capital, Ending ending) {
      adopted += ending == Ending.ADOPTED ? 1 : 0;
    }
  }

  /** Purses that get back what was not lost. */
  final class OfPurses implements Budget {
    private Purses purses = Purses.fresh();

    @Override
    public BigDecimal register(String sponsor) {
      Registered registered = purses.register(sponsor, ERROR_RATE);
      purses = registered.after();
      return registered.stake().alpha();
    }

    @Override
    public void close(double capital, Ending ending) {
      BigDecimal known = new BigDecimal(Math.min(capital, Double.MAX_VALUE));
      purses = purses.close(purses.registrations(), known, ending).after();
    }
  }
}
