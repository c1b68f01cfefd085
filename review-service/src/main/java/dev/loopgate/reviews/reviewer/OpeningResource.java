package dev.loopgate.reviews.reviewer;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.chassis.access.CurrentPrincipal;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What people look at before they vote. */
@Path("/api/v1/reviews")
@Tag(name = "reviews")
@Produces(MediaType.APPLICATION_JSON)
public class OpeningResource {
  private final Openings openings;
  private final CurrentPrincipal caller;

  @Inject
  public OpeningResource(Openings openings, CurrentPrincipal caller) {
    this.openings = openings;
    this.caller = caller;
  }

  @POST
  @Path("/{idOrKey}/openings")
  @Consumes(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(
      operationId = "recordOpening",
      summary = "Remember what a person opened before voting",
      description = "Whoever votes then has it in the vote, with the time since the first opening.")
  @Allow(
      kind = PrincipalKind.HUMAN,
      roles = {Role.REVIEWER, Role.SAFETY, Role.OPERATOR, Role.ADMIN})
  public Opening open(
      @PathParam("idOrKey") String idOrKey,
      @NotNull(message = "is required") @Valid NewOpening opening) {
    return openings.open(caller.get(), idOrKey, opening);
  }
}
