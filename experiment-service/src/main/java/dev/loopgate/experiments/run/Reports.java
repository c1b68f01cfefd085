package dev.loopgate.experiments.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.loopgate.contracts.ideas.ProgramSpec.Stage;
import dev.loopgate.contracts.work.Completion;
import dev.loopgate.contracts.work.Completion.Artifact;
import dev.loopgate.contracts.work.Completion.Flag;
import dev.loopgate.wire.json.Json;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.text.Plain;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks what a worker reports at the end of an attempt. Pure. */
final class Reports {
  static final int LONGEST_DETAIL = 1_000;
  private static final int LONGEST_KIND = 100;
  private static final int MOST_FLAGS = 100;
  private static final int MOST_ARTIFACTS = 10_000;
  private static final int LONGEST_PATH = 1_000;
  private static final Pattern ODD_SEGMENT = Pattern.compile("(^|/)(\\.{0,2})(/|$)");
  private static final ObjectWriter STABLE =
      Json.mapper().writer().with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private Reports() {}

  /** The same report has the same digest, also when it is sent again after a restart. */
  static String digest(Completion completion) {
    try {
      return Json.digest(Json.utf8(STABLE.writeValueAsString(completion)));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** JSON can leave out what the record promises. */
  @SuppressWarnings("ConstantValue")
  static void check(Completion completion, Stage stage) {
    if (completion.outcome() == null || completion.isolation() == null) {
      throw ProblemException.invalid("/outcome", "A completion has an outcome and an isolation.");
    }
    if (completion.durationMillis() < 0) {
      throw ProblemException.invalid("/durationMillis", "A duration is at least 0.");
    }
    if (completion.artifacts().size() > MOST_ARTIFACTS) {
      throw ProblemException.invalid("/artifacts", "At most 10000 artifacts.");
    }
    for (int i = 0; i < completion.artifacts().size(); i++) {
      check("/artifacts/" + i, completion.artifacts().get(i), stage.produces());
    }
  }

  private static void check(String pointer, Artifact artifact, List<String> produces) {
    if (!isPlainPath(artifact.path()) || !Leases.covers(produces, artifact.path())) {
      throw ProblemException.invalid(
          pointer + "/path",
          "'%s' is no relative path below what the stage produces: %s."
              .formatted(Plain.storable(artifact.path(), LONGEST_PATH), produces));
    }
    if (artifact.size() < 0) {
      throw ProblemException.invalid(pointer + "/size", "A size is at least 0.");
    }
  }

  /**
   * Flags in a form that can be stored: the first of each kind in any case, and at most so many.
   */
  static List<Flag> kept(List<Flag> flags) {
    List<Flag> clean = flags.stream().map(Reports::clean).toList();
    Set<String> kinds = new HashSet<>();
    Map<Boolean, List<Flag>> isFirst =
        clean.stream().collect(Collectors.partitioningBy(flag -> kinds.add(flag.kind())));
    return Stream.concat(
            isFirst.getOrDefault(true, List.of()).stream(),
            isFirst.getOrDefault(false, List.of()).stream())
        .limit(MOST_FLAGS)
        .toList();
  }

  private static Flag clean(Flag flag) {
    return new Flag(
        Plain.storable(flag.kind(), LONGEST_KIND), Plain.storable(flag.evidence(), LONGEST_DETAIL));
  }

  static boolean isPlainPath(String path) {
    return path != null
        && !path.isEmpty()
        && path.length() <= LONGEST_PATH
        && path.equals(Plain.storable(path, LONGEST_PATH))
        && path.indexOf('\\') < 0
        && !ODD_SEGMENT.matcher(path).find();
  }

  /**
   * What becomes of an attempt. A worker that gave up unasked lost it. What ended by itself before
   * the worker heard of a stop has ended, and is not tried again for a better result.
   */
  static AttemptState state(Completion.Outcome outcome, Attempt attempt) {
    return switch (outcome) {
      case SUCCEEDED -> AttemptState.SUCCEEDED;
      case FAILED,
          TIMED_OUT,
          OUTPUT_LIMIT,
          DISK_LIMIT,
          MEMORY_LIMIT,
          PROCESS_LIMIT,
          CPU_LIMIT,
          ARTIFACT_LIMIT ->
          AttemptState.FAILED;
      case LOST -> attempt.stopped() ? AttemptState.STOPPED : AttemptState.LOST;
      case CANCELLED -> unfinished(attempt);
    };
  }

  /** What becomes of an attempt that did not come to its end. */
  static AttemptState unfinished(Attempt attempt) {
    if (attempt.cancelRequested()) {
      return AttemptState.CANCELLED;
    }
    return attempt.stopped() ? AttemptState.STOPPED : AttemptState.LOST;
  }
}
