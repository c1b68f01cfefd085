package dev.loopgate.chassis.access;

import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Checks kind and role of every request against {@link Allow}; a method without it is closed. */
@Provider
public class AccessFilter implements ContainerRequestFilter {
  private final ResourceInfo resource;
  private final SecurityIdentity identity;
  private final CurrentPrincipal current;
  private final Revocations revocations;
  private final Silences silences;
  private final TokenLifetimes lifetimes;
  private final PublicReading publicReading;

  @Inject
  public AccessFilter(
      ResourceInfo resource,
      SecurityIdentity identity,
      CurrentPrincipal current,
      Revocations revocations,
      Silences silences,
      TokenLifetimes lifetimes,
      PublicReading publicReading) {
    this.resource = resource;
    this.identity = identity;
    this.current = current;
    this.revocations = revocations;
    this.silences = silences;
    this.lifetimes = lifetimes;
    this.publicReading = publicReading;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
      requirePublic();
      return;
    }
    Principal principal = TokenPrincipal.from(token);
    lifetimes.require(token, principal.kind());
    current.set(principal);
    silences.requireHeard(principal, request.getMethod());
    List<Allow> alternatives = alternatives(resource.getResourceMethod());
    if (alternatives.stream().noneMatch(allow -> matches(allow, principal))) {
      throw new ProblemException(
          ProblemType.FORBIDDEN,
          "%s is %s with roles %s; this address is for %s."
              .formatted(
                  principal.subject(),
                  principal.kind(),
                  principal.roles().stream().sorted().toList(),
                  describe(alternatives)));
    }
    revocations.requireValid(principal);
  }

  private void requirePublic() {
    if (!identity.isAnonymous() || !publicReading.isOpen(resource.getResourceMethod())) {
      throw new UnauthorizedException("no token");
    }
  }

  /** What a method says itself, or else what its class says. */
  static List<Allow> alternatives(Method method) {
    Allow[] own = method.getAnnotationsByType(Allow.class);
    return Arrays.asList(
        own.length > 0 ? own : method.getDeclaringClass().getAnnotationsByType(Allow.class));
  }

  static boolean matches(Allow allow, Principal principal) {
    return allow.kind() == principal.kind()
        && (allow.roles().length == 0 || Arrays.stream(allow.roles()).anyMatch(principal::has));
  }

  private static String describe(List<Allow> alternatives) {
    if (alternatives.isEmpty()) {
      return "nobody";
    }
    return String.join(
        " or ",
        alternatives.stream()
            .map(a ->
                a.roles().length == 0
                    ? a.kind().name()
                    : a.kind() + " with one of " + Arrays.toString(a.roles()))
            .toList());
  }
}
