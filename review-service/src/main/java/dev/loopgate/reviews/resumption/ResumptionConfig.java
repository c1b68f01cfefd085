package dev.loopgate.reviews.resumption;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who decides about the end of a stop that is of no single program. */
@ConfigMapping(prefix = "loopgate.stops")
public interface ResumptionConfig {
  /** The policy whose newest version holds when everything was stopped. */
  @WithDefault("standard")
  String policy();
}
