package dev.loopgate.ideas.intent;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Shows what is still to be done and what is in its way. Always ready: another process would not
 * reach a remote that this one does not reach.
 */
@Readiness
@ApplicationScoped
class TellOfIntents implements HealthCheck {
  private static final int MOST_SHOWN = 20;

  private final IntentStore store;
  private final MeterRegistry metrics;

  @Inject
  TellOfIntents(IntentStore store, MeterRegistry metrics) {
    this.store = store;
    this.metrics = metrics;
  }

  void start(@Observes StartupEvent started) {
    Gauge.builder("loopgate.intents", store::count)
        .description("What was decided or found out and is still to be carried out")
        .register(metrics);
    Gauge.builder("loopgate.intents.failing", store::countFailing)
        .description("What failed when it was last tried, and is tried again")
        .register(metrics);
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder intents = HealthCheckResponse.named("intents").up();
    store
        .waiting(MOST_SHOWN)
        .forEach(waiting ->
            intents.withData(
                waiting.program(), "%d: %s".formatted(waiting.intents(), waiting.waitsFor())));
    return intents.build();
  }
}
