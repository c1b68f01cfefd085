package dev.loopgate.chassis.feed;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Says what is set aside to those who watch. The service is up all the same: restarting it, or
 * sending nothing to it, would help nobody.
 */
@Wellness
@ApplicationScoped
class ParkedHealth implements HealthCheck {
  private final Retries retries;

  @Inject
  ParkedHealth(Retries retries) {
    this.retries = retries;
  }

  void register(@Observes StartupEvent started, MeterRegistry meters) {
    Gauge.builder("loopgate.feed.parked", retries, ParkedHealth::events)
        .description("Events of the peers that are set aside")
        .register(meters);
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder parked = HealthCheckResponse.named("parked events").up();
    for (ParkedCount count : retries.seen()) {
      parked.withData("%s %s".formatted(count.feed(), count.cause()), count.events());
    }
    return parked.build();
  }

  private static int events(Retries retries) {
    return retries.seen().stream().mapToInt(ParkedCount::events).sum();
  }
}
