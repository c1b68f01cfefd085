package dev.loopgate.experiments.run;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.wire.paging.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The runs of one experiment. */
@Path("/api/v1/experiments/{id}/runs")
@Tag(name = "runs")
public class ExperimentRunsResource {
  private static final String START = "start";
  private static final String CURSOR = "start|\\d{1,9}-[01]";

  private final RunStore runs;
  private final RunViews views;
  private final Sight sight;

  @Inject
  ExperimentRunsResource(RunStore runs, RunViews views, Sight sight) {
    this.runs = runs;
    this.views = views;
    this.sight = sight;
  }

  @GET
  @RunOnVirtualThread
  @Operation(operationId = "listRuns", summary = "Runs of an experiment, pair by pair")
  @Allow(kind = PrincipalKind.HUMAN)
  @Allow(
      kind = PrincipalKind.AGENT,
      roles = {Role.RESEARCHER})
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.PEER})
  public Page<RunView> list(
      @PathParam("id") UUID experiment,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("cursor")
          @DefaultValue(START)
          @Pattern(regexp = CURSOR, message = "is the nextCursor of a page that you got")
          String cursor) {
    boolean first = START.equals(cursor);
    int hyphen = cursor.indexOf('-');
    int index = first ? -1 : Integer.parseInt(cursor.substring(0, hyphen));
    int position = first ? 0 : Integer.parseInt(cursor.substring(hyphen + 1));
    Page<Run> page =
        Page.of(
            runs.page(experiment, sight.shown(), index, position, limit + 1),
            limit,
            run -> run.index() + "-" + run.position());
    return new Page<>(views.of(page.items()), page.nextCursor());
  }
}
