package dev.loopgate.reviews.docket;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.chassis.access.CurrentPrincipal;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.reviews.review.ReviewState;
import dev.loopgate.wire.paging.Page;
import dev.loopgate.wire.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The review desk. */
@Path("/api/v1/reviews")
@Tag(name = "reviews")
@Produces(MediaType.APPLICATION_JSON)
public class ReviewResource {
  private final ReviewViews views;
  private final CurrentPrincipal caller;

  @Inject
  public ReviewResource(ReviewViews views, CurrentPrincipal caller) {
    this.views = views;
    this.caller = caller;
  }

  @GET
  @RunOnVirtualThread
  @Operation(operationId = "listReviews", summary = "Reviews, newest first")
  @Allow(kind = PrincipalKind.HUMAN)
  @Allow(kind = PrincipalKind.AGENT, roles = Role.RESEARCHER)
  @Allow(kind = PrincipalKind.SERVICE, roles = Role.PEER)
  public Page<ReviewView> list(
      @QueryParam("program") @Nullable String program,
      @QueryParam("state") @Nullable ReviewState state,
      @QueryParam("kind") @Nullable ReviewKind kind,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("cursor") @Nullable String cursor) {
    return views.list(program, state, kind, limit, cursor, caller.get());
  }

  @GET
  @Path("/{idOrKey}")
  @RunOnVirtualThread
  @Operation(
      operationId = "getReview",
      summary = "One review with its dossier, requirements and votes",
      description = "The ETag is the digest of the dossier; send it as If-Match with a vote.")
  @Allow(kind = PrincipalKind.HUMAN)
  @Allow(kind = PrincipalKind.AGENT, roles = Role.RESEARCHER)
  @Allow(kind = PrincipalKind.SERVICE, roles = Role.PEER)
  public RestResponse<ReviewView> get(@PathParam("idOrKey") String idOrKey) {
    return withETag(
        views
            .find(idOrKey, caller.get())
            .orElseThrow(() -> ProblemException.notFound("review", idOrKey)));
  }

  public static RestResponse<ReviewView> withETag(ReviewView review) {
    return RestResponse.ResponseBuilder.ok(review)
        .header(HttpHeaders.ETAG, "\"" + review.dossierDigest() + "\"")
        .build();
  }
}
