package dev.loopgate.reviews.rules;

import dev.loopgate.contracts.access.Role;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An approval that counts now.
 *
 * @param person who cast it, and who fills one place at most
 * @param roles what the person may fill a place as, those that were delegated included
 * @param onBehalfOf who delegated to the person; null when nobody did
 */
public record Approval(String person, Set<Role> roles, @Nullable String onBehalfOf) {
  public Approval {
    roles = Set.copyOf(roles);
  }

  /** For example {@code anna@example.org for ben@example.org}. */
  String words() {
    return onBehalfOf == null ? person : person + " for " + onBehalfOf;
  }
}
