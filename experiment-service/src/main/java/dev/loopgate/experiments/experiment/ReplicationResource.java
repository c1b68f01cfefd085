package dev.loopgate.experiments.experiment;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.chassis.paging.Page;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.ideas.GenerationAdvanced;
import dev.loopgate.experiments.program.ProgramStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Whether what was adopted held on fresh seeds. */
@Path("/api/v1/experiments/replications")
@Tag(name = "experiments")
public class ReplicationResource {
  private static final String NEWEST = "newest";

  private final ExperimentRepository experiments;
  private final ProgramStore programs;

  @Inject
  ReplicationResource(ExperimentRepository experiments, ProgramStore programs) {
    this.experiments = experiments;
    this.programs = programs;
  }

  @GET
  @RunOnVirtualThread
  @Transactional
  @Operation(
      operationId = "listReplications",
      summary = "Claimed, measured and re-measured effect of each adopted idea, newest first")
  @Allow(kind = PrincipalKind.HUMAN)
  @Allow(
      kind = PrincipalKind.AGENT,
      roles = {Role.RESEARCHER})
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.PEER})
  public ReplicationReport list(
      @QueryParam("program") @Nullable String program,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("cursor")
          @DefaultValue(NEWEST)
          @Pattern(
              regexp = NEWEST + "|\\d{1,9}",
              message = "is the nextCursor of a page that you got")
          String cursor) {
    NamedProgram named = NamedProgram.require(programs, program);
    int before = NEWEST.equals(cursor) ? Integer.MAX_VALUE : Integer.parseInt(cursor);
    return ReplicationReport.of(named.name(), all(named.id()), before, limit);
  }

  private List<Replication> all(UUID program) {
    List<GenerationAdvanced> generations = programs.adoptedGenerations(program);
    Map<UUID, Experiment> baselines = experiments.baselinesOf(program);
    Map<UUID, Experiment> tests =
        experiments.ofIdeas(
            generations.stream().map(GenerationAdvanced::ideaId).filter(Objects::nonNull).toList());
    return generations.stream()
        .map(generation ->
            Replication.of(
                generation,
                tests.get(generation.ideaId()),
                measured(baselines, generation.generationId()),
                measured(baselines, generation.parentId())))
        .toList();
  }

  private static @Nullable MeasuredBaseline measured(
      Map<UUID, Experiment> baselines, @Nullable UUID generation) {
    Experiment baseline = baselines.get(generation);
    return baseline == null ? null : baseline.measured();
  }
}
