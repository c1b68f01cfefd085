package dev.loopgate.chassis.idempotency;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** For how long a command can be retried. */
@ConfigMapping(prefix = "loopgate.idempotency")
public interface IdempotencyConfig {
  /** How long an answer is kept; a later request with its key does the work again. */
  @WithDefault("7D")
  Duration keep();

  /** How often answers are looked for that are too old. */
  @WithDefault("10M")
  Duration interval();
}
