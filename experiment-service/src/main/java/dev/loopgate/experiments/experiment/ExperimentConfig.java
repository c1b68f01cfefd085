package dev.loopgate.experiments.experiment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How experiments are run. */
@ConfigMapping(prefix = "loopgate.experiments")
public interface ExperimentConfig {
  /** Runs of a new baseline, at least 2. */
  @WithDefault("8")
  int baselineRuns();

  /** Pairs that are started before the one that is judged next has ended. */
  @WithDefault("1")
  int lookAhead();
}
