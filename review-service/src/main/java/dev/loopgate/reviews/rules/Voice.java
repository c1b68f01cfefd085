package dev.loopgate.reviews.rules;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.access.Subjects;
import dev.loopgate.contracts.reviews.VoteCast;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the rules need to know of a vote.
 *
 * @param voter whose hand it was
 * @param onBehalfOf whose voice it is when the voter is a delegate; null for one's own
 * @param delegation what lets the delegate speak; null for one's own
 * @param roles what the voice may be counted as
 */
public record Voice(
    UUID id,
    String voter,
    @Nullable String onBehalfOf,
    @Nullable UUID delegation,
    VoteCast.Value value,
    Set<Role> roles,
    String dossierDigest,
    Instant castAt) {
  public Voice {
    voter = Subjects.canonical(voter);
    onBehalfOf = onBehalfOf == null ? null : Subjects.canonical(onBehalfOf);
    roles = Set.copyOf(roles);
  }

  /** Whose voice it is. */
  public String person() {
    return onBehalfOf == null ? voter : onBehalfOf;
  }

  /** The people who have a part in it. */
  public Set<String> people() {
    return onBehalfOf == null ? Set.of(voter) : Set.copyOf(List.of(voter, onBehalfOf));
  }
}
