package dev.loopgate.experiments.experiment;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.chassis.access.CurrentPrincipal;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.experiments.VerdictFile;
import dev.loopgate.experiments.program.ProgramStore;
import dev.loopgate.wire.paging.Cursor;
import dev.loopgate.wire.paging.Page;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Experiments, and the evidence of their verdicts. */
@Path("/api/v1/experiments")
@Tag(name = "experiments")
public class ExperimentResource {
  private static final ProblemType NOT_CONCLUDED =
      new ProblemType("not-concluded", 409, "The experiment has no verdict");
  private static final UUID NO_PROGRAM = new UUID(0, 0);
  private static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final ExperimentRepository experiments;
  private final ProgramStore programs;
  private final ExperimentViews views;
  private final CurrentPrincipal current;

  @Inject
  ExperimentResource(
      ExperimentRepository experiments,
      ProgramStore programs,
      ExperimentViews views,
      CurrentPrincipal current) {
    this.experiments = experiments;
    this.programs = programs;
    this.views = views;
    this.current = current;
  }

  @GET
  @RunOnVirtualThread
  @Transactional
  @Operation(operationId = "listExperiments", summary = "Experiments, newest first")
  @Allow(kind = PrincipalKind.HUMAN)
  @Allow(
      kind = PrincipalKind.AGENT,
      roles = {Role.RESEARCHER})
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.PEER})
  public Page<ExperimentView> list(
      @QueryParam("program") @Nullable String program,
      @QueryParam("state") @Nullable ExperimentState state,
      @QueryParam("kind") @Nullable ExperimentKind kind,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("cursor") @Nullable String cursor) {
    List<Experiment> rows =
        experiments.page(
            new ExperimentRepository.Filter(
                program == null ? null : programId(program), state, kind, Cursor.below(cursor)),
            limit + 1);
    Page<Experiment> page = Page.of(rows, limit, row -> row.id.toString());
    return new Page<>(views.of(page.items(), isPerson()), page.nextCursor());
  }

  private UUID programId(String name) {
    if (name.indexOf('\0') >= 0) {
      throw ProblemException.invalid("program", "A program's name has no NUL characters.");
    }
    return programs.find(name).orElse(NO_PROGRAM);
  }

  @GET
  @Path("/{idOrIdeaKey}")
  @RunOnVirtualThread
  @Transactional
  @Operation(
      operationId = "getExperiment",
      summary = "One experiment by its id or by the key of its idea")
  @Allow(kind = PrincipalKind.HUMAN)
  @Allow(
      kind = PrincipalKind.AGENT,
      roles = {Role.RESEARCHER})
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.PEER})
  public ExperimentView get(@PathParam("idOrIdeaKey") String idOrIdeaKey) {
    return views.of(List.of(find(idOrIdeaKey)), isPerson()).getFirst();
  }

  private boolean isPerson() {
    return current.get().kind() == PrincipalKind.HUMAN;
  }

  @GET
  @Path("/{idOrIdeaKey}/evidence")
  @RunOnVirtualThread
  @Transactional
  @Operation(
      operationId = "getEvidence",
      summary = "Registration, observations and verdict: all to recompute it")
  @APIResponse(
      responseCode = "200",
      description = "The file; registration and evidence are the very texts that were digested",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = VerdictFile.class)))
  @Allow(kind = PrincipalKind.HUMAN)
  @Allow(
      kind = PrincipalKind.AGENT,
      roles = {Role.RESEARCHER})
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.PEER})
  public Response evidence(@PathParam("idOrIdeaKey") String idOrIdeaKey) {
    Experiment experiment = find(idOrIdeaKey);
    return EvidenceFile.of(experiment)
        .map(file -> Response.ok(file, MediaType.APPLICATION_JSON).build())
        .orElseThrow(() ->
            new ProblemException(
                NOT_CONCLUDED,
                "Experiment %s is %s; its seeds and observations are shown when it is concluded."
                    .formatted(idOrIdeaKey, experiment.state())));
  }

  private Experiment find(String idOrIdeaKey) {
    Optional<Experiment> found =
        ID.matcher(idOrIdeaKey).matches()
            ? experiments.findByIdOptional(UUID.fromString(idOrIdeaKey))
            : experiments.ofIdeaKey(idOrIdeaKey.replace("\0", ""));
    return found.orElseThrow(() -> ProblemException.notFound("experiment", idOrIdeaKey));
  }
}
