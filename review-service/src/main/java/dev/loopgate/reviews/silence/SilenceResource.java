package dev.loopgate.reviews.silence;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.chassis.access.CurrentPrincipal;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.wire.paging.Cursor;
import dev.loopgate.wire.paging.Page;
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

/** Agents that change nothing because a person said so, while all others go on. */
@Path("/api/v1/silences")
@Tag(name = "silences")
@Produces(MediaType.APPLICATION_JSON)
public class SilenceResource {
  private final SilenceAgent silences;
  private final CurrentPrincipal caller;

  @Inject
  SilenceResource(SilenceAgent silences, CurrentPrincipal caller) {
    this.silences = silences;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(
      operationId = "silenceAgent",
      summary = "Let an agent change nothing more, in any service",
      description =
          "Every request of that agent but reading is refused, its stops included, here at once and"
              + " elsewhere as soon as it is heard. Asking again answers the silence in force.")
  @APIResponse(
      responseCode = "200",
      description = "It was silenced already",
      content = @Content(schema = @Schema(implementation = SilenceView.class)))
  @APIResponse(
      responseCode = "201",
      description = "It is silenced",
      content = @Content(schema = @Schema(implementation = SilenceView.class)))
  @Allow(
      kind = PrincipalKind.HUMAN,
      roles = {Role.OPERATOR, Role.SAFETY})
  public RestResponse<SilenceView> silence(
      @NotNull(message = "is required") @Valid NewSilence request) {
    SilenceAgent.Answer answer = silences.silence(caller.get(), request);
    return RestResponse.ResponseBuilder.create(
            answer.isNew() ? RestResponse.Status.CREATED : RestResponse.Status.OK, answer.silence())
        .build();
  }

  @POST
  @Path("/{agent}/lift")
  @Consumes(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(
      operationId = "liftSilence",
      summary = "Let an agent be heard again; not for who answers for it")
  @Allow(
      kind = PrincipalKind.HUMAN,
      roles = {Role.OPERATOR, Role.SAFETY})
  public SilenceView lift(
      @PathParam("agent") String agent,
      @NotNull(message = "is required") @Valid LiftSilence request) {
    return silences.lift(caller.get(), agent, request);
  }

  @GET
  @RunOnVirtualThread
  @Operation(operationId = "listSilences", summary = "Silences of agents, newest first")
  @Allow(kind = PrincipalKind.HUMAN)
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.PEER})
  public Page<SilenceView> list(
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("cursor") @Nullable String cursor) {
    return Page.of(
        silences.page(Cursor.below(cursor), limit + 1), limit, view -> view.id().toString());
  }
}
