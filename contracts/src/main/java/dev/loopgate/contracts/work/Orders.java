package dev.loopgate.contracts.work;

import java.util.List;
import java.util.UUID;

/**
 * What a worker is to do at once.
 *
 * @param end its attempts that nobody needs any more, or that a stop took back: end them and report
 *     it
 */
public record Orders(List<UUID> end) {
  public Orders {
    end = List.copyOf(end);
  }
}
