package dev.loopgate.experiments.experiment;

import dev.loopgate.experiments.secret.Secrets;
import dev.loopgate.experiments.verdict.Seeds;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Where the seeds of an experiment come from: committed to by its hash before the first run,
 * revealed at the end. Anybody can recompute the seeds from it.
 *
 * @param hex the secret bytes
 */
record SeedSecret(String hex) {
  static SeedSecret fresh(Secrets secrets) {
    return new SeedSecret(HexFormat.of().formatHex(secrets.next()));
  }

  /** {@code sha256:<hex>} of the secret bytes. */
  String commitment() {
    return Seeds.commitment(hex);
  }

  long seed(UUID experiment, int index) {
    return Seeds.of(experiment, hex).seed(index);
  }

  /** Which arm of a pair is asked for first. */
  boolean candidateFirst(UUID experiment, int index) {
    return Seeds.of(experiment, hex).candidateFirst(index);
  }
}
