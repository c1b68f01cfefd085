package dev.loopgate.experiments.experiment;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.ideas.GenerationAdvanced;
import dev.loopgate.experiments.program.ProgramStore;
import dev.loopgate.wire.paging.Page;
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
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
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
  private final GapStore gaps;

  @Inject
  ReplicationResource(ExperimentRepository experiments, ProgramStore programs, GapStore gaps) {
    this.experiments = experiments;
    this.programs = programs;
    this.gaps = gaps;
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
    Page<GenerationAdvanced> page =
        Page.of(
            programs.adoptedGenerations(named.id(), before, limit + 1),
            limit,
            generation -> Integer.toString(generation.number()));
    return ReplicationReport.of(
        named.name(),
        new Page<>(replications(page.items()), page.nextCursor()),
        gaps.of(named.id()));
  }

  private List<Replication> replications(List<GenerationAdvanced> generations) {
    if (generations.isEmpty()) {
      return List.of();
    }
    Map<UUID, Experiment> baselines =
        experiments.baselinesOf(ids(generations, ReplicationResource::withParent));
    Map<UUID, Experiment> tests =
        experiments.ofIdeas(ids(generations, generation -> Stream.ofNullable(generation.ideaId())));
    return generations.stream()
        .map(generation ->
            Replication.of(
                generation,
                tests.get(generation.ideaId()),
                measured(baselines, generation.generationId()),
                measured(baselines, generation.parentId())))
        .toList();
  }

  private static List<UUID> ids(
      List<GenerationAdvanced> generations, Function<GenerationAdvanced, Stream<UUID>> which) {
    return generations.stream().flatMap(which).distinct().toList();
  }

  private static Stream<UUID> withParent(GenerationAdvanced generation) {
    return Stream.concat(
        Stream.of(generation.generationId()), Stream.ofNullable(generation.parentId()));
  }

  private static @Nullable MeasuredBaseline measured(
      Map<UUID, Experiment> baselines, @Nullable UUID generation) {
    Experiment baseline = baselines.get(generation);
    return baseline == null ? null : baseline.measured();
  }
}
