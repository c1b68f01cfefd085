package dev.loopgate.chassis.feed;

import dev.loopgate.chassis.access.CurrentPrincipal;
import dev.loopgate.contracts.access.PrincipalKind;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/**
 * People and agents change nothing while the log is silent. Services go on: workers finish what
 * runs, and what they report waits in the feeds.
 */
@Provider
@Priority(Priorities.USER + 100)
public class RequireLog implements ContainerRequestFilter {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private final LogContact log;
  private final CurrentPrincipal current;

  @Inject
  public RequireLog(LogContact log, CurrentPrincipal current) {
    this.log = log;
    this.current = current;
  }

  /** After the access filter: who may not call learns nothing but that. */
  @Override
  public void filter(ContainerRequestContext request) {
    if (!READING.contains(request.getMethod()) && current.get().kind() != PrincipalKind.SERVICE) {
      log.require();
    }
  }
}
