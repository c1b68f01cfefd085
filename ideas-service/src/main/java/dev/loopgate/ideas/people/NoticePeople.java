package dev.loopgate.ideas.people;

import dev.loopgate.chassis.access.CurrentPrincipal;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Sees everybody whom the access filter, which comes first, has let through. */
@Provider
@Priority(Priorities.USER + 1)
public class NoticePeople implements ContainerRequestFilter {
  private final People people;
  private final CurrentPrincipal caller;

  @Inject
  NoticePeople(People people, CurrentPrincipal caller) {
    this.people = people;
    this.caller = caller;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    people.saw(caller.get());
  }
}
