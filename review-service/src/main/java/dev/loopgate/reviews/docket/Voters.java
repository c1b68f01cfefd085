package dev.loopgate.reviews.docket;

import dev.loopgate.chassis.access.Principal;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.reviews.rules.Terms;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whom a review asks: people with the roles that its terms name, and whoever votes everywhere. */
public final class Voters {
  private static final Set<Role> EVERYWHERE = Set.of(Role.REVIEWER, Role.SAFETY);

  private Voters() {}

  /** Whether a principal is one of those whom the review asks, authors or not. */
  public static boolean hasRole(Principal person, @Nullable Terms terms) {
    return person.kind() == PrincipalKind.HUMAN
        && (!Collections.disjoint(person.roles(), asked(terms))
            || !Collections.disjoint(person.roles(), EVERYWHERE));
  }

  /** The roles that may vote on it. */
  public static Set<Role> asked(@Nullable Terms terms) {
    return terms == null ? EVERYWHERE : terms.votingRoles();
  }
}
