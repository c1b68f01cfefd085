package dev.loopgate.reviews.decision;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.chassis.paging.Page;
import dev.loopgate.chassis.problem.ProblemException;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What was decided, by whom and on what. */
@Path("/api/v1/decisions")
@Tag(name = "decisions")
@Produces(MediaType.APPLICATION_JSON)
public class DecisionResource {
  private final Decisions decisions;

  @Inject
  public DecisionResource(Decisions decisions) {
    this.decisions = decisions;
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
}
