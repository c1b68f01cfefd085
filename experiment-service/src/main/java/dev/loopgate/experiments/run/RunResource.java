package dev.loopgate.experiments.run;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.experiments.metric.LoggedMetric;
import dev.loopgate.experiments.metric.MetricListStore;
import dev.loopgate.experiments.metric.MetricPosition;
import dev.loopgate.experiments.metric.MetricStore;
import dev.loopgate.experiments.metric.Metrics;
import dev.loopgate.wire.paging.Page;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import dev.loopgate.wire.text.Plain;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Runs with all that was logged about them. */
@Path("/api/v1/runs")
@Tag(name = "runs")
public class RunResource {
  private static final ProblemType UNKNOWN_METRIC =
      new ProblemType("unknown-metric", 404, "Nobody logged that metric");

  private final RunStore runs;
  private final RunViews views;
  private final MetricStore metrics;
  private final MetricListStore lists;
  private final Sight sight;

  @Inject
  RunResource(
      RunStore runs, RunViews views, MetricStore metrics, MetricListStore lists, Sight sight) {
    this.runs = runs;
    this.views = views;
    this.metrics = metrics;
    this.lists = lists;
    this.sight = sight;
  }

  @GET
  @Path("/{id}")
  @RunOnVirtualThread
  @Operation(operationId = "getRun", summary = "One run with its attempts")
  @Allow(kind = PrincipalKind.HUMAN)
  @Allow(
      kind = PrincipalKind.AGENT,
      roles = {Role.RESEARCHER})
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.PEER})
  public RunView get(@PathParam("id") UUID id) {
    return views.of(find(id));
  }

  @GET
  @Path("/{id}/metrics/{key: .+}")
  @RunOnVirtualThread
  @Operation(
      operationId = "getMetricHistory",
      summary = "Every logged value of one metric, by stage and step")
  @Allow(kind = PrincipalKind.HUMAN)
  @Allow(
      kind = PrincipalKind.AGENT,
      roles = {Role.RESEARCHER})
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.PEER})
  public Page<LoggedMetric> history(
      @PathParam("id") UUID id,
      @PathParam("key") String key,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("cursor")
          @DefaultValue(MetricPosition.START)
          @Pattern(
              regexp = MetricPosition.CURSOR,
              message = "is the nextCursor of a page that you got")
          String cursor) {
    Run run = find(id);
    List<MetricListStore.Point> history =
        Metrics.isKey(key)
            ? lists.page(run.id(), key, MetricPosition.of(cursor), limit + 1)
            : List.of();
    if (history.isEmpty()) {
      throw new ProblemException(
          UNKNOWN_METRIC,
          "Run %s logged no metric '%s'; it logged %s."
              .formatted(id, Plain.storable(key, 100), metrics.keys(run.id())));
    }
    return Page.of(history, limit, point -> point.position().cursor())
        .map(MetricListStore.Point::metric);
  }

  @POST
  @Path("/{id}/tags")
  @RunOnVirtualThread
  @Operation(operationId = "setTag", summary = "Sets a tag; the last value of a key counts")
  @Allow(
      kind = PrincipalKind.HUMAN,
      roles = {Role.RESEARCHER, Role.ADMIN})
  public RunView tag(@PathParam("id") UUID id, @NotNull @Valid Tagging tagging) {
    Run run = find(id);
    runs.putTag(run.id(), tagging.key(), Plain.storable(tagging.value(), Tagging.LONGEST_VALUE));
    return views.of(run);
  }

  private Run find(UUID id) {
    Run run = runs.find(id).orElseThrow(() -> ProblemException.notFound("run", id));
    sight.requireShown(id);
    return run;
  }

  /** A remark on a run. */
  public record Tagging(
      @NotNull
          @Pattern(
              regexp = "[A-Za-z0-9_./-]{1,100}",
              message = "has 1 to 100 of the characters A-Z a-z 0-9 _ . / -")
          String key,
      @NotNull @Size(max = LONGEST_VALUE) String value) {
    static final int LONGEST_VALUE = 5_000;
  }
}
