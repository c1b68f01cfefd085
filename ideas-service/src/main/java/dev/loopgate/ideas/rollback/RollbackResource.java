package dev.loopgate.ideas.rollback;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.chassis.access.CurrentPrincipal;
import dev.loopgate.chassis.access.Principal;
import dev.loopgate.chassis.idempotency.Idempotency;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.ideas.input.Input;
import dev.loopgate.ideas.program.Program;
import dev.loopgate.ideas.program.Programs;
import dev.loopgate.ideas.question.Withdraw;
import dev.loopgate.wire.paging.Page;
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
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Rollbacks: ask for an older generation, read what became of it. */
@Path("/api/v1/programs/{name}/rollbacks")
@Tag(name = "generations")
@Produces(MediaType.APPLICATION_JSON)
public class RollbackResource {
  private final Programs programs;
  private final Rollbacks rollbacks;
  private final Idempotency idempotency;
  private final CurrentPrincipal caller;

  @Inject
  RollbackResource(
      Programs programs, Rollbacks rollbacks, Idempotency idempotency, CurrentPrincipal caller) {
    this.programs = programs;
    this.rollbacks = rollbacks;
    this.idempotency = idempotency;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(202)
  @APIResponse(
      responseCode = "202",
      description = "People are asked; nothing has changed",
      content = @Content(schema = @Schema(implementation = RollbackView.class)))
  @RunOnVirtualThread
  @Operation(
      operationId = "proposeRollback",
      summary = "Ask people to make an older generation the baseline again")
  @Allow(
      kind = PrincipalKind.HUMAN,
      roles = {Role.RESEARCHER, Role.OPERATOR, Role.SAFETY, Role.ADMIN})
  public RollbackView propose(
      @PathParam("name") String name,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      @Valid @NotNull ProposeRollback request) {
    Principal person = caller.get();
    Program program = programs.get(name);
    String reason = Input.text("/reason", request.reason()).strip();
    return idempotency.once(
        person.subject(),
        idempotencyKey,
        "POST /api/v1/programs/%s/rollbacks".formatted(name),
        request,
        RollbackView.class,
        () -> rollbacks.propose(program.id(), request.toGeneration(), reason, person));
  }

  @GET
  @RunOnVirtualThread
  @Operation(operationId = "listRollbacks", summary = "Rollbacks of a program, newest first")
  @Allow(kind = PrincipalKind.HUMAN)
  @Allow(
      kind = PrincipalKind.AGENT,
      roles = {Role.RESEARCHER})
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.PEER})
  public Page<RollbackView> list(
      @PathParam("name") String name,
      @QueryParam("limit") @DefaultValue("" + Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT)
          int limit,
      @QueryParam("cursor") @Nullable String cursor) {
    return rollbacks.page(programs.get(name).id(), limit, cursor).map(RollbackView::from);
  }

  @GET
  @Path("/{key}")
  @RunOnVirtualThread
  @Operation(operationId = "getRollback", summary = "One rollback")
  @Allow(kind = PrincipalKind.HUMAN)
  @Allow(
      kind = PrincipalKind.AGENT,
      roles = {Role.RESEARCHER})
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.PEER})
  public RollbackView get(@PathParam("name") String name, @PathParam("key") String key) {
    return RollbackView.from(rollbacks.get(programs.get(name).id(), key));
  }

  @POST
  @Path("/{key}/withdraw")
  @Consumes(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(
      operationId = "withdrawRollback",
      summary = "Take a rollback back; only for who asked for it")
  @Allow(
      kind = PrincipalKind.HUMAN,
      roles = {Role.RESEARCHER, Role.OPERATOR, Role.SAFETY, Role.ADMIN})
  public RollbackView withdraw(
      @PathParam("name") String name,
      @PathParam("key") String key,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      @Valid @NotNull Withdraw request) {
    Principal person = caller.get();
    Program program = programs.get(name);
    String reason = Input.text("/reason", request.reason()).strip();
    return idempotency.once(
        person.subject(),
        idempotencyKey,
        "POST /api/v1/programs/%s/rollbacks/%s/withdraw".formatted(name, Input.text("key", key)),
        request,
        RollbackView.class,
        () -> RollbackView.from(rollbacks.withdraw(program.id(), key, reason, person)));
  }
}
