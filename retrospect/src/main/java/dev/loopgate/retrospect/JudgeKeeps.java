package dev.loopgate.retrospect;

import dev.loopgate.retrospect.RunLog.Keep;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says which keeps stand out from the noise: those after which the attempts are better than before,
 * by more than luck and the choice among so many attempts explain.
 */
public final class JudgeKeeps {
  private JudgeKeeps() {}

  /** A finding for each keep, in the order of the log. */
  public static List<KeepFinding> of(RunLog log, Noise noise) {
    if (!noise.isKnown()) {
      return log.keeps().stream().map(JudgeKeeps::unjudged).toList();
    }
    double bar = Bar.of(log.losses().length - 1, noise);
    Stretches stretches =
        new Stretches(new Levels(log.losses(), noise.sd()), placesOfBest(log), bar);
    List<KeepFinding> findings = new ArrayList<>();
    int best = 0;
    for (Keep keep : log.keeps()) {
      findings.add(keep.isBest() ? finding(keep, stretches.shift(best++), bar) : unjudged(keep));
    }
    return findings;
  }

  private static int[] placesOfBest(RunLog log) {
    return log.keeps().stream().filter(Keep::isBest).mapToInt(Keep::position).toArray();
  }

  private static KeepFinding finding(Keep keep, Shift shift, double bar) {
    double half = bar * shift.standardError();
    return finding(keep, shift.gain(), shift.gain() - half, shift.gain() + half, shift.standsOut());
  }

  private static KeepFinding unjudged(Keep keep) {
    return finding(keep, null, null, null, false);
  }

  private static KeepFinding finding(
      Keep keep,
      @Nullable Double gain,
      @Nullable Double low,
      @Nullable Double high,
      boolean standsOut) {
    Attempt attempt = keep.attempt();
    return new KeepFinding(
        keep.position(),
        attempt.name(),
        attempt.description(),
        attempt.value(),
        keep.gain(),
        gain,
        low,
        high,
        standsOut);
  }
}
