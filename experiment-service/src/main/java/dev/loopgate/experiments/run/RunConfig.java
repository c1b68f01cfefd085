package dev.loopgate.experiments.run;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long work is lent, and what it may use. */
@ConfigMapping(prefix = "loopgate.lease")
public interface RunConfig {
  /** A lease without a heartbeat ends after this. */
  @WithDefault("20s")
  Duration length();

  /** How often a worker should send one. */
  @WithDefault("5s")
  Duration heartbeat();

  /** How often expired leases are looked for. */
  @WithDefault("1s")
  Duration reaperInterval();

  /** How often is looked for what nobody announced: work to lend, leases that may expire. */
  @WithDefault("5s")
  Duration lookAgain();

  /**
   * Losses of one stage that nobody explains, before the next one counts like a crash; the last try
   * is alone on its worker. All tries have the same seed.
   */
  @WithDefault("3")
  int attempts();

  /** Bytes that a stage may print. */
  @WithDefault("10485760")
  long outputBytes();

  /** Bytes that a stage may write. */
  @WithDefault("1073741824")
  long diskBytes();

  /** Bytes of memory that all processes of a stage may use together. */
  @WithDefault("4294967296")
  long memoryBytes();

  /** Processes and threads that a stage may have at once. */
  @WithDefault("1024")
  int processes();

  /** Seconds of CPU that all processes of a stage may use together. */
  @WithDefault("14400")
  long cpuSeconds();

  /** Bytes of all declared outputs of a stage together. */
  @WithDefault("268435456")
  long artifactBytes();
}
