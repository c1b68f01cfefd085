package dev.loopgate.reviews.log;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Where the log's secrets and memory are. */
@ConfigMapping(prefix = "loopgate.log")
public interface LogConfig {
  /** A file with the signing key: {@code PRIVATE+KEY+name+id+key}, mode 0400. */
  Optional<Path> keyFile();

  /** The name of the log for ever; it must be the name of its key, which is the default. */
  Optional<String> origin();

  /** Remembers the newest checkpoint; beside the key when not set. Never in a backup. */
  Optional<Path> memoryFile();

  /** Who else remembers the log, each asked before a checkpoint is shown. */
  Optional<List<WitnessAddress>> witnesses();

  /** How many of them must sign; all of them when not set. */
  OptionalInt witnessesNeeded();

  /** A witness (tlog-witness). */
  interface WitnessAddress {
    /** What stands before {@code /add-checkpoint}. */
    URI url();

    /** Its verification key: {@code name+id+key}. */
    String key();
  }

  /** For how long the log may be unable to do its work before nothing can be done any more. */
  @WithDefault("15s")
  Duration patience();

  /** How often is looked at what other instances append; own entries are seen at once. */
  @WithDefault("1s")
  Duration pause();
}
