package dev.loopgate.reviews.review;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.chassis.access.CurrentPrincipal;
import dev.loopgate.chassis.paging.Page;
import dev.loopgate.chassis.problem.ProblemException;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.reviews.ReviewKind;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** The review desk. */
@Path("/api/v1/reviews")
@Tag(name = "reviews")
@Produces(MediaType.APPLICATION_JSON)
public class ReviewResource {
  private final ReviewViews views;
  private final CastVote castVote;
  private final CurrentPrincipal caller;

  @Inject
  public ReviewResource(ReviewViews views, CastVote castVote, CurrentPrincipal caller) {
    this.views = views;
    this.castVote = castVote;
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
    return withETag(castVote.cast(caller.get(), idOrKey, vote, ifMatch, idempotencyKey));
  }

  @ServerExceptionMapper
  public Response stepUp(StepUpRequired required) {
    return required.response();
  }

  private static RestResponse<ReviewView> withETag(ReviewView review) {
    return RestResponse.ResponseBuilder.ok(review)
        .header(HttpHeaders.ETAG, "\"" + review.dossierDigest() + "\"")
        .build();
  }
}
