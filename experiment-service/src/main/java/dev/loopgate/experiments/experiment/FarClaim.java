package dev.loopgate.experiments.experiment;

import static java.util.Objects.requireNonNull;

import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.experiments.run.Run;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Notices a candidate that says of itself what the evaluator does not find. A claim decides
 * nothing, but one that noise cannot explain is worth a look at the code.
 */
final class FarClaim {
  static final String KIND = "CLAIM_FAR_FROM_MEASUREMENT";
  private static final BigDecimal SCALES = BigDecimal.valueOf(3);

  private FarClaim() {}

  /**
   * The first candidate run whose claim is further from its measurement than the baseline's on the
   * same seed and, beyond that, than three scales and δ: an honest program may measure itself on
   * other data than the evaluator does.
   *
   * @param claims last value of each metric that untrusted stages logged, by run
   */
  static Optional<Sighting> in(
      Registration registration, Pairs pairs, Map<UUID, Map<String, BigDecimal>> claims) {
    return pairs.succeeded().stream()
        .flatMap(both -> in(registration, both, pairs, claims).stream())
        .findFirst();
  }

  private static Optional<Sighting> in(
      Registration registration,
      Pairs.Both both,
      Pairs pairs,
      Map<UUID, Map<String, BigDecimal>> claims) {
    String metric = registration.metric();
    Run run = both.candidate();
    BigDecimal claim = value(claims, run, metric);
    BigDecimal measurement = value(pairs.measured(), run, metric);
    BigDecimal tolerance =
        tolerance(registration)
            .add(
                distance(
                    value(claims, both.baseline(), metric),
                    value(pairs.measured(), both.baseline(), metric)));
    if (distance(claim, measurement).compareTo(tolerance) <= 0) {
      return Optional.empty();
    }
    String evidence =
        "The candidate claimed %s %s on pair %d; the evaluator measured %s. Noise and the baseline's own distance explain %s at most."
            .formatted(
                metric,
                requireNonNull(claim).toPlainString(),
                run.index(),
                requireNonNull(measurement).toPlainString(),
                tolerance.toPlainString());
    return Optional.of(new Sighting(run.id(), KIND, evidence));
  }

  private static BigDecimal distance(@Nullable BigDecimal claim, @Nullable BigDecimal measurement) {
    return claim == null || measurement == null
        ? BigDecimal.ZERO
        : claim.subtract(measurement).abs();
  }

  private static BigDecimal tolerance(Registration registration) {
    return new BigDecimal(registration.scale())
        .multiply(SCALES)
        .max(new BigDecimal(registration.minimumEffect()));
  }

  private static @Nullable BigDecimal value(
      Map<UUID, Map<String, BigDecimal>> values, Run run, String metric) {
    return values.getOrDefault(run.id(), Map.of()).get(metric);
  }
}
