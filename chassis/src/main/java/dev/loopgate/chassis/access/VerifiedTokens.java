package dev.loopgate.chassis.access;

import dev.loopgate.wire.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What verified tokens say, under the digest of the whole token, so that the same signature is not
 * checked with every request. Holds no token; forgets the least used ones first.
 *
 * @param <R> the rules that it was verified by; only the same ones find it again
 * @param <T> what it says
 */
final class VerifiedTokens<R, T> {
  /** A key that was withdrawn verifies nothing after this. */
  static final Duration LONGEST = Duration.ofMinutes(5);

  private final Map<Key<R>, Known<T>> known;
  private final InstantSource clock;

  private record Key<R>(R rules, String digest) {}

  private record Known<T>(T said, Instant until) {}

  VerifiedTokens(InstantSource clock, int most) {
    this.clock = clock;
    this.known =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Key<R>, Known<T>> eldest) {
            return size() > most;
          }
        };
  }

  /** What a token says that was verified lately and has not expired. */
  Optional<T> find(R rules, String token) {
    Key<R> key = key(rules, token);
    synchronized (known) {
      Known<T> found = known.get(key);
      if (found == null) {
        return Optional.empty();
      }
      if (clock.instant().isBefore(found.until())) {
        return Optional.of(found.said());
      }
      known.remove(key);
      return Optional.empty();
    }
  }

  void remember(R rules, String token, T said, Instant expiresAt) {
    Instant longest = clock.instant().plus(LONGEST);
    Known<T> verified = new Known<>(said, expiresAt.isBefore(longest) ? expiresAt : longest);
    synchronized (known) {
      known.put(key(rules, token), verified);
    }
  }

  private static <R> Key<R> key(R rules, String token) {
    return new Key<>(rules, HexFormat.of().formatHex(Json.sha256().digest(Json.utf8(token))));
  }
}
