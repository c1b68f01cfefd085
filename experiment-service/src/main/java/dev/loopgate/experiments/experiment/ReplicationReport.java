package dev.loopgate.experiments.experiment;

import dev.loopgate.wire.paging.Page;
import java.util.List;
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

  /** A page with what the whole program shows. */
  static ReplicationReport of(String program, Page<Replication> page, GapStore.Gaps gaps) {
    return new ReplicationReport(
        program, page.items(), page.nextCursor(), gaps.remeasured(), gaps.mean());
  }
}
