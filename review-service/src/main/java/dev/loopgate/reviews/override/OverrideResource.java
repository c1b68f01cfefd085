package dev.loopgate.reviews.override;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.chassis.access.CurrentPrincipal;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.reviews.docket.ReviewView;
import dev.loopgate.reviews.waiver.NewReason;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Vetoes that people set aside. */
@Path("/api/v1/reviews")
@Tag(name = "reviews")
@Produces(MediaType.APPLICATION_JSON)
public class OverrideResource {
  private final OverrideVeto overrideVeto;
  private final CurrentPrincipal caller;

  @Inject
  public OverrideResource(OverrideVeto overrideVeto, CurrentPrincipal caller) {
    this.overrideVeto = overrideVeto;
    this.caller = caller;
  }

  @POST
  @Path("/{idOrKey}/overrides")
  @Consumes(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(
      operationId = "overrideVeto",
      summary = "Say that the vetoes which stand now shall not stand",
      description =
          "It takes as many people with the role as the policy says, two at least, each with a"
              + " reason; authors and holders of vetoes are none of them.")
  @Allow(
      kind = PrincipalKind.HUMAN,
      roles = {Role.REVIEWER, Role.SAFETY, Role.OPERATOR, Role.ADMIN})
  public ReviewView override(
      @PathParam("idOrKey") String idOrKey,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      @NotNull(message = "is required") @Valid NewReason why) {
    return overrideVeto.override(caller.get(), idOrKey, why, ifMatch, idempotencyKey);
  }
}
