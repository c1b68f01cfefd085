package dev.loopgate.reviews.resumption;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.chassis.access.CurrentPrincipal;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.reviews.stop.StopView;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The way out of a stop. */
@Path("/api/v1/stops/{idOrKey}/resumption")
@Tag(name = "stops")
@Produces(MediaType.APPLICATION_JSON)
public class ResumptionResource {
  private final AskResumption ask;
  private final CurrentPrincipal caller;

  @Inject
  public ResumptionResource(AskResumption ask, CurrentPrincipal caller) {
    this.ask = ask;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(
      operationId = "askForResumption",
      summary = "Ask people to end a stop",
      description =
          "Opens a review of kind RESUME, or answers the one that is open; its key is resumption."
              + " Neither who stopped nor who asks can vote on it.")
  @APIResponse(
      responseCode = "200",
      description = "People are asked already",
      content = @Content(schema = @Schema(implementation = StopView.class)))
  @APIResponse(
      responseCode = "201",
      description = "People are asked now",
      content = @Content(schema = @Schema(implementation = StopView.class)))
  @Allow(kind = PrincipalKind.HUMAN)
  public RestResponse<StopView> ask(
      @PathParam("idOrKey") String idOrKey,
      @NotNull(message = "is required") @Valid NewResumption request) {
    AskResumption.Answer answer = ask.ask(caller.get(), idOrKey, request.reason());
    return RestResponse.ResponseBuilder.create(
            answer.isNew() ? RestResponse.Status.CREATED : RestResponse.Status.OK, answer.stop())
        .build();
  }
}
