package dev.loopgate.ideas.generator;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.chassis.access.CurrentPrincipal;
import dev.loopgate.chassis.idempotency.Idempotency;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.ideas.program.Program;
import dev.loopgate.ideas.program.Programs;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Asks the built-in generator for ideas. */
@Path("/api/v1/programs/{name}/proposals")
@Tag(name = "programs")
@Produces(MediaType.APPLICATION_JSON)
public class ProposalResource {
  private final Programs programs;
  private final AskGenerator ask;
  private final GeneratorStore store;
  private final ProposeUntilStopped loop;
  private final Idempotency idempotency;
  private final CurrentPrincipal caller;

  @Inject
  ProposalResource(
      Programs programs,
      AskGenerator ask,
      GeneratorStore store,
      ProposeUntilStopped loop,
      Idempotency idempotency,
      CurrentPrincipal caller) {
    this.programs = programs;
    this.ask = ask;
    this.store = store;
    this.loop = loop;
    this.idempotency = idempotency;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(202)
  @APIResponse(
      responseCode = "202",
      description = "Taken; the ideas follow",
      content = @Content(schema = @Schema(implementation = ProposalRequestView.class)))
  @RunOnVirtualThread
  @Operation(
      operationId = "askForIdeas",
      summary = "Ask the built-in generator for more ideas; the caller becomes their sponsor")
  @Allow(
      kind = PrincipalKind.HUMAN,
      roles = {Role.RESEARCHER})
  public ProposalRequestView ask(
      @PathParam("name") String name,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Valid @NotNull AskForIdeas request) {
    Program program = programs.get(name);
    String subject = caller.get().subject();
    ProposalRequestView view =
        idempotency.once(
            subject,
            key,
            "POST /api/v1/programs/%s/proposals".formatted(program.name()),
            request,
            ProposalRequestView.class,
            () ->
                ProposalRequestView.from(
                    program.name(), ask.ask(program, request.count(), subject)));
    loop.wake();
    return view;
  }

  @GET
  @RunOnVirtualThread
  @Operation(
      operationId = "listProposalRequests",
      summary = "What the generator was asked for, newest first")
  @Allow(kind = PrincipalKind.HUMAN)
  @Allow(
      kind = PrincipalKind.AGENT,
      roles = {Role.RESEARCHER})
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.PEER})
  public Page<ProposalRequestView> list(
      @PathParam("name") String name,
      @QueryParam("limit") @DefaultValue("" + Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT)
          int limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Program program = programs.get(name);
    return Page.of(
            store.page(program.id(), Cursor.below(cursor), limit + 1),
            limit,
            request -> request.id().toString())
        .map(request -> ProposalRequestView.from(program.name(), request));
  }
}
