package dev.loopgate.chassis.feed;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.chassis.access.CurrentPrincipal;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.wire.paging.Page;
import dev.loopgate.wire.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Events of the peers that this service has set aside, for operators. */
@Path("/feeds/{feed}/parked")
@Tag(name = "feed")
@Produces(MediaType.APPLICATION_JSON)
@Allow(
    kind = PrincipalKind.HUMAN,
    roles = {Role.OPERATOR, Role.ADMIN})
public class ParkedResource {
  private final ParkedEvents events;
  private final ParkedStore store;
  private final CurrentPrincipal caller;
  private final String name;

  @Inject
  ParkedResource(
      ParkedEvents events,
      ParkedStore store,
      CurrentPrincipal caller,
      @ConfigProperty(name = "loopgate.feed") String name) {
    this.events = events;
    this.store = store;
    this.caller = caller;
    this.name = name;
  }

  @GET
  @RunOnVirtualThread
  @Operation(
      operationId = "listParkedEvents",
      summary = "Events that this service could not apply yet, oldest first",
      description =
          "The first event of each feed and program says why; those behind it wait for it.")
  public Page<ParkedView> list(
      @PathParam("feed") String feed,
      @QueryParam("limit") @DefaultValue("" + Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT)
          int limit,
      @QueryParam("cursor") @DefaultValue("0") @Min(0) long cursor) {
    requireOwn(feed);
    return Page.of(store.list(cursor, limit + 1), limit, parked -> Long.toString(parked.number()))
        .map(ParkedView::from);
  }

  @POST
  @Path("/{id}/retry")
  @RunOnVirtualThread
  @Operation(
      operationId = "retryParkedEvent",
      summary = "Try an event again now, and those behind it after it")
  public RetryOutcome retry(@PathParam("feed") String feed, @PathParam("id") UUID id) {
    requireOwn(feed);
    return events.retry(id);
  }

  @POST
  @Path("/{id}/pass-over")
  @Consumes(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(
      operationId = "passOverParkedEvent",
      summary = "Go on without an event; the log keeps the reason",
      description = "Never a decision, a registration, a stop, or what must be understood.")
  public void passOver(
      @PathParam("feed") String feed,
      @PathParam("id") UUID id,
      @NotNull(message = "is required") @Valid PassOver request) {
    requireOwn(feed);
    events.passOver(id, request.reason().strip(), caller.get().subject());
    events.goOn();
  }

  private void requireOwn(String feed) {
    if (!feed.equals(name)) {
      throw ProblemException.notFound("feed", feed + " here; this service serves " + name);
    }
  }
}
