package dev.loopgate.experiments.verdict;

/** Everything that makes a verdict INVALID, in the words that the verdict gives as its reason. */
public final class InvalidCause {
  private InvalidCause() {}

  /** A failing baseline says nothing about the candidate. */
  public static String baselineFailed(int pair, String failure) {
    return "The baseline failed on pair %d: %s".formatted(pair, failure);
  }

  public static String notMeasured(String metric, int pair) {
    return "The evaluator measured no %s of the baseline on pair %d.".formatted(metric, pair);
  }

  /** Too good to be true: the program declared what cannot be real. */
  public static String implausible(double effect, String bound, int pairs) {
    return "The mean effect %s after %d pairs is beyond %s, the largest that the program holds plausible."
        .formatted(effect, pairs, bound);
  }

  /** The candidate did what the plan says invalidates it. */
  public static String tripwire(String kind, String evidence) {
    return "The candidate raised %s: %s".formatted(kind, evidence);
  }

  /** What is compared with something that changes says nothing about the candidate. */
  public static String baselineDrifted(String evidence) {
    return "BASELINE_DRIFT: " + evidence;
  }

  public static String canaryPassed(String why) {
    return "canary passed: " + why;
  }

  /** The audit log holds another plan than the one that was frozen. */
  public static String recordDiffers(String logged, String registered) {
    return "The record holds registration %s instead of %s.".formatted(logged, registered);
  }

  public static String budgetSpent() {
    return "Budget spent: the program used up its cpuHours.";
  }
}
