package dev.loopgate.ideas.idea;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.chassis.access.CurrentPrincipal;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.ideas.input.Input;
import dev.loopgate.ideas.program.Programs;
import dev.loopgate.wire.paging.Cursor;
import dev.loopgate.wire.paging.Page;
import dev.loopgate.wire.problem.ProblemException;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Ideas: propose one, read what became of them. */
@Path("/api/v1/ideas")
@Tag(name = "ideas")
@Produces(MediaType.APPLICATION_JSON)
public class IdeaResource {
  private final Ideas ideas;
  private final IdeaRepository repository;
  private final Programs programs;
  private final CurrentPrincipal caller;

  @Inject
  IdeaResource(Ideas ideas, IdeaRepository repository, Programs programs, CurrentPrincipal caller) {
    this.ideas = ideas;
    this.repository = repository;
    this.programs = programs;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @APIResponse(
      responseCode = "201",
      description = "Recorded",
      content = @Content(schema = @Schema(implementation = IdeaView.class)))
  @RunOnVirtualThread
  @Operation(operationId = "proposeIdea", summary = "Propose a change of the current baseline")
  @Allow(
      kind = PrincipalKind.HUMAN,
      roles = {Role.RESEARCHER})
  @Allow(
      kind = PrincipalKind.AGENT,
      roles = {Role.RESEARCHER})
  public IdeaView propose(
      @HeaderParam("Idempotency-Key") @Nullable String key, @Valid @NotNull ProposeIdea request) {
    return ideas.propose(request, caller.get(), key);
  }

  @GET
  @RunOnVirtualThread
  @Operation(operationId = "listIdeas", summary = "Ideas, newest first")
  @Allow(kind = PrincipalKind.HUMAN)
  @Allow(
      kind = PrincipalKind.AGENT,
      roles = {Role.RESEARCHER})
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.PEER})
  public Page<IdeaView> list(
      @QueryParam("program") @Nullable String program,
      @QueryParam("status") @Nullable IdeaStatus status,
      @QueryParam("limit") @DefaultValue("" + Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT)
          int limit,
      @QueryParam("cursor") @Nullable String cursor) {
    UUID programId = program == null ? null : programs.get(program).id();
    return Page.of(
            repository.page(programId, status, Cursor.below(cursor), limit + 1),
            limit,
            idea -> idea.id.toString())
        .map(idea -> IdeaView.shownTo(caller.get().kind(), idea));
  }

  @GET
  @Path("/{idOrKey}")
  @RunOnVirtualThread
  @Operation(operationId = "getIdea", summary = "One idea, by id or key")
  @Allow(kind = PrincipalKind.HUMAN)
  @Allow(
      kind = PrincipalKind.AGENT,
      roles = {Role.RESEARCHER})
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.PEER})
  public IdeaView get(@PathParam("idOrKey") String idOrKey) {
    return IdeaView.shownTo(caller.get().kind(), find(idOrKey));
  }

  @GET
  @Path("/{idOrKey}/patch")
  @Produces("text/x-diff")
  @RunOnVirtualThread
  @Operation(operationId = "getIdeaPatch", summary = "The change as a unified diff")
  @Allow(kind = PrincipalKind.HUMAN)
  @Allow(
      kind = PrincipalKind.AGENT,
      roles = {Role.RESEARCHER})
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.PEER})
  public String patch(@PathParam("idOrKey") String idOrKey) {
    return repository.patch(find(idOrKey).id);
  }

  private Idea find(String idOrKey) {
    return repository
        .named(Input.text("idOrKey", idOrKey))
        .orElseThrow(() -> ProblemException.notFound("idea", Input.shown(idOrKey)));
  }
}
