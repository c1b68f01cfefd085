package dev.loopgate.reviews.log;

import dev.loopgate.reviews.record.RecordGate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while nothing can be logged, because then nothing can be done. */
@Readiness
@ApplicationScoped
class LogReady implements HealthCheck {
  private final RecordGate gate;

  @Inject
  LogReady(RecordGate gate) {
    this.gate = gate;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder log = HealthCheckResponse.named("log");
    gate.closedBecause().ifPresent(reason -> log.withData("reason", reason));
    return log.status(gate.closedBecause().isEmpty()).build();
  }
}
