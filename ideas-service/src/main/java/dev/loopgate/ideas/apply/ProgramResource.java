package dev.loopgate.ideas.apply;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.chassis.access.CurrentPrincipal;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.ideas.input.Input;
import dev.loopgate.ideas.program.Program;
import dev.loopgate.ideas.program.ProgramStore;
import dev.loopgate.ideas.program.Programs;
import dev.loopgate.wire.paging.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
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
import org.jspecify.annotations.Nullable;

/** Programs: apply a file, read what is running. */
@Path("/api/v1/programs")
@Tag(name = "programs")
@Produces(MediaType.APPLICATION_JSON)
public class ProgramResource {
  private final ApplyProgram applyProgram;
  private final Programs programs;
  private final ProgramStore store;
  private final CurrentPrincipal caller;

  @Inject
  ProgramResource(
      ApplyProgram applyProgram, Programs programs, ProgramStore store, CurrentPrincipal caller) {
    this.applyProgram = applyProgram;
    this.programs = programs;
    this.store = store;
    this.caller = caller;
  }

  @POST
  @Consumes("application/yaml")
  @RunOnVirtualThread
  @Operation(operationId = "applyProgram", summary = "Create or change a program from its file")
  @APIResponse(
      responseCode = "201",
      description = "Created",
      content = @Content(schema = @Schema(implementation = ProgramView.class)))
  @APIResponse(
      responseCode = "200",
      description = "Changed, unchanged, or only checked",
      content = @Content(schema = @Schema(implementation = ProgramView.class)))
  @APIResponse(
      responseCode = "202",
      description = "It would change the rules: people are asked, and nothing has changed",
      content = @Content(schema = @Schema(implementation = ProgramView.class)))
  @Allow(
      kind = PrincipalKind.HUMAN,
      roles = {Role.RESEARCHER, Role.ADMIN})
  public RestResponse<ProgramView> apply(
      @QueryParam("workspace") @Nullable String workspace,
      @QueryParam("dryRun") @DefaultValue("false") @Pattern(regexp = "true|false") String dryRun,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = "application/yaml",
                      schema = @Schema(implementation = String.class)))
          byte[] file) {
    boolean onlyChecked = Boolean.parseBoolean(dryRun);
    ProgramView view = applyProgram.apply(file, workspace, onlyChecked, caller.get().subject());
    return RestResponse.status(onlyChecked ? RestResponse.Status.OK : status(view), view);
  }

  private static RestResponse.Status status(ProgramView view) {
    return switch (view.outcome()) {
      case CREATED -> RestResponse.Status.CREATED;
      case PROPOSED -> RestResponse.Status.ACCEPTED;
      case CHANGED, UNCHANGED -> RestResponse.Status.OK;
      case null -> RestResponse.Status.OK;
    };
  }

  @GET
  @RunOnVirtualThread
  @Operation(operationId = "listPrograms", summary = "Programs, by name")
  @Allow(kind = PrincipalKind.HUMAN)
  @Allow(
      kind = PrincipalKind.AGENT,
      roles = {Role.RESEARCHER})
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.PEER})
  public Page<ProgramView> list(
      @QueryParam("limit") @DefaultValue("" + Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT)
          int limit,
      @QueryParam("cursor") @Nullable String cursor) {
    String after = cursor == null ? null : Input.text("cursor", cursor);
    return Page.of(store.page(after, limit + 1), limit, Program::name)
        .map(program -> ProgramView.shownTo(caller.get().kind(), program));
  }

  @GET
  @Path("/{name}")
  @RunOnVirtualThread
  @Operation(operationId = "getProgram", summary = "The newest version of a program")
  @Allow(kind = PrincipalKind.HUMAN)
  @Allow(
      kind = PrincipalKind.AGENT,
      roles = {Role.RESEARCHER})
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.PEER})
  public ProgramView get(@PathParam("name") String name) {
    return ProgramView.shownTo(caller.get().kind(), programs.get(name));
  }
}
