package dev.loopgate.chassis.problem;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Objects;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;

/**
 * Counts requests without a good token by what is wrong with it. They are not logged one by one:
 * whoever sends them is not known, and anybody can send any number.
 */
@ApplicationScoped
class TokenRefusals {
  private static final String COUNTER = "loopgate.tokens.refused";
  private static final Map<Integer, String> REASONS =
      Map.of(
          ErrorCodes.EXPIRED, "expired",
          ErrorCodes.EXPIRATION_MISSING, "expired",
          ErrorCodes.NOT_YET_VALID, "not-yet-valid",
          ErrorCodes.AUDIENCE_INVALID, "audience",
          ErrorCodes.AUDIENCE_MISSING, "audience",
          ErrorCodes.ISSUER_INVALID, "issuer",
          ErrorCodes.ISSUER_MISSING, "issuer",
          ErrorCodes.SIGNATURE_INVALID, "signature",
          ErrorCodes.SIGNATURE_MISSING, "signature");

  private final MeterRegistry meters;

  @Inject
  TokenRefusals(MeterRegistry meters) {
    this.meters = meters;
  }

  void count(Throwable refusal) {
    meters.counter(COUNTER, "reason", reason(refusal)).increment();
  }

  static String reason(Throwable refusal) {
    for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
      if (cause instanceof InvalidJwtException invalid) {
        return invalid.getErrorDetails().stream()
            .map(error -> REASONS.get(error.getErrorCode()))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse("other");
      }
    }
    return "none-or-unreadable";
  }
}
