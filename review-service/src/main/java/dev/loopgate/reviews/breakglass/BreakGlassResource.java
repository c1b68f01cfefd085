package dev.loopgate.reviews.breakglass;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.wire.paging.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Every glass that was broken, for everybody. */
@Path("/api/v1/break-glass")
@Tag(name = "reviews")
@Produces(MediaType.APPLICATION_JSON)
public class BreakGlassResource {
  private final PostReviews postReviews;

  @Inject
  public BreakGlassResource(PostReviews postReviews) {
    this.postReviews = postReviews;
  }

  @GET
  @RunOnVirtualThread
  @Operation(
      operationId = "listBreakGlass",
      summary = "Every glass that was broken, newest first; or those whose review is overdue")
  @Allow(kind = PrincipalKind.HUMAN)
  public Page<GlassRecord> list(
      @QueryParam("overdue") @DefaultValue("false") boolean overdue,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("cursor") @Nullable String cursor) {
    return postReviews.list(overdue, limit, cursor);
  }
}
