package dev.loopgate.chassis.idempotency;

import dev.loopgate.wire.json.Json;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a command safe to retry: the first request with a key does the work, in one transaction
 * with the record of its answer; every later one gets that answer, whatever has changed since.
 */
@ApplicationScoped
public class Idempotency {
  private static final int LONGEST_KEY = 200;

  private final KeyStore store;
  private final Clock clock;

  @Inject
  Idempotency(KeyStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Runs a command once per principal and key; without a key, just runs it. Nothing is written
   * before the command, so its transaction gets its place in the feed after the locks that the
   * command takes, and what the command refuses, a stop for example, it does not refuse to a retry.
   *
   * @param operation what the key was used for, for example {@code POST /api/v1/ideas}
   * @param request the body, which a retry must repeat
   * @throws ProblemException 422 when the key was used for another operation or body
   */
  @Transactional
  public <T> T once(
      String principal,
      @Nullable String key,
      String operation,
      Object request,
      Class<T> type,
      Supplier<T> command) {
    if (key == null || key.isBlank()) {
      return command.get();
    }
    Claim claim = claim(principal, key, operation, request);
    store.lock(claim);
    Optional<T> kept = kept(claim, type);
    if (kept.isPresent()) {
      return kept.get();
    }
    T response = command.get();
    store.insert(claim, Json.write(response), clock.instant());
    return response;
  }

  /**
   * What a command answered, for callers that prepare it outside of the transaction; empty when it
   * has not been carried out, or has no key.
   *
   * @throws ProblemException 422 when the key was used for another operation or body
   */
  @Transactional
  public <T> Optional<T> answered(
      String principal, @Nullable String key, String operation, Object request, Class<T> type) {
    return key == null || key.isBlank()
        ? Optional.empty()
        : kept(claim(principal, key, operation, request), type);
  }

  private static Claim claim(String principal, String key, String operation, Object request) {
    return new Claim(principal, requireShort(key), operation, Json.digest(request));
  }

  private <T> Optional<T> kept(Claim claim, Class<T> type) {
    return store
        .find(claim)
        .map(kept -> requireSame(kept, claim))
        .map(kept -> Json.read(kept.response(), type));
  }

  private static String requireShort(String key) {
    if (key.length() > LONGEST_KEY) {
      throw ProblemException.invalid(
          "Idempotency-Key",
          "The key has %d characters; %d are allowed.".formatted(key.length(), LONGEST_KEY));
    }
    return key;
  }

  private static KeptAnswer requireSame(KeptAnswer kept, Claim claim) {
    if (kept.isTo(claim)) {
      return kept;
    }
    throw new ProblemException(
        ProblemType.IDEMPOTENCY_CONFLICT,
        "Idempotency-Key %s was used for another request. Take a new key for a new request, and repeat the same body in a retry."
            .formatted(claim.key()));
  }
}
