package dev.loopgate.reviews.vote;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.chassis.access.CurrentPrincipal;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.reviews.docket.ReviewResource;
import dev.loopgate.reviews.docket.ReviewView;
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
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Votes on a review. */
@Path("/api/v1/reviews")
@Tag(name = "reviews")
@Produces(MediaType.APPLICATION_JSON)
public class VoteResource {
  private final CastVote castVote;
  private final CurrentPrincipal caller;

  @Inject
  public VoteResource(CastVote castVote, CurrentPrincipal caller) {
    this.castVote = castVote;
    this.caller = caller;
  }

  @POST
  @Path("/{idOrKey}/votes")
  @Consumes(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(
      operationId = "castVote",
      summary = "Vote on the dossier that If-Match names",
      description =
          "Only people with the role reviewer or safety (operator, admin where the policy names them), and not on"
              + " what they proposed or sponsored. A later vote of the same person supersedes the"
              + " earlier one; WITHDRAW takes it back, RECUSE is for good. Answers the review,"
              + " decided or not.")
  @Allow(
      kind = PrincipalKind.HUMAN,
      roles = {Role.REVIEWER, Role.SAFETY, Role.OPERATOR, Role.ADMIN})
  public RestResponse<ReviewView> vote(
      @PathParam("idOrKey") String idOrKey,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      @NotNull(message = "is required") @Valid NewVote vote) {
    return ReviewResource.withETag(
        castVote.cast(caller.get(), idOrKey, vote, ifMatch, idempotencyKey));
  }
}
