package dev.loopgate.reviews.breakglass;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.chassis.access.CurrentPrincipal;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.reviews.docket.ReviewView;
import dev.loopgate.reviews.waiver.NewReason;
import dev.loopgate.wire.paging.Page;
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

/** The glass of one review: calling for it to be broken, and judging that afterwards. */
@Path("/api/v1/reviews")
@Tag(name = "reviews")
@Produces(MediaType.APPLICATION_JSON)
public class ReviewGlassResource {
  private final BreakGlass breakGlass;
  private final PostReviews postReviews;
  private final CurrentPrincipal caller;

  @Inject
  public ReviewGlassResource(
      BreakGlass breakGlass, PostReviews postReviews, CurrentPrincipal caller) {
    this.breakGlass = breakGlass;
    this.postReviews = postReviews;
    this.caller = caller;
  }

  @POST
  @Path("/{idOrKey}/break-glass")
  @Consumes(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(
      operationId = "breakGlass",
      summary = "Call for a decision without the people that the policy asks for",
      description =
          "The glass breaks when as many people have called as the policy says, two at least."
              + " It waives people and never evidence, for one dossier and at most 24 hours, is"
              + " told at once, and others must review it afterwards.")
  @Allow(kind = PrincipalKind.HUMAN, roles = Role.BREAK_GLASS)
  public ReviewView breakGlass(
      @PathParam("idOrKey") String idOrKey,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      @NotNull(message = "is required") @Valid NewReason why) {
    return breakGlass.call(caller.get(), idOrKey, why, ifMatch, idempotencyKey);
  }

  @POST
  @Path("/{idOrKey}/post-review")
  @Consumes(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(
      operationId = "postReviewBreakGlass",
      summary = "Say afterwards what to think of a glass that was broken")
  @Allow(
      kind = PrincipalKind.HUMAN,
      roles = {Role.REVIEWER, Role.SAFETY, Role.AUDITOR, Role.ADMIN})
  public Page<GlassRecord> postReview(
      @PathParam("idOrKey") String idOrKey,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      @NotNull(message = "is required") @Valid NewPostReview opinion) {
    return new Page<>(postReviews.review(caller.get(), idOrKey, opinion, idempotencyKey), null);
  }
}
