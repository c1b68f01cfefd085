package dev.loopgate.chassis.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Which tokens are taken, whoever signs them. */
@ConfigMapping(prefix = "loopgate.token")
public interface TokenConfig {
  /** The longest time from when a person's or an agent's token is made until it expires. */
  @WithDefault("30d")
  Duration longest();

  /** The same for tokens of services. */
  @WithDefault("365d")
  Duration longestOfServices();
}
