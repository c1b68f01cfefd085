package dev.loopgate.experiments.run;

import java.util.UUID;

/**
 * A candidate's run whose pair had not ended when somebody who answers for its idea stopped it.
 *
 * @param stop the key of the stop
 * @param by who stopped
 */
record Forfeit(UUID run, UUID experiment, String stop, String by) {
  String reason() {
    return "%s, who answers for the idea or has the same sponsor, stopped it (%s) before the pair had ended"
        .formatted(by, stop);
  }
}
