package dev.loopgate.chassis.access;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The principal of the request under way, set by {@link AccessFilter}. */
@RequestScoped
public class CurrentPrincipal {
  private @Nullable Principal principal;

  /** The caller. Only resource methods that {@link AccessFilter} let through may ask. */
  public Principal get() {
    if (principal == null) {
      throw new IllegalStateException("no request has been let through");
    }
    return principal;
  }

  /** Whoever's token was good, let through or not. */
  Optional<Principal> known() {
    return Optional.ofNullable(principal);
  }

  void set(Principal caller) {
    principal = caller;
  }
}
