package dev.loopgate.chassis.peer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.wire.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Says when the token in this service's file expires, and warns while there is time to renew it.
 * The service stays ready all the same: whoever wants to stop something must get in.
 */
@Readiness
@ApplicationScoped
class OwnTokenHealth implements HealthCheck {
  private static final Duration TIME_TO_RENEW = Duration.ofDays(7);

  private final PeerConfig config;
  private final Clock clock;

  @Inject
  OwnTokenHealth(PeerConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder token = HealthCheckResponse.named("own token").up();
    if (config.tokenEndpoint().isEmpty()) {
      config.tokenFile().flatMap(OwnTokenHealth::expiry).ifPresent(end -> say(token, end));
    }
    return token.build();
  }

  private void say(HealthCheckResponseBuilder token, Instant end) {
    token.withData("expiresAt", end.toString());
    if (end.isBefore(clock.instant().plus(TIME_TO_RENEW))) {
      token.withData(
          "warning",
          "the peers refuse this service from %s on; put a new token there".formatted(end));
    }
  }

  /**
   * Nobody verifies it here; what it says counts for nothing else. Empty when it cannot be read.
   */
  static Optional<Instant> expiry(Path file) {
    try {
      String[] parts = Files.readString(file).strip().split("\\.", -1);
      JsonNode claims =
          Json.mapper().readTree(Base64.getUrlDecoder().decode(parts.length == 3 ? parts[1] : ""));
      return Optional.of(claims.path("exp"))
          .filter(JsonNode::isIntegralNumber)
          .map(seconds -> Instant.ofEpochSecond(seconds.longValue()));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
