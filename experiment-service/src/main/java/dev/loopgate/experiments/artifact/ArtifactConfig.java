package dev.loopgate.experiments.artifact;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where files are kept and how large they may be. */
@ConfigMapping(prefix = "loopgate.artifacts")
public interface ArtifactConfig {
  /** Artifacts, and the logs of attempts, live below this directory. */
  @WithDefault(".loopgate/artifacts")
  Path directory();

  /** Bytes of one artifact. */
  @WithDefault("268435456")
  long maxSize();

  /** Bytes of the log of one attempt. */
  @WithDefault("10485760")
  long maxLog();
}
