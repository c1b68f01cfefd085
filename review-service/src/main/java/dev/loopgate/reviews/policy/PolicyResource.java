package dev.loopgate.reviews.policy;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.chassis.paging.Page;
import dev.loopgate.chassis.problem.ProblemException;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The terms, for everybody who is judged by them. */
@Path("/api/v1/policies")
@Tag(name = "policies")
@Produces(MediaType.APPLICATION_JSON)
public class PolicyResource {
  private final Policies policies;

  @Inject
  public PolicyResource(Policies policies) {
    this.policies = policies;
  }

  @GET
  @RunOnVirtualThread
  @Operation(
      operationId = "listPolicies",
      summary = "All versions of all policies, by name, newest version first")
  @Allow(kind = PrincipalKind.HUMAN)
  @Allow(kind = PrincipalKind.AGENT, roles = Role.RESEARCHER)
  @Allow(kind = PrincipalKind.SERVICE, roles = Role.PEER)
  public Page<PolicyView> list() {
    return new Page<>(policies.all(), null);
  }

  @GET
  @Path("/{name}")
  @RunOnVirtualThread
  @Operation(
      operationId = "getPolicy",
      summary = "The newest version of a policy, or the one that name@version names")
  @Allow(kind = PrincipalKind.HUMAN)
  @Allow(kind = PrincipalKind.AGENT, roles = Role.RESEARCHER)
  @Allow(kind = PrincipalKind.SERVICE, roles = Role.PEER)
  public PolicyView get(@PathParam("name") String name) {
    return policies
        .version(name)
        .or(() -> policies.newest(name))
        .orElseThrow(() -> ProblemException.notFound("policy", name));
  }
}
