package dev.loopgate.reviews.amendment;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.chassis.access.CurrentPrincipal;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.reviews.policy.Policies;
import dev.loopgate.reviews.policy.PolicyView;
import dev.loopgate.wire.paging.Page;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.text.Plain;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;

/** The terms, for everybody who is judged by them. */
@Path("/api/v1/policies")
@Tag(name = "policies")
@Produces(MediaType.APPLICATION_JSON)
public class PolicyResource {
  private final Policies policies;
  private final Amendments amendments;
  private final CurrentPrincipal caller;

  @Inject
  public PolicyResource(Policies policies, Amendments amendments, CurrentPrincipal caller) {
    this.policies = policies;
    this.amendments = amendments;
    this.caller = caller;
  }

  @POST
  @Consumes("application/yaml")
  @RunOnVirtualThread
  @Operation(
      operationId = "applyPolicy",
      summary = "Put a new policy in force, or ask people to change one",
      description =
          "A new name is in force at once. A new version of a name opens a RULE_CHANGE review under"
              + " the version in force, which the caller may not judge.")
  @APIResponse(
      responseCode = "201",
      description = "In force",
      content = @Content(schema = @Schema(implementation = AppliedPolicy.class)))
  @APIResponse(
      responseCode = "200",
      description = "Unchanged, only checked, or put to people",
      content = @Content(schema = @Schema(implementation = AppliedPolicy.class)))
  @Allow(
      kind = PrincipalKind.HUMAN,
      roles = {Role.ADMIN, Role.SAFETY})
  public RestResponse<AppliedPolicy> apply(
      @QueryParam("dryRun") @DefaultValue("false") @Pattern(regexp = "true|false") String dryRun,
      @QueryParam("reason")
          @DefaultValue("no reason was given")
          @Size(max = 2000)
          @Pattern(
              regexp = Plain.TEXT,
              message = "must not contain control characters, line breaks included")
          String reason,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = "application/yaml",
                      schema = @Schema(implementation = String.class)))
          byte[] file) {
    if (Boolean.parseBoolean(dryRun)) {
      return RestResponse.ok(amendments.check(file));
    }
    AppliedPolicy applied = amendments.apply(file, reason, caller.get().subject());
    return RestResponse.status(
        applied.outcome() == AppliedPolicy.Outcome.CREATED ? Status.CREATED : Status.OK, applied);
  }

  @POST
  @Path("/check")
  @Consumes("application/yaml")
  @RunOnVirtualThread
  @Operation(
      operationId = "checkPolicy",
      summary = "Type-check a policy file; nothing changes",
      description = "A problem names line and column of each fault.")
  @Allow(kind = PrincipalKind.HUMAN)
  public AppliedPolicy check(
      @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = "application/yaml",
                      schema = @Schema(implementation = String.class)))
          byte[] file) {
    return amendments.check(file);
  }

  @GET
  @RunOnVirtualThread
  @Operation(
      operationId = "listPolicies",
      summary = "All versions of all policies, by name, newest version first")
  @Allow(kind = PrincipalKind.HUMAN)
  @Allow(kind = PrincipalKind.AGENT, roles = Role.RESEARCHER)
  @Allow(kind = PrincipalKind.SERVICE, roles = Role.PEER)
  public Page<PolicyView> list(
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("cursor") @Nullable String cursor) {
    return policies.page(limit, cursor);
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
    return policies.view(name).orElseThrow(() -> ProblemException.notFound("policy", name));
  }
}
