package dev.loopgate.chassis.access;

import dev.loopgate.contracts.access.AccessRefused;
import dev.loopgate.contracts.access.PrincipalKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides which refusals are told one by one. The first of its kind is; what the same principal
 * tries again at the same operation within the window becomes one summary at its end. Who comes
 * with very many different refusals is told once for all of them.
 */
final class RepeatedRefusals {
  static final Duration WINDOW = Duration.ofMinutes(1);

  /** Kinds of refusals that are told apart within a window. */
  static final int MOST_KINDS = 1_000;

  static final String VARIOUS = "various";

  private final Map<Kind, Repeats> open = new HashMap<>();

  private record Kind(String principal, PrincipalKind kind, String operation, String problem) {}

  private static final class Repeats {
    private final Instant end;
    private @Nullable AccessRefused first;
    private long count;
    private Instant last;

    private Repeats(Instant now) {
      end = now.plus(WINDOW);
      last = now;
    }
  }

  /** The refusal when it is to be told now; empty when it is counted. */
  synchronized Optional<AccessRefused> add(AccessRefused refusal) {
    Kind kind = kind(refusal);
    Repeats repeats = open.get(kind);
    if (repeats == null) {
      open.put(kind, new Repeats(refusal.since()));
      return Optional.of(refusal);
    }
    if (repeats.first == null) {
      repeats.first = refusal;
    }
    repeats.count++;
    repeats.last = refusal.until();
    return Optional.empty();
  }

  /** Summaries of the windows that have ended. */
  synchronized List<AccessRefused> due(Instant now) {
    List<AccessRefused> due = new ArrayList<>();
    Iterator<Repeats> each = open.values().iterator();
    while (each.hasNext()) {
      Repeats repeats = each.next();
      if (now.isBefore(repeats.end)) {
        continue;
      }
      each.remove();
      if (repeats.first != null) {
        due.add(summary(repeats.first, repeats.count, repeats.last));
      }
    }
    return due;
  }

  private Kind kind(AccessRefused refusal) {
    Kind exact =
        new Kind(refusal.principal(), refusal.kind(), refusal.operation(), refusal.problem());
    return open.size() < MOST_KINDS || open.containsKey(exact)
        ? exact
        : new Kind(VARIOUS, PrincipalKind.AGENT, VARIOUS, VARIOUS);
  }

  private static AccessRefused summary(AccessRefused first, long count, Instant last) {
    return new AccessRefused(
        first.principal(),
        first.kind(),
        first.sponsor(),
        first.roles(),
        first.tokenId(),
        first.operation(),
        first.path(),
        first.status(),
        first.problem(),
        first.detail(),
        count,
        first.since(),
        last);
  }
}
