package dev.loopgate.ideas.generator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How eager the built-in generator is. */
@ConfigMapping(prefix = "loopgate.generator")
public interface GeneratorConfig {
  /** Ideas of it that may wait for their verdict at a time, so that it learns from each. */
  @WithDefault("2")
  int mostUndecided();

  /** How often it looks for work that nobody told it of. */
  @WithDefault("1s")
  Duration pause();
}
