package dev.loopgate.ideas.intent;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the loop waits that carries intents out. */
@ConfigMapping(prefix = "loopgate.intents")
public interface IntentConfig {
  /** How often it looks although nobody woke it. */
  @WithDefault("1s")
  Duration pause();

  /** How long it waits after a first failure; doubled after each further one. */
  @WithDefault("1s")
  Duration firstRetry();

  /** The longest that it waits between two tries. */
  @WithDefault("2m")
  Duration longestRetry();

  /** How long it waits before it looks again whether something has arrived that nobody told of. */
  @WithDefault("5s")
  Duration missingRetry();

  /** In how many programs it may write at once. */
  @WithDefault("32")
  int programs();
}
