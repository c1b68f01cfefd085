package dev.loopgate.contracts.work;

import dev.loopgate.contracts.experiments.Isolation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended, reported once. Repeating the same report changes nothing.
 *
 * @param exitCode of the process; null when it was ended from outside
 * @param detail one sentence for people
 * @param artifacts declared outputs, all uploaded before
 * @param metrics what the stage logged
 * @param params what the stage logged
 * @param flags tripwires that fired
 */
public record Completion(
    Outcome outcome,
    @Nullable Integer exitCode,
    long durationMillis,
    Isolation isolation,
    String detail,
    List<Artifact> artifacts,
    List<MetricPoint> metrics,
    Map<String, String> params,
    List<Flag> flags) {
  public Completion {
    artifacts = List.copyOf(artifacts);
    metrics = List.copyOf(metrics);
    params = Map.copyOf(params);
    flags = List.copyOf(flags);
  }

  /**
   * How an attempt can end. Everything but SUCCEEDED, LOST and CANCELLED is the stage's own doing.
   */
  public enum Outcome {
    SUCCEEDED,
    FAILED,
    TIMED_OUT,
    OUTPUT_LIMIT,
    DISK_LIMIT,
    MEMORY_LIMIT,
    PROCESS_LIMIT,
    CPU_LIMIT,
    /** Declared outputs were larger than allowed. */
    ARTIFACT_LIMIT,
    /** The worker cannot say how the stage ended: tried again with the same seed. */
    LOST,
    /** The worker ended it, because it was asked to or for a reason of its own. */
    CANCELLED
  }

  /**
   * A declared output file.
   *
   * @param path in the workspace, with forward slashes
   * @param size in bytes
   */
  public record Artifact(String path, String digest, long size) {}

  /** A tripwire that fired, with what was seen. */
  public record Flag(String kind, String evidence) {}
}
