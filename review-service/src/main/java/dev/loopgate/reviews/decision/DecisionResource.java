package dev.loopgate.reviews.decision;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.reviews.log.Proofs;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What was decided, by whom and on what. */
@Path("/api/v1/decisions")
@Tag(name = "decisions")
@Produces(MediaType.APPLICATION_JSON)
public class DecisionResource {
  private final Decisions decisions;
  private final Proofs proofs;

  @Inject
  public DecisionResource(Decisions decisions, Proofs proofs) {
    this.decisions = decisions;
    this.proofs = proofs;
  }

  @GET
  @RunOnVirtualThread
  @Operation(operationId = "listDecisions", summary = "Decisions, newest first")
  @Allow(kind = PrincipalKind.HUMAN)
  @Allow(kind = PrincipalKind.AGENT, roles = Role.RESEARCHER)
  @Allow(kind = PrincipalKind.SERVICE, roles = Role.PEER)
  public Page<DecisionView> list(
      @QueryParam("program") @Nullable String program,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("cursor") @Nullable String cursor) {
    return decisions.list(program, limit, cursor);
  }

  @GET
  @Path("/{id}")
  @RunOnVirtualThread
  @Operation(operationId = "getDecision", summary = "One decision")
  @Allow(kind = PrincipalKind.HUMAN)
  @Allow(kind = PrincipalKind.AGENT, roles = Role.RESEARCHER)
  @Allow(kind = PrincipalKind.SERVICE, roles = Role.PEER)
  public DecisionView get(@PathParam("id") String id) {
    return decisions.find(id).orElseThrow(() -> ProblemException.notFound("decision", id));
  }

  @GET
  @Path("/{id}/proof")
  @Produces("text/plain;charset=utf-8")
  @RunOnVirtualThread
  @Operation(
      operationId = "getDecisionProof",
      summary = "The proof that the log has a decision, to be checked offline (tlog-proof)")
  @APIResponse(
      responseCode = "200",
      description = "Index, hashes and the signed checkpoint",
      content =
          @Content(
              mediaType = "text/plain;charset=utf-8",
              schema = @Schema(type = SchemaType.STRING)))
  @Allow(kind = PrincipalKind.HUMAN)
  @Allow(kind = PrincipalKind.AGENT, roles = Role.RESEARCHER)
  @Allow(kind = PrincipalKind.SERVICE, roles = Role.PEER)
  public Response proof(@PathParam("id") String id) {
    return Response.ok(proofs.of(get(id).recordIndex()).toString())
        .header("Content-Disposition", "attachment; filename=\"decision.tlog-proof\"")
        .build();
  }
}
