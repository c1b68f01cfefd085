package dev.loopgate.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.testkit.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@NullUnmarked
class SpentTimeStoreTest {
  private final UUID program = UUID.randomUUID();
  private final Instant now = Instant.parse("2026-11-27T12:00:00Z");

  @Inject SpentTimeStore time;

  @Test
  void addingUpChangesNothingForWhoeverAsks() {
    time.add(program, Duration.ofMillis(1_500));
    time.add(UUID.randomUUID(), Duration.ofHours(1));
    time.addUp();
    time.add(program, Duration.ofMillis(700));

    assertThat(time.of(program, now)).isEqualTo(Duration.ofMillis(2_200));
    time.addUp();
    time.addUp();
    assertThat(time.of(program, now)).isEqualTo(Duration.ofMillis(2_200));
  }

  @Test
  void aProgramThatRanNothingHasSpentNothing() {
    assertThat(time.of(program, now)).isZero();
  }
}
