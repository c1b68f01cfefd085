package dev.loopgate.experiments.stop;

import java.util.List;
import java.util.UUID;

/**
 * Told inside the transaction that takes back what runs, before it does.
 *
 * @param experiments those of which something may run; the transaction holds all of them
 */
public record StopCame(List<UUID> experiments) {
  public StopCame {
    experiments = List.copyOf(experiments);
  }
}
