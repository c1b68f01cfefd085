package dev.loopgate.chassis.access;

import dev.loopgate.contracts.access.AccessRefused;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.wire.problem.Problem;
import dev.loopgate.wire.text.Plain;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Notices answers that refuse a known principal something: always when it may not, and when people
 * or agents wanted to change something and the rules said no. What services hear from each other
 * about races between them is no refusal.
 */
@Provider
public class RefusalFilter implements ContainerResponseFilter {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<Integer> REFUSING = Set.of(403, 409, 412, 423);
  private static final int LONGEST_TEXT = 500;

  private final ResourceInfo resource;
  private final CurrentPrincipal current;
  private final Refusals refusals;
  private final Clock clock;

  @Inject
  RefusalFilter(ResourceInfo resource, CurrentPrincipal current, Refusals refusals, Clock clock) {
    this.resource = resource;
    this.current = current;
    this.refusals = refusals;
    this.clock = clock;
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (!(response.getEntity() instanceof Problem problem)) {
      return;
    }
    current
        .known()
        .filter(principal -> isRefusal(problem, principal, request.getMethod()))
        .map(principal -> refusal(principal, problem, request))
        .ifPresent(refusals::add);
  }

  static boolean isRefusal(Problem problem, Principal principal, String method) {
    if (problem.status() == 403) {
      return true;
    }
    return REFUSING.contains(problem.status())
        && !READING.contains(method)
        && principal.kind() != PrincipalKind.SERVICE;
  }

  private AccessRefused refusal(
      Principal principal, Problem problem, ContainerRequestContext request) {
    Instant now = clock.instant();
    return new AccessRefused(
        principal.subject(),
        principal.kind(),
        principal.sponsor(),
        principal.roles().stream().map(Role::spelling).sorted().toList(),
        principal.tokenId(),
        operation(),
        Plain.storable(request.getUriInfo().getPath(), LONGEST_TEXT),
        problem.status(),
        problem.type().substring(problem.type().lastIndexOf('/') + 1),
        Plain.storable(problem.detail(), LONGEST_TEXT),
        1,
        now,
        now);
  }

  private String operation() {
    Method method = resource.getResourceMethod();
    Operation operation = method.getAnnotation(Operation.class);
    return operation == null ? method.getName() : operation.operationId();
  }
}
