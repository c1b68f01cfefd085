package dev.loopgate.ideas.quarantine;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.chassis.access.CurrentPrincipal;
import dev.loopgate.chassis.access.Principal;
import dev.loopgate.chassis.idempotency.Idempotency;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.ideas.input.Input;
import dev.loopgate.wire.paging.Cursor;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Agents in quarantine: who they are, and the way out. Agents read nothing of it. */
@Path("/api/v1/quarantines")
@Tag(name = "quarantines")
@Produces(MediaType.APPLICATION_JSON)
public class QuarantineResource {
  private final Quarantines quarantines;
  private final QuarantineRepository repository;
  private final Idempotency idempotency;
  private final CurrentPrincipal caller;

  @Inject
  QuarantineResource(
      Quarantines quarantines,
      QuarantineRepository repository,
      Idempotency idempotency,
      CurrentPrincipal caller) {
    this.quarantines = quarantines;
    this.repository = repository;
    this.idempotency = idempotency;
    this.caller = caller;
  }

  @GET
  @RunOnVirtualThread
  @Operation(operationId = "listQuarantines", summary = "Quarantines of agents, newest first")
  @Allow(kind = PrincipalKind.HUMAN)
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.PEER})
  public Page<QuarantineView> list(
      @QueryParam("limit") @DefaultValue("" + Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT)
          int limit,
      @QueryParam("cursor") @Nullable String cursor) {
    return Page.of(
            repository.page(Cursor.below(cursor), limit + 1),
            limit,
            quarantine -> quarantine.id.toString())
        .map(QuarantineView::from);
  }

  @POST
  @Path("/{subject}/lift")
  @Consumes(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(
      operationId = "liftQuarantine",
      summary = "Let an agent propose again; not for its own sponsor")
  @Allow(
      kind = PrincipalKind.HUMAN,
      roles = {Role.ADMIN, Role.SAFETY})
  public QuarantineView lift(
      @PathParam("subject") String subject,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Valid @NotNull LiftQuarantine request) {
    Principal person = caller.get();
    String agent = Input.text("subject", subject);
    String reason = Input.text("/reason", request.reason());
    return idempotency.once(
        person.subject(),
        key,
        "POST /api/v1/quarantines/%s/lift".formatted(agent),
        request,
        QuarantineView.class,
        () -> quarantines.lift(agent, reason, person));
  }
}
