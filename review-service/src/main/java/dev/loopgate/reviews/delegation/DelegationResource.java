package dev.loopgate.reviews.delegation;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.chassis.access.CurrentPrincipal;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.wire.paging.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Voices that people lend each other. */
@Path("/api/v1/delegations")
@Tag(name = "delegations")
@Produces(MediaType.APPLICATION_JSON)
public class DelegationResource {
  private final Delegations delegations;
  private final CurrentPrincipal caller;

  @Inject
  public DelegationResource(Delegations delegations, CurrentPrincipal caller) {
    this.delegations = delegations;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(
      operationId = "createDelegation",
      summary = "Lend one's voice to another person",
      description =
          "For some reviews and at most 30 days. It counts once, as 'delegate for delegator', and is"
              + " not passed on.")
  @Allow(
      kind = PrincipalKind.HUMAN,
      roles = {Role.REVIEWER, Role.SAFETY})
  public Delegation create(
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      @NotNull(message = "is required") @Valid NewDelegation delegation) {
    return delegations.lend(caller.get(), delegation, idempotencyKey);
  }

  @GET
  @RunOnVirtualThread
  @Operation(operationId = "listDelegations", summary = "Delegations, newest first")
  @Allow(kind = PrincipalKind.HUMAN)
  public Page<Delegation> list(
      @QueryParam("person") @Nullable String person,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("cursor") @Nullable String cursor) {
    return delegations.list(person, limit, cursor);
  }

  @GET
  @Path("/{id}")
  @RunOnVirtualThread
  @Operation(operationId = "getDelegation", summary = "One delegation")
  @Allow(kind = PrincipalKind.HUMAN)
  public Delegation get(@PathParam("id") String id) {
    return delegations.find(id);
  }

  @DELETE
  @Path("/{id}")
  @RunOnVirtualThread
  @Operation(
      operationId = "revokeDelegation",
      summary = "Take a delegation back, and with it what was said under it",
      description = "Decisions that were sealed stay. Doing it again changes nothing.")
  @Allow(
      kind = PrincipalKind.HUMAN,
      roles = {Role.REVIEWER, Role.SAFETY, Role.ADMIN})
  public Delegation revoke(@PathParam("id") String id) {
    return delegations.revoke(caller.get(), id);
  }
}
