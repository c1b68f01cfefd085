package dev.loopgate.bench.streams;

import java.util.random.RandomGenerator;

/** Honest streams, and those who game what comes back. */
final class Conducts {
  private static final double LEAST = 0.5;
  private static final double MOST = 2;

  private Conducts() {}

  /** A share of the ideas is better by 0.5 to 2 standard deviations of a pair, the rest by 0. */
  static Conduct honest(double better) {
    return random -> random.nextDouble() < better ? random.nextDouble(LEAST, MOST) : 0;
  }

  /** Nothing is better. */
  static Conduct nothing() {
    return _ -> 0;
  }

  /** Withdraws whatever falls, so that as little as can be is lost, and tries the next. */
  static Conduct withdrawing() {
    return new Conduct() {
      @Override
      public double propose(RandomGenerator random) {
        return 0;
      }

      @Override
      public Act about(int pairs, double capital, double difference) {
        return pairs > 0 && capital < 1 ? Act.WITHDRAW : Act.RUN;
      }
    };
  }

  /** Registers and withdraws before the first pair, except for one idea of three. */
  static Conduct registeringOnly() {
    return new Conduct() {
      private int proposed;

      @Override
      public double propose(RandomGenerator random) {
        proposed++;
        return 0;
      }

      @Override
      public Act about(int pairs, double capital, double difference) {
        return pairs == 0 && proposed % 3 > 0 ? Act.WITHDRAW : Act.RUN;
      }
    };
  }

  /** Crashes on the seeds that would be bad. */
  static Conduct crashing() {
    return new Conduct() {
      @Override
      public double propose(RandomGenerator random) {
        return 0;
      }

      @Override
      public Act about(int pairs, double capital, double difference) {
        return difference < -1 ? Act.CRASH : Act.RUN;
      }
    };
  }

  /** Proposes the best-looking failure again and again. */
  static Conduct resubmitting(double better) {
    return new Conduct() {
      private final Conduct fresh = honest(better);
      private double bestEffect;
      private double bestCapital;
      private boolean again;

      @Override
      public double propose(RandomGenerator random) {
        again = !again;
        double candidate = bestEffect;
        if (again || bestCapital == 0) {
          return fresh.propose(random);
        }
        bestCapital = 0;
        return candidate;
      }

      @Override
      public void learn(double effect, boolean adopted, double capital) {
        if (!adopted && capital > bestCapital) {
          bestEffect = effect;
          bestCapital = capital;
        }
      }
    };
  }

  /** After its first adoption its baseline fails on each pair that would be bad. */
  static Conduct failingBaseline() {
    return new Conduct() {
      private boolean ownsBaseline;

      @Override
      public double propose(RandomGenerator random) {
        return ownsBaseline ? 0 : MOST;
      }

      @Override
      public Act about(int pairs, double capital, double difference) {
        return ownsBaseline && difference < 0 ? Act.FAIL_BASELINE : Act.RUN;
      }

      @Override
      public void learn(double effect, boolean adopted, double capital) {
        ownsBaseline |= adopted;
      }
    };
  }

  /**
   * Ten good ideas raise A; then nothing but ideas without effect come, while the level is high.
   */
  static Conduct timing() {
    return new Conduct() {
      private int adoptions;

      @Override
      public double propose(RandomGenerator random) {
        return adoptions < 10 ? MOST : 0;
      }

      @Override
      public void learn(double effect, boolean adopted, double capital) {
        adoptions += adopted ? 1 : 0;
      }
    };
  }
}
