package dev.loopgate.chassis.time;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** The one place where real time and real randomness enter a service. */
class TimeAndIds {
  /** PostgreSQL's: what the log says of a time is what a table says, to the last digit. */
  private static final Duration PRECISION = Duration.of(1, ChronoUnit.MICROS);

  @Produces
  @Singleton
  @DefaultBean
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), PRECISION);
  }

  @Produces
  @Singleton
  @DefaultBean
  Ids ids() {
    NoArgGenerator generator = Generators.timeBasedEpochRandomGenerator();
    return generator::generate;
  }
}
