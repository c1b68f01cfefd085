package dev.loopgate.experiments.experiment;

import dev.loopgate.experiments.experiment.Pairs.Both;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Notices a candidate that hands in the same files whatever the seed, where the baseline does not:
 * it brought its answer along instead of working it out.
 */
final class IdenticalOutputs {
  static final String KIND = "IDENTICAL_OUTPUTS";

  private IdenticalOutputs() {}

  /**
   * Two seeds on which the candidate declared the same bytes and the baseline others.
   *
   * @param outputs path to digest of what untrusted stages declared, by run
   */
  static Optional<Sighting> in(Pairs pairs, Map<UUID, Map<String, String>> outputs) {
    Map<Map<String, String>, Both> firstWith = new HashMap<>();
    for (Both pair : pairs.succeeded()) {
      Map<String, String> made = outputs.getOrDefault(pair.candidate().id(), Map.of());
      Both first = made.isEmpty() ? pair : firstWith.computeIfAbsent(made, files -> pair);
      if (first.seed() != pair.seed() && !sameBaseline(first, pair, outputs)) {
        return Optional.of(sighting(first, pair, made));
      }
    }
    return Optional.empty();
  }

  private static boolean sameBaseline(
      Both first, Both second, Map<UUID, Map<String, String>> outputs) {
    return outputs
        .getOrDefault(first.baseline().id(), Map.of())
        .equals(outputs.getOrDefault(second.baseline().id(), Map.of()));
  }

  private static Sighting sighting(Both first, Both second, Map<String, String> made) {
    Map.Entry<String, String> example = made.entrySet().iterator().next();
    return new Sighting(
        second.candidate().id(),
        KIND,
        "On pairs %d and %d the candidate made the same %d files although the seeds differ (%s is %s); the baseline's differ."
            .formatted(
                first.candidate().index(),
                second.candidate().index(),
                made.size(),
                example.getKey(),
                example.getValue()));
  }
}
