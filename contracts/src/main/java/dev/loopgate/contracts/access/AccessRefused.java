package dev.loopgate.contracts.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whose token is good tried what they may not do. The first try is told at once; more of
 * the same within a short while are told together, so that nobody fills a log by trying again.
 *
 * @param principal the subject of the token
 * @param sponsor the person who answers for an agent; null for everybody else
 * @param roles as tokens spell them
 * @param tokenId {@code jti} of the token; null when it has none
 * @param operation the operation id of the contract
 * @param path of the first of these tries
 * @param status HTTP status of the answer
 * @param problem the last part of the problem's type, for example {@code forbidden}
 * @param detail what the caller was told, shortened
 * @param count how many tries this is about, at least 1
 * @param since the first of them
 * @param until the last of them
 */
public record AccessRefused(
    String principal,
    PrincipalKind kind,
    @Nullable String sponsor,
    List<String> roles,
    @Nullable String tokenId,
    String operation,
    String path,
    int status,
    String problem,
    String detail,
    long count,
    Instant since,
    Instant until)
    implements AccessEvent {
  public static final String TYPE = "access.refused";

  public AccessRefused {
    roles = List.copyOf(roles);
    if (count < 1) {
      throw new IllegalArgumentException("a refusal is about at least one try, not " + count);
    }
  }
}
