package dev.loopgate.reviews.stop;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.chassis.access.CurrentPrincipal;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.wire.paging.Page;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The red button. */
@Path("/api/v1/stops")
@Tag(name = "stops")
@Produces(MediaType.APPLICATION_JSON)
public class StopResource {
  private static final ProblemType NOT_STOPPED =
      new ProblemType("freeze-insisted", 409, "The freeze was noted and stopped nothing");

  private final Stops stops;
  private final CurrentPrincipal caller;

  @Inject
  public StopResource(Stops stops, CurrentPrincipal caller) {
    this.stops = stops;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(
      operationId = "stop",
      summary = "Stop a program or everything, at once",
      description =
          "Anybody may FREEZE, agents too; nothing needs to be confirmed. KILL also discards what"
              + " waits and revokes the tokens of agents; it is for people with the role operator,"
              + " safety or admin. Asking again answers the stop that is in force. People resume"
              + " it.")
  @APIResponse(
      responseCode = "200",
      description = "It was stopped already, by this stop",
      content = @Content(schema = @Schema(implementation = StopView.class)))
  @APIResponse(
      responseCode = "201",
      description = "It is being stopped",
      content = @Content(schema = @Schema(implementation = StopView.class)))
  @Allow(kind = PrincipalKind.HUMAN)
  @Allow(kind = PrincipalKind.AGENT)
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.PEER, Role.WORKER})
  public RestResponse<StopView> stop(@NotNull(message = "is required") @Valid NewStop request) {
    Stops.Answer answer = stops.stop(caller.get(), request);
    requireStopped(answer.stop());
    return RestResponse.ResponseBuilder.create(
            answer.isNew() ? RestResponse.Status.CREATED : RestResponse.Status.OK,
            StopView.of(answer.stop()))
        .build();
  }

  private static void requireStopped(Stop stop) {
    if (stop.isNotedOnly()) {
      throw new ProblemException(
          NOT_STOPPED,
          "%s is noted for people, and stopped nothing: they resumed an earlier freeze by an agent of %s, and another one of the last hour has had its minute. A person can freeze."
              .formatted(stop.key(), stop.sponsor()));
    }
  }

  @GET
  @RunOnVirtualThread
  @Operation(operationId = "listStops", summary = "Stops, newest first")
  @Allow(kind = PrincipalKind.HUMAN)
  @Allow(kind = PrincipalKind.AGENT)
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.PEER, Role.WORKER})
  public Page<StopView> list(
      @QueryParam("inForce") @DefaultValue("false") boolean inForce,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("cursor") @Nullable String cursor) {
    return Page.of(
            stops.page(below(cursor), inForce, limit + 1),
            limit,
            stop -> Integer.toString(stop.number()))
        .map(StopView::of);
  }

  private static int below(@Nullable String cursor) {
    if (cursor == null || cursor.isBlank()) {
      return Integer.MAX_VALUE;
    }
    if (!cursor.matches("[1-9][0-9]{0,8}")) {
      throw ProblemException.invalid(
          "cursor", "This is no cursor of this list. Send nextCursor as it was given.");
    }
    return Integer.parseInt(cursor);
  }

  @GET
  @Path("/{idOrKey}")
  @RunOnVirtualThread
  @Operation(operationId = "getStop", summary = "One stop and how far it has come")
  @Allow(kind = PrincipalKind.HUMAN)
  @Allow(kind = PrincipalKind.AGENT)
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.PEER, Role.WORKER})
  public StopView get(@PathParam("idOrKey") String idOrKey) {
    return stops
        .find(idOrKey)
        .map(StopView::of)
        .orElseThrow(() -> ProblemException.notFound("stop", idOrKey));
  }
}
