package dev.loopgate.chassis.time;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The one place where real time and real randomness enter a service. */
class TimeAndIds {
  @Produces
  @Singleton
  @DefaultBean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  @DefaultBean
  Ids ids() {
    NoArgGenerator generator = Generators.timeBasedEpochRandomGenerator();
    return generator::generate;
  }
}
