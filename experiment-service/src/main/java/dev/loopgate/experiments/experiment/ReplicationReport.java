package dev.loopgate.experiments.experiment;

import dev.loopgate.chassis.paging.Page;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A page of replications, newest generation first, and what the whole program shows.
 *
 * @param nextCursor send it as {@code cursor} for the next page; absent at the end
 * @param remeasured generations of the program that were measured again
 * @param meanGap the mean of measured minus remeasured over all of those: the winner's curse
 */
public record ReplicationReport(
    @Schema(required = true) String program,
    @Schema(required = true) List<Replication> items,
    @Nullable String nextCursor,
    @Schema(required = true) int remeasured,
    @Nullable Double meanGap) {
  public ReplicationReport {
    items = List.copyOf(items);
  }

  /**
   * Cuts a page out of all replications of a program.
   *
   * @param all newest first
   * @param before show generations with a smaller number only
   */
  static ReplicationReport of(String program, List<Replication> all, int before, int limit) {
    List<Replication> rows =
        all.stream().filter(row -> row.generation() < before).limit(limit + 1L).toList();
    Page<Replication> page = Page.of(rows, limit, row -> Integer.toString(row.generation()));
    List<Double> gaps = all.stream().map(Replication::gap).filter(Objects::nonNull).toList();
    OptionalDouble mean = gaps.stream().mapToDouble(Double::doubleValue).average();
    return new ReplicationReport(
        program,
        page.items(),
        page.nextCursor(),
        gaps.size(),
        mean.isPresent() ? mean.getAsDouble() : null);
  }
}
