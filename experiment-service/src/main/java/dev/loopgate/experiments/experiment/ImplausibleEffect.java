package dev.loopgate.experiments.experiment;

import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.experiments.verdict.VerdictRule;
import java.util.Optional;

/** Notices an effect that is larger than the program holds possible. */
final class ImplausibleEffect {
  static final String KIND = "IMPLAUSIBLE_EFFECT";

  private ImplausibleEffect() {}

  /** At the last judged pair, when the mean effect is beyond what was registered as plausible. */
  static Optional<Sighting> in(Registration registration, Verdict verdict, Pairs pairs) {
    if (!VerdictRule.isImplausible(registration, verdict)) {
      return Optional.empty();
    }
    String evidence =
        "The mean effect on %s is %s; the program holds at most %s possible."
            .formatted(registration.metric(), verdict.effect(), registration.plausibleEffect());
    return pairs.candidate(verdict.pairs() - 1).map(run -> new Sighting(run.id(), KIND, evidence));
  }
}
